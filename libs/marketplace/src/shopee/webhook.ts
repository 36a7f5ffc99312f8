import { createHmac, timingSafeEqual } from 'node:crypto';
import { WebhookRejectedError, type WebhookRejectionReason } from '../port/errors.js';
import type { PushDelivery } from '../port/push.types.js';
import { WireObject } from '../wire/wire-object.js';
import { parseExactJson } from '../wire/exact-json.js';
import { instantOf } from './amounts.js';

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

/** @throws WebhookRejectedError always */
export function reject(reason: WebhookRejectionReason): never {
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
  const sentAt = instantOf(readBody(rawBody), 'timestamp');
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

/** @throws WebhookRejectedError when it is no JSON object */
export function readBody(rawBody: Uint8Array): WireObject {
  try {
    return WireObject.of(parseExactJson(Buffer.from(rawBody).toString('utf8')), '', details);
  } catch {
    return reject('body-not-a-message');
  }
}
