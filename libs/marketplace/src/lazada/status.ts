import type { ListingStatus } from '../port/catalog.types.js';
import type { MarketplaceOrderStatus } from '../port/order.types.js';
import type { ReturnStatus } from '../port/reverse.types.js';

/** States of an order's item, one row per unit. */
const orderItemStatuses: Readonly<Record<string, MarketplaceOrderStatus>> = {
  unpaid: 'unpaid', // ordered, and cancelled by Lazada unless it is paid within 30 minutes
  pending: 'placed', // paid, or cash on delivery: to be packed
  repacked: 'placed', // its package was taken back: to be packed again
  packed: 'packed', // has a package and a tracking number
  ready_to_ship_pending: 'ready_to_ship', // told to the carrier, whose answer is awaited
  ready_to_ship: 'ready_to_ship', // to be handed over
  shipped: 'shipped', // the carrier has it
  delivered: 'delivered', // the buyer has it
  failed: 'delivery_failed', // the carrier could not deliver
  failed_delivery: 'delivery_failed', // the same, by its newer name
  canceled: 'cancelled', // by the buyer, the seller or Lazada; with one l
  returned: 'returned', // the buyer sent it back
  shipped_back: 'returned', // on its way back to the seller
  shipped_back_success: 'returned', // the seller has it again
  shipped_back_failed: 'lost', // could not be brought back
  lost: 'lost', // lost on the way
  lost_by_3pl: 'lost', // lost by the carrier
  damaged_by_3pl: 'lost', // damaged by the carrier
  package_scrapped: 'lost', // destroyed on the way
};

export const toOrderStatus = (raw: string): MarketplaceOrderStatus =>
  (Object.hasOwn(orderItemStatuses, raw) ? orderItemStatuses[raw] : undefined) ?? 'unrecognized';

/** From behind to ahead; then those that a unit leaves the order by. */
const progress: readonly MarketplaceOrderStatus[] = [
  'unrecognized',
  'unpaid',
  'placed',
  'packed',
  'ready_to_ship',
  'shipped',
  'delivery_failed',
  'delivered',
  'returned',
  'lost',
  'cancelled',
];

/** An order has no state of its own at Lazada, only its items have. */
export function ofAll(statuses: readonly MarketplaceOrderStatus[]): MarketplaceOrderStatus {
  return progress.find((status) => statuses.includes(status)) ?? 'unrecognized';
}

/** States of a line of a return. Lazada publishes the first four; the others are what its shops have seen. */
const returnStatuses: Readonly<Record<string, ReturnStatus>> = {
  REQUEST_INITIATE: 'requested', // by the buyer: the seller has to answer
  REQUEST_REJECT: 'refused', // by the seller or Lazada, for good
  REQUEST_CANCEL: 'withdrawn', // by the buyer
  CANCEL_SUCCESS: 'accepted', // a cancellation took place; what was paid goes back by itself
  SELLER_AGREE_RETURN: 'accepted', // the buyer may send the goods
  SELLER_REJECT_RETURN: 'refused', // the buyer may dispute it
  BUYER_RETURN_ITEM: 'shipping_back', // on their way, or there and not yet confirmed
  SELLER_RECEIVE_ITEM: 'received', // confirmed by the seller, who has to decide about the money
  SELLER_REJECT_REFUND: 'refused', // the buyer may dispute it
  REFUND_PENDING: 'refund_pending', // decided; the money is not with the buyer yet
  REFUND_SUCCESS: 'refunded', // the buyer has the money
};

export const toReturnStatus = (raw: string): ReturnStatus =>
  (Object.hasOwn(returnStatuses, raw) ? returnStatuses[raw] : undefined) ?? 'unrecognized';

/** From behind to ahead. */
const returnProgress: readonly ReturnStatus[] = [
  'unrecognized',
  'requested',
  'disputed',
  'accepted',
  'shipping_back',
  'received',
  'refund_pending',
  'refused',
  'refunded',
  'withdrawn',
];

export const furthestBehind = (statuses: readonly ReturnStatus[]): ReturnStatus =>
  returnProgress.find((status) => statuses.includes(status)) ?? 'unrecognized';

/** `status` of a product, `Status` of its SKUs, and the states that come with pushes, all in lower case. */
const listingStatuses: Readonly<Record<string, ListingStatus>> = {
  active: 'live', // for sale
  inactive: 'inactive', // taken off sale by the seller
  'pending qc': 'in_review', // Lazada's quality control, up to a day
  pending: 'in_review',
  suspended: 'refused', // taken off sale by Lazada
  rejected: 'refused', // by quality control
  approved: 'live', // quality control is content
  live_rejected: 'refused', // quality control has changed its mind
  lock: 'refused', // locked by Lazada
  deleted: 'deleted',
};

export function toListingStatus(raw: string): ListingStatus {
  const key = raw.toLowerCase();
  return (Object.hasOwn(listingStatuses, key) ? listingStatuses[key] : undefined) ?? 'unrecognized';
}

const inputs = {
  text: 'text',
  richtext: 'rich_text',
  numeric: 'number',
  date: 'date',
  img: 'image',
  singleselect: 'single_select',
  multiselect: 'multi_select',
  enuminput: 'single_select_or_own',
  multienuminput: 'multi_select_or_own',
} as const;

/** How a category's attribute is filled in. The two `enumInput` kinds also take a value of the seller's own. */
export function toAttributeInput(raw: string): (typeof inputs)[keyof typeof inputs] | 'unrecognized' {
  const key = raw.toLowerCase();
  return Object.hasOwn(inputs, key) ? inputs[key as keyof typeof inputs] : 'unrecognized';
}
