import { createHmac } from 'node:crypto';
import type { MarketplacePush, PushDelivery } from '../port/push.types.js';
import { parseExactJson } from '../wire/exact-json.js';
import { SignedPushes } from '../wire/signed-pushes.js';
import { fromPush, sentAtOf } from './push-message.js';

export interface PushKeys {
  readonly partnerKey: string;
  /** Exactly as it is registered at Shopee, whatever a proxy makes of it: it is part of what is signed. */
  readonly callbackUrl: string;
}

const pushes = new SignedPushes({
  marketplace: 'shopee',
  sender: 'Shopee',
  signed: 'this body, this app and the registered address',
  // The last retry comes three and a half hours after the first try.
  oldestMs: 5 * 3_600_000,
  parseJson: parseExactJson,
  sentAt: sentAtOf,
});

/** HMAC-SHA256 over the address, a bar and the body, in lower-case hexadecimal. */
export const signPush = (rawBody: Uint8Array, { partnerKey, callbackUrl }: PushKeys): string =>
  createHmac('sha256', partnerKey).update(`${callbackUrl}|`, 'utf8').update(rawBody).digest('hex');

/** @throws WebhookRejectedError */
export const verifyPush = (delivery: PushDelivery, keys: PushKeys): void =>
  pushes.verify(delivery, (rawBody) => signPush(rawBody, keys));

/** @throws WebhookRejectedError when it is no message at all */
export const parsePush = (rawBody: Uint8Array): MarketplacePush => pushes.read(rawBody, fromPush);
