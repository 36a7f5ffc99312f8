// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when a marketplace has pushed a message about one of our shops and its signature was right.
 */
export type PushReceived = PushSnapshot;

/**
 * Event type → the data it carries.
 */
export interface MarketplaceEventData {
  'com.pinglu.marketplace.push_received.v1': PushReceived;
}
/**
 * A message that a marketplace pushed, verified and otherwise as received. A hint that something changed, not what it is now: read the object itself.
 */
export interface PushSnapshot {
  /**
   * Id that the push was given when it was received: a UUID in lower case.
   */
  pushId: string;
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Id of the shop: a UUID in lower case.
   */
  shopId: string;
  /**
   * The marketplace in our words.
   */
  marketplace: 'lazada' | 'shopee' | 'tiktok-shop';
  /**
   * What the push is about, as far as it is known: other is none of those acted upon.
   */
  kind: 'order' | 'product' | 'other';
  /**
   * Number of the order, or another id that the push names: 1 to 100 characters.
   */
  reference: string;
  /**
   * The body of the push as received: JSON as text, at most 256 KiB. May hold data of a buyer; never log it.
   */
  raw: string;
  /**
   * When the push was received: RFC 3339 in UTC, ending in Z.
   */
  receivedAt: string;
  /**
   * Always 1: a push never changes.
   */
  version: number;
}
