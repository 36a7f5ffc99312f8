import type { MarketplacePush, PushDetail } from '../port/push.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { countryOfSite } from './sites.js';
import { toListingStatus, toOrderStatus } from './status.js';

/** One kind of message. */
interface MessageKind {
  readonly kind: MarketplacePush['kind'];
  /** Which field says what it is about. */
  readonly about?: string;
  /** Null when a field is missing without which it says nothing. */
  readonly detail: (data: WireObject) => PushDetail | null;
}

/** Of which no more is told than that it came. */
const plain = (detail: PushDetail): MessageKind => ({ kind: 'other', detail: () => detail });

const changed = (change: 'created' | 'edited' | 'deleted'): MessageKind => ({
  kind: 'product',
  about: 'item_id',
  detail: (data) => ({
    type: 'product_changed',
    // A listing that lost a variant is still there.
    change: data.text('action').startsWith('EDITED_') ? 'edited' : change,
    externalSkuIds: data.objects('sku_list').flatMap((sku) => sku.idOrNull('sku_id') ?? []),
  }),
});

/** Lazada's numbers of the kinds of message. Some names of fields are written in one way, some in another. */
const kinds: Readonly<Record<string, MessageKind>> = {
  // An item of an order changed its state.
  '0': {
    kind: 'order',
    about: 'trade_order_id',
    detail: (data) => ({
      type: 'order_status',
      externalLineId: data.idOrNull('trade_order_line_id'),
      externalReturnId: data.idOrNull('reverse_order_id'),
    }),
  },
  // Quality control has looked at a product.
  '1': {
    kind: 'product',
    about: 'itemId',
    detail: (data) => {
      const rawStatus = data.text('status');
      return {
        type: 'product_review',
        status: toListingStatus(rawStatus),
        rawStatus,
        reason: data.textOrNull('reason'),
      };
    },
  },
  '2': plain({ type: 'message' }),
  '3': changed('created'),
  '4': changed('edited'),
  '5': changed('deleted'),
  // Fewer than five units of a SKU can be ordered.
  '6': {
    kind: 'other',
    detail: (data) => {
      const externalSkuId = data.idOrNull('sku_id');
      const total = data.integerOrNull('real_quantity');
      if (externalSkuId === null || total === null) return null;
      const promised = (data.integerOrNull('withhold_quantity') ?? 0) + (data.integerOrNull('occupy_quantity') ?? 0);
      const sellable = Math.max(0, total - promised);
      return { type: 'stock_low', sellerSku: data.text('seller_sku'), externalSkuId, sellable };
    },
  },
  '7': plain({ type: 'video_state' }),
  '8': {
    kind: 'other',
    detail: (data) => ({ type: 'token_expiring', expiresAt: instantOf(data, 'auth_expiry_time') }),
  },
  // A cancellation, return or refund changed its state.
  '10': {
    kind: 'order',
    about: 'trade_order_id',
    detail: (data) => {
      const externalReturnId = data.idOrNull('reverse_order_id');
      if (externalReturnId === null) return null;
      const externalReturnLineId = data.idOrNull('reverse_order_line_id');
      return { type: 'return_status', externalReturnId, externalReturnLineId, rawStatus: data.text('reverse_status') };
    },
  },
  '11': plain({ type: 'promotion_changed' }),
  '12': plain({ type: 'category_tree_changed' }),
  '13': { kind: 'other', detail: (data) => ({ type: 'seller_status', rawStatus: data.text('status') }) },
  // A package moved.
  '14': {
    kind: 'order',
    about: 'trade_order_id',
    detail: (data) => {
      const packageId = data.textOrNull('fulfillment_package_id');
      if (packageId === null) return null;
      const trackingNumber = data.textOrNull('tracking_number');
      return { type: 'package_status', packageId, trackingNumber, rawStatus: data.text('status') };
    },
  },
  '19': plain({ type: 'message' }),
  '21': plain({ type: 'review' }),
  '35': plain({ type: 'purchase_order' }),
  '46': plain({ type: 'purchase_order' }),
};

/** @throws ContractViolationError when it is no message at all */
export function fromPush(message: WireObject): MarketplacePush {
  const externalType = typeOf(message);
  // The messages about promotions have no envelope.
  const data = message.objectOrNull('data') ?? message;
  const known = Object.hasOwn(kinds, externalType) ? kinds[externalType] : undefined;
  const rawStatus = known?.kind === 'order' ? data.textOrNull('order_status') : null;
  return {
    kind: known?.kind ?? 'other',
    externalType,
    reference: known?.about === undefined ? null : data.idOrNull(known.about),
    externalSellerId: sellerOf(message) ?? sellerOf(data),
    country: countryOfSite(message.text('site')),
    occurredAt: occurredAtOf(data) ?? sentAtOf(message),
    orderStatus: rawStatus === null ? null : toOrderStatus(rawStatus),
    rawStatus,
    detail: known?.detail(data) ?? { type: 'unrecognized' },
  };
}

function typeOf(message: WireObject): string {
  const type = message.text('message_type');
  if (type !== '') return type;
  return message.text('promotionId') === '' ? 'unknown' : '11';
}

/** Messages that are for the app name `null`, in letters, and the seller in their data if there is one. */
function sellerOf(object: WireObject): string | null {
  const seller = object.text('seller_id') || object.text('sellerId');
  return seller === '' || seller === 'null' ? null : seller;
}

const occurredAtNames = ['status_update_time', 'statusUpdateTime', 'date', 'send_time', 'notifyTime'];

function occurredAtOf(data: WireObject): Date | null {
  for (const name of occurredAtNames) {
    const at = instantOf(data, name);
    if (at !== null) return at;
  }
  return null;
}

/** When it was sent; null for the kinds that do not say. */
export const sentAtOf = (message: WireObject): Date | null => instantOf(message, 'timestamp');

/** Milliseconds in some kinds and seconds in others. */
function instantOf(object: WireObject, name: string): Date | null {
  const value = Number(object.fields[name]);
  if (!Number.isFinite(value) || value <= 0) return null;
  const date = new Date(value < 100_000_000_000 ? value * 1_000 : value);
  return Number.isNaN(date.getTime()) ? null : date;
}
