import { createHmac, timingSafeEqual } from 'node:crypto';
import { ContractViolationError, WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import type { MarketplacePush, PushDelivery } from '../port/push.types.js';
import { WireObject } from '../wire/wire-object.js';
import { fromPush, sentAtOf } from './push-message.js';

export interface PushKeys {
  readonly appKey: string;
  readonly appSecret: string;
}

/** Lazada tries for six hours, every half hour; a message that is older than this was recorded and sent again. */
const oldestMs = 7 * 3_600_000;
const furthestAheadMs = 10 * 60_000;

const details = { marketplace: 'lazada', operation: 'push.verify' } as const;

const causes: Readonly<Record<WebhookRejectionReason, string>> = {
  'signature-missing': 'The message has no Authorization header.',
  'signature-scheme-wrong': 'The Authorization header is not a bare signature of 64 hexadecimal digits.',
  'signature-wrong': 'The signature does not belong to this body and this app.',
  'body-not-raw': 'The body is not the bytes that came, so its signature cannot be checked.',
  'body-not-a-message': 'The body is not a message of Lazada’s.',
  stale: 'The message is too old, or from the future.',
};

function reject(reason: WebhookRejectionReason): never {
  throw new WebhookRejectedError(reason, 'lazada', {
    cause: causes[reason],
    advice: 'Answer 401 and do nothing else with it.',
  });
}

/** HMAC-SHA256 over the app key and the body, in lower-case hexadecimal. */
export const signPush = (rawBody: Uint8Array, { appKey, appSecret }: PushKeys): string =>
  createHmac('sha256', appSecret).update(appKey, 'utf8').update(rawBody).digest('hex');

export function verifyPush({ rawBody, headers, now }: PushDelivery, keys: PushKeys): void {
  if (!(rawBody instanceof Uint8Array)) reject('body-not-raw');
  const signature = headerOf(headers, 'authorization');
  if (signature === null) reject('signature-missing');
  if (!/^[0-9a-f]{64}$/i.test(signature)) reject('signature-scheme-wrong');
  const expected = Buffer.from(signPush(rawBody, keys), 'hex');
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) reject('signature-wrong');
  const sentAt = sentAtOf(read(rawBody));
  // A few kinds carry no time at all; their handling is idempotent, so hearing them twice does no harm.
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

/** @throws WebhookRejectedError when it is no message at all */
export function parsePush(rawBody: Uint8Array): MarketplacePush {
  const message = read(rawBody);
  try {
    return fromPush(message);
  } catch (error) {
    if (error instanceof ContractViolationError) reject('body-not-a-message');
    throw error;
  }
}

function read(rawBody: Uint8Array): WireObject {
  try {
    return WireObject.of(JSON.parse(Buffer.from(rawBody).toString('utf8')), '', details);
  } catch {
    return reject('body-not-a-message');
  }
}
