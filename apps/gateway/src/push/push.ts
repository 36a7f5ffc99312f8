import { createHash } from 'node:crypto';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import type { MarketplacePush } from '@pinglu/marketplace';
import type { Marketplace } from '../shop/shop.js';

/** One message of a marketplace, kept as it came. */
export interface Push {
  readonly pushId: string;
  /** Null together with `shopId`: about a seller that is no shop of ours, such as a marketplace's test message. */
  readonly merchantId: MerchantId | null;
  readonly shopId: ShopId | null;
  readonly marketplace: Marketplace;
  /** SHA-256 of the body: the same message again has the same. */
  readonly digest: Buffer;
  readonly kind: MarketplacePush['kind'];
  /** Order number or other id that the message names; its type when it names none. */
  readonly reference: string;
  readonly raw: string;
  readonly receivedAt: Date;
}

export interface ReceivedPush {
  readonly pushId: string;
  readonly marketplace: Marketplace;
  readonly rawBody: Buffer;
  readonly message: MarketplacePush;
  readonly owner: { readonly merchantId: MerchantId; readonly shopId: ShopId } | undefined;
  readonly now: Date;
}

export function recordPush({ pushId, marketplace, rawBody, message, owner, now }: ReceivedPush): Push {
  return {
    pushId,
    merchantId: owner?.merchantId ?? null,
    shopId: owner?.shopId ?? null,
    marketplace,
    digest: createHash('sha256').update(rawBody).digest(),
    kind: message.kind,
    // As long as an event may carry; no id of a marketplace is longer.
    reference: (message.reference ?? `type-${message.externalType}`).slice(0, 100),
    raw: rawBody.toString('utf8'),
    receivedAt: now,
  };
}
