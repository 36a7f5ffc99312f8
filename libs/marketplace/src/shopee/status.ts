import type { ListingStatus } from '../port/catalog.types.js';
import type { MarketplaceOrderStatus } from '../port/order.types.js';
import type { ReturnStatus } from '../port/reverse.types.js';

const orderStatuses: Readonly<Record<string, MarketplaceOrderStatus>> = {
  UNPAID: 'unpaid', // created, not paid
  PENDING: 'unpaid', // paid, but held by Shopee: nothing may be shipped yet
  INVOICE_PENDING: 'unpaid', // the invoice is missing
  READY_TO_SHIP: 'placed', // the seller may arrange shipment
  RETRY_SHIP: 'placed', // the pickup failed: to be arranged again
  PROCESSED: 'ready_to_ship', // shipment arranged: nothing is left to do but to hand it over
  SHIPPED: 'shipped', // with the carrier
  TO_CONFIRM_RECEIVE: 'delivered', // the buyer has not confirmed yet
  COMPLETED: 'delivered', // the buyer's money can be released
  TO_RETURN: 'returned', // a return is under way
  CANCELLED: 'cancelled',
};

const packageStatuses: Readonly<Record<string, MarketplaceOrderStatus>> = {
  LOGISTICS_NOT_START: 'placed',
  LOGISTICS_NOT_STARTED: 'placed',
  LOGISTICS_PENDING_ARRANGE: 'placed',
  LOGISTICS_READY: 'placed',
  LOGISTICS_REQUEST_CREATED: 'ready_to_ship', // arranged
  LOGISTICS_PICKUP_RETRY: 'ready_to_ship', // the carrier comes again
  LOGISTICS_PICKUP_FAILED: 'ready_to_ship',
  LOGISTICS_PICKUP_DONE: 'shipped',
  LOGISTICS_DELIVERY_DONE: 'delivered',
  LOGISTICS_DELIVERY_FAILED: 'delivery_failed',
  LOGISTICS_COD_REJECTED: 'cancelled',
  LOGISTICS_REQUEST_CANCELED: 'cancelled',
  LOGISTICS_INVALID: 'cancelled',
  LOGISTICS_LOST: 'lost',
};

const listingStatuses: Readonly<Record<string, ListingStatus>> = {
  NORMAL: 'live',
  MODEL_NORMAL: 'live',
  MODEL_UNAVAILABLE: 'inactive',
  UNLIST: 'inactive', // taken off sale by the seller
  REVIEWING: 'in_review',
  BANNED: 'refused',
  SELLER_DELETE: 'deleted',
  SHOPEE_DELETE: 'deleted',
};

const returnStatuses: Readonly<Record<string, ReturnStatus>> = {
  REQUESTED: 'requested',
  ACCEPTED: 'refund_pending', // granted; when the money arrives is not told
  PROCESSING: 'shipping_back', // the goods are on their way, or the refund is
  JUDGING: 'disputed', // Shopee decides
  SELLER_DISPUTE: 'disputed',
  REFUND_PAID: 'refunded', // of the older interface
  CLOSED: 'refused', // it has ended, and the buyer was not paid back
  CANCELLED: 'withdrawn',
};

const of = <T extends string>(table: Readonly<Record<string, T>>, raw: string): T | 'unrecognized' =>
  (Object.hasOwn(table, raw) ? table[raw] : undefined) ?? 'unrecognized';

export const toOrderStatus = (raw: string): MarketplaceOrderStatus => of(orderStatuses, raw);
export const toPackageStatus = (raw: string): MarketplaceOrderStatus => of(packageStatuses, raw);
export const toListingStatus = (raw: string): ListingStatus => of(listingStatuses, raw);
export const toReturnStatus = (raw: string): ReturnStatus => of(returnStatuses, raw);

/** Before shipment is arranged a package is a plan: its number is there, the parcel is not. */
export const isArranged = (rawStatus: string): boolean =>
  !['placed', 'cancelled', 'unrecognized'].includes(toPackageStatus(rawStatus));
