// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when customs has refused a parcel, or a document that it needs.
 */
export type DeclarationRefused = DeclarationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'refused';
};
/**
 * Published when customs has released a parcel.
 */
export type DeclarationReleased = DeclarationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'released';
};
/**
 * Published when the documents of a parcel were sent to customs.
 */
export type DeclarationSent = DeclarationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'sent';
};

/**
 * Event type → the data it carries.
 */
export interface CustomsEventData {
  'com.pinglu.customs.declaration_refused.v1': DeclarationRefused;
  'com.pinglu.customs.declaration_released.v1': DeclarationReleased;
  'com.pinglu.customs.declaration_sent.v1': DeclarationSent;
}
/**
 * The whole public state of the customs declaration of one parcel after the change that the event names.
 */
export interface DeclarationSnapshot {
  /**
   * Id of the declaration: a UUID in lower case.
   */
  declarationId: string;
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
   * Id of the order: a UUID in lower case.
   */
  orderId: string;
  /**
   * Number of the order as the marketplace gives it: 1 to 64 characters.
   */
  orderNumber: string;
  /**
   * Id of the shipment: a UUID in lower case.
   */
  shipmentId: string;
  /**
   * Tracking number of the parcel: 1 to 64 characters.
   */
  trackingNumber: string;
  /**
   * drafted: its documents are being made. sent: customs has them. released: the parcel may leave. refused: it may not, see problems.
   */
  status: 'drafted' | 'sent' | 'released' | 'refused';
  /**
   * Number of the declaration list that customs gave: 1 to 64 characters; null until it has.
   */
  listNumber: string | null;
  /**
   * What stands in the way; empty when nothing does.
   */
  problems: {
    /**
     * Stable name of the problem, or the code that customs gives: 1 to 100 characters.
     */
    code: string;
    /**
     * The field at fault: 1 to 200 characters; null when it is none in particular.
     */
    field: string | null;
    /**
     * What is wrong, as a sentence: 1 to 1000 characters.
     */
    cause: string;
    /**
     * What to do about it, as a sentence: 1 to 1000 characters.
     */
    advice: string;
  }[];
  /**
   * What customs answered, oldest first.
   */
  receipts: {
    /**
     * When customs answered: RFC 3339 in UTC, ending in Z.
     */
    at: string;
    /**
     * The document that was answered.
     */
    document: 'order' | 'waybill' | 'list';
    /**
     * Status code of the receipt: 1 to 32 characters.
     */
    code: string;
    /**
     * Text of the receipt: up to 2000 characters.
     */
    text: string;
  }[];
  /**
   * When the declaration changed: RFC 3339 in UTC, ending in Z.
   */
  changedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
