// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when a merchant has been registered. The first event of every merchant.
 */
export type MerchantRegistered = MerchantSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'active';
};
/**
 * Published when the trading name of a merchant has changed. `name` is the new one.
 */
export type MerchantRenamed = MerchantSnapshot;
/**
 * Published when a suspended merchant has been resumed.
 */
export type MerchantResumed = MerchantSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'active';
};
/**
 * Published when a merchant has been suspended: stop acting on its behalf.
 */
export type MerchantSuspended = MerchantSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'suspended';
};

/**
 * Event type → the data it carries.
 */
export interface MerchantsEventData {
  'com.pinglu.merchants.merchant_registered.v1': MerchantRegistered;
  'com.pinglu.merchants.merchant_renamed.v1': MerchantRenamed;
  'com.pinglu.merchants.merchant_resumed.v1': MerchantResumed;
  'com.pinglu.merchants.merchant_suspended.v1': MerchantSuspended;
}
/**
 * The whole public state of a merchant (a tenant) after the change that the event names.
 */
export interface MerchantSnapshot {
  /**
   * Id of the merchant: a UUID in lower case. The tenant of everything that belongs to it.
   */
  merchantId: string;
  /**
   * Trading name of the merchant as it was registered or last renamed: 1 to 200 characters, none of them a control character. The name of a business, not of a person.
   */
  name: string;
  /**
   * Country where the merchant is established: ISO 3166-1 alpha-2. Only CN (sellers shipping from Guangxi) so far.
   */
  countryOfEstablishment: 'CN';
  /**
   * active: its shops are worked for. suspended: nothing is sent on its behalf until it is resumed.
   */
  status: 'active' | 'suspended';
  /**
   * When the merchant was registered: RFC 3339 in UTC, ending in Z.
   */
  registeredAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
