import { createHmac } from 'node:crypto';
import type { MarketplacePush, PushDelivery } from '../port/push.types.js';
import { SignedPushes } from '../wire/signed-pushes.js';
import { fromPush, sentAtOf } from './push-message.js';

export interface PushKeys {
  readonly appKey: string;
  readonly appSecret: string;
}

const pushes = new SignedPushes({
  marketplace: 'lazada',
  sender: 'Lazada',
  signed: 'this body and this app',
  // Lazada tries for six hours, every half hour.
  oldestMs: 7 * 3_600_000,
  parseJson: JSON.parse,
  sentAt: sentAtOf,
});

/** HMAC-SHA256 over the app key and the body, in lower-case hexadecimal. */
export const signPush = (rawBody: Uint8Array, { appKey, appSecret }: PushKeys): string =>
  createHmac('sha256', appSecret).update(appKey, 'utf8').update(rawBody).digest('hex');

/** @throws WebhookRejectedError */
export const verifyPush = (delivery: PushDelivery, keys: PushKeys): void =>
  pushes.verify(delivery, (rawBody) => signPush(rawBody, keys));

/** @throws WebhookRejectedError when it is no message at all */
export const parsePush = (rawBody: Uint8Array): MarketplacePush => pushes.read(rawBody, fromPush);
