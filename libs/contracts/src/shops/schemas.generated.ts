// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when a merchant has consented and a shop can be worked for, the first time and again after it was disconnected.
 */
export type ShopConnected = ShopSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'connected';
};
/**
 * Published when a shop can no longer be worked for: consent was withdrawn or has run out.
 */
export type ShopDisconnected = ShopSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'disconnected';
};

/**
 * Event type → the data it carries.
 */
export interface ShopsEventData {
  'com.pinglu.shops.shop_connected.v1': ShopConnected;
  'com.pinglu.shops.shop_disconnected.v1': ShopDisconnected;
}
/**
 * The whole public state of a shop, one account of a seller on a marketplace in one country, after the change that the event names.
 */
export interface ShopSnapshot {
  /**
   * Id of the shop: a UUID in lower case.
   */
  shopId: string;
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * The marketplace in our words.
   */
  marketplace: 'lazada' | 'shopee' | 'tiktok-shop';
  /**
   * Country of the storefront: ISO 3166-1 alpha-2, upper case.
   */
  country: string;
  /**
   * Currency of every amount in it: ISO 4217.
   */
  currency: 'SGD' | 'MYR' | 'THB' | 'VND' | 'PHP' | 'IDR' | 'CNY' | 'USD';
  /**
   * Id of the seller at the marketplace: 1 to 64 characters.
   */
  externalSellerId: string;
  /**
   * Name of the shop as the marketplace shows it: 1 to 200 characters. The name of a business, not of a person.
   */
  name: string;
  /**
   * True when its parcels cross a border and are declared to customs.
   */
  crossBorder: boolean;
  /**
   * connected: the merchant has consented and it is worked for. disconnected: nothing may be sent until the merchant consents again.
   */
  status: 'connected' | 'disconnected';
  /**
   * When the merchant last consented: RFC 3339 in UTC, ending in Z.
   */
  connectedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
