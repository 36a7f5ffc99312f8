import { createHmac, timingSafeEqual } from 'node:crypto';
import { ContractViolationError, WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import type { LostPushes, MarketplacePush, PushDelivery, PushDetail, PushHealth } from '../port/push.types.js';
import { WireObject } from '../wire/wire-object.js';
import { parseExactJson } from '../wire/exact-json.js';
import { instantOf } from './amounts.js';
import { toListingStatus, toOrderStatus } from './status.js';

export interface PushKeys {
  readonly partnerKey: string;
  /** Exactly as it is registered at Shopee, whatever a proxy makes of it: it is part of what is signed. */
  readonly callbackUrl: string;
}

/** The last retry comes three and a half hours after the first try; a message that is older was recorded and sent again. */
const oldestMs = 5 * 3_600_000;
const furthestAheadMs = 10 * 60_000;

const details = { marketplace: 'shopee', operation: 'push.verify' } as const;

const causes: Readonly<Record<WebhookRejectionReason, string>> = {
  'signature-missing': 'The message has no Authorization header.',
  'signature-scheme-wrong': 'The Authorization header is not a bare signature of 64 hexadecimal digits.',
  'signature-wrong': 'The signature does not belong to this body, this app and the registered address.',
  'body-not-raw': 'The body is not the bytes that came, so its signature cannot be checked.',
  'body-not-a-message': 'The body is not a message of Shopee’s.',
  stale: 'The message is too old, or from the future.',
};

function reject(reason: WebhookRejectionReason): never {
  throw new WebhookRejectedError(reason, 'shopee', {
    cause: causes[reason],
    advice: 'Answer 401 and do nothing else with it.',
  });
}

/** HMAC-SHA256 over the address, a bar and the body, in lower-case hexadecimal. */
export const signPush = (rawBody: Uint8Array, { partnerKey, callbackUrl }: PushKeys): string =>
  createHmac('sha256', partnerKey).update(`${callbackUrl}|`, 'utf8').update(rawBody).digest('hex');

export function verifyPush({ rawBody, headers, now }: PushDelivery, keys: PushKeys): void {
  if (!(rawBody instanceof Uint8Array)) reject('body-not-raw');
  const signature = headerOf(headers, 'authorization');
  if (signature === null) reject('signature-missing');
  if (!/^[0-9a-f]{64}$/i.test(signature)) reject('signature-scheme-wrong');
  const expected = Buffer.from(signPush(rawBody, keys), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) reject('signature-wrong');
  // The message that tries an address carries no time.
  const sentAt = instantOf(read(rawBody), 'timestamp');
  if (sentAt === null) return;
  const ageMs = now.getTime() - sentAt.getTime();
  if (ageMs > oldestMs || ageMs < -furthestAheadMs) reject('stale');
}

function headerOf(headers: PushDelivery['headers'], name: string): string | null {
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() === name && typeof value === 'string' && value !== '') return value;
  }
  return null;
}

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

export function parsePush(rawBody: Uint8Array): MarketplacePush {
  const message = read(rawBody);
  try {
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
  } catch (error) {
    if (error instanceof ContractViolationError) reject('body-not-a-message');
    throw error;
  }
}

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

function read(rawBody: Uint8Array): WireObject {
  try {
    return WireObject.of(parseExactJson(Buffer.from(rawBody).toString('utf8')), '', details);
  } catch {
    return reject('body-not-a-message');
  }
}

export const toSubscribeRequest = ({
  callbackUrl,
  externalTypes,
}: {
  readonly callbackUrl: string;
  readonly externalTypes: readonly string[];
}) => ({
  callback_url: callbackUrl,
  set_push_config_on: externalTypes.map(Number),
});

export function fromPushConfigResponse(data: WireObject): PushHealth {
  const rawStatus = data.text('live_push_status');
  const known = { normal: 'normal', warning: 'warning', suspended: 'suspended' } as const;
  const key = rawStatus.toLowerCase();
  return {
    callbackUrl: data.textOrNull('callback_url'),
    status: Object.hasOwn(known, key) ? known[key as keyof typeof known] : 'unrecognized',
    rawStatus,
    externalTypes: data.texts('push_config_on_list'),
  };
}

/** Each message is a text with the whole envelope in it. */
export function fromLostPushesResponse(data: WireObject): LostPushes {
  const last = data.text('last_message_id');
  const messages = data.objects('push_message_list').map((row) => Buffer.from(row.text('data'), 'utf8'));
  return {
    messages,
    lastMessageId: last === '' || last === '0' ? null : last,
    more: data.flag('has_next_page') && messages.length > 0,
  };
}
