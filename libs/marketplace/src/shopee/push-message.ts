import { ContractViolationError } from '../port/errors.js';
import type { MarketplacePush, PushDetail } from '../port/push.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { instantOf } from './amounts.js';
import { toListingStatus, toOrderStatus } from './status.js';

/** By the code in the body; the numbers in the addresses of the documentation are others. */
const kinds: Readonly<Record<string, MarketplacePush['kind']>> = {
  '3': 'order', // state
  '4': 'order', // tracking number
  '15': 'order', // label
  '29': 'order', // return
  '30': 'order', // package
  '47': 'order', // package
  '6': 'product', // banned
  '7': 'product', // promotion
  '8': 'product', // reserved stock
  '16': 'product', // violation
  '22': 'product', // price
  '27': 'product', // publishing failed
};

export function fromPush(message: WireObject): MarketplacePush {
  const externalType = message.text('code');
  const data = isObject(message.fields['data']) ? message.object('data') : null;
  const kind = (Object.hasOwn(kinds, externalType) ? kinds[externalType] : undefined) ?? 'other';
  const order = data && (data.idOrNull('ordersn') ?? data.idOrNull('order_sn'));
  const reference = kind === 'order' ? order : kind === 'product' ? (data?.idOrNull('item_id') ?? null) : null;
  const rawStatus = (externalType === '3' ? data?.textOrNull('status') : null) ?? null;
  return {
    kind,
    externalType: externalType === '' ? 'unknown' : externalType,
    reference,
    // Of a message about the app the shop, if there is one, is inside.
    externalSellerId: message.idOrNull('shop_id') ?? data?.idOrNull('shop_id') ?? data?.idOrNull('shopid') ?? null,
    country: null,
    occurredAt: (data && instantOf(data, 'update_time')) ?? instantOf(message, 'timestamp'),
    orderStatus: rawStatus === null ? null : rawStatus === 'IN_CANCEL' ? null : toOrderStatus(rawStatus),
    rawStatus,
    detail: readableDetail(externalType, data),
  };
}

/** The message that tries an address carries no time. */
export const sentAtOf = (message: WireObject): Date | null => instantOf(message, 'timestamp');

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a genuine message is about is worth more than what it says beside: it is read again through the interface. */
function readableDetail(code: string, data: WireObject | null): PushDetail {
  if (data === null) return { type: 'unrecognized' };
  try {
    return detailOf(code, data);
  } catch (error) {
    if (error instanceof ContractViolationError) return { type: 'unrecognized' };
    throw error;
  }
}

function detailOf(code: string, data: WireObject): PushDetail {
  switch (code) {
    case '3':
      return { type: 'order_status', externalLineId: null, externalReturnId: null };
    case '4':
      return packageStatus(data, 'tracking_no', '');
    case '15':
      return packageStatus(data, '', data.text('status'));
    case '30':
    case '47':
      return packageStatus(data, '', data.text('fulfillment_status'));
    case '29':
      return returnStatus(data);
    case '16':
    case '6':
      return productReview(data);
    case '22':
    case '27':
      return { type: 'product_changed', change: 'edited', externalSkuIds: [] };
    case '7':
    case '9':
      return { type: 'promotion_changed' };
    case '8':
      return { type: 'stock_reserved' };
    case '12':
      return { type: 'token_expiring', expiresAt: instantOf(data, 'expire_before') };
    case '1':
      return { type: 'seller_status', rawStatus: data.text('authorize_type') };
    case '2':
      return { type: 'consent_withdrawn', reason: data.text('authorize_type') };
    case '10':
      return { type: 'message' };
    case '11':
    case '38':
      return { type: 'video_state' };
    default:
      return { type: 'unrecognized' };
  }
}

const packageStatus = (data: WireObject, tracking: string, rawStatus: string): PushDetail => ({
  type: 'package_status',
  packageId: data.text('package_number'),
  trackingNumber: tracking === '' ? null : data.textOrNull(tracking),
  rawStatus,
});

function productReview(data: WireObject): PushDetail {
  const rawStatus = data.text('item_status') || 'BANNED';
  const [first] = data.objects('item_status_details');
  const reason = first?.textOrNull('violation_reason') ?? data.textOrNull('violation_reason');
  return {
    type: 'product_review',
    status: toListingStatus(rawStatus),
    rawStatus,
    reason: reason ?? data.textOrNull('reason'),
  };
}

function returnStatus(data: WireObject): PushDetail {
  const status = data.objects('updated_values').find((change) => change.text('update_field') === 'return_status');
  return {
    type: 'return_status',
    externalReturnId: data.text('return_sn'),
    externalReturnLineId: null,
    rawStatus: status?.text('new_value') ?? '',
  };
}
