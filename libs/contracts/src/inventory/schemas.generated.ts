// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

/**
 * Published when what can be sold of a variant in a shop changed, or the marketplace has accepted a new quantity.
 */
export type AvailabilityChanged = AvailabilitySnapshot;
/**
 * Published when stock is kept for an order: it may be packed.
 */
export type OrderReserved = ReservationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'reserved';
};
/**
 * Published when stock for an order was not there: a person must decide.
 */
export type ReservationRefused = ReservationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'refused';
};
/**
 * Published when an order no longer keeps stock: released when it was cancelled, shipped when the stock has left with it.
 */
export type ReservationReleased = ReservationSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'released' | 'shipped';
};
/**
 * Published when a warehouse has been opened; every new merchant gets one with the code MAIN.
 */
export type WarehouseOpened = WarehouseSnapshot;

/**
 * Event type → the data it carries.
 */
export interface InventoryEventData {
  'com.pinglu.inventory.availability_changed.v1': AvailabilityChanged;
  'com.pinglu.inventory.order_reserved.v1': OrderReserved;
  'com.pinglu.inventory.reservation_refused.v1': ReservationRefused;
  'com.pinglu.inventory.reservation_released.v1': ReservationReleased;
  'com.pinglu.inventory.warehouse_opened.v1': WarehouseOpened;
}
/**
 * What can be sold of one variant in one shop, and how that follows, after the change that the event names. The subject of its events is the sellerSku.
 */
export interface AvailabilitySnapshot {
  /**
   * Id of the merchant that owns it: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Id of the shop: a UUID in lower case.
   */
  shopId: string;
  /**
   * The seller's own code of the variant, which joins listings to stock: 1 to 200 characters.
   */
  sellerSku: string;
  /**
   * Pieces that can be sold in this shop: what is on hand less what is reserved, ring-fenced elsewhere and buffered, and never below 0.
   */
  available: number;
  /**
   * What available follows from, in pieces.
   */
  terms: {
    /**
     * Pieces that lie in the warehouses; below 0 when a count has shown that too many were sold.
     */
    onHand: number;
    /**
     * Pieces kept for orders that have not left.
     */
    reserved: number;
    /**
     * Pieces set aside for another purpose or shop.
     */
    ringFenced: number;
    /**
     * Pieces held back so that two shops do not sell the last one twice.
     */
    buffer: number;
  };
  /**
   * What the marketplace last accepted; null until it has accepted anything.
   */
  written: {
    /**
     * Pieces that were written.
     */
    quantity: number;
    /**
     * When the marketplace accepted it: RFC 3339 in UTC, ending in Z.
     */
    at: string;
  } | null;
  /**
   * When it changed: RFC 3339 in UTC, ending in Z.
   */
  changedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
/**
 * The whole public state of a reservation, the stock that is kept for one order, after the change that the event names.
 */
export interface ReservationSnapshot {
  /**
   * Id of the reservation: a UUID in lower case.
   */
  reservationId: string;
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
   * reserved: stock is kept for the order. refused: it was not there. released: it is free again. shipped: it has left the warehouse.
   */
  status: 'reserved' | 'refused' | 'released' | 'shipped';
  /**
   * What is kept, line by line.
   */
  lines: {
    /**
     * Id of the line within its order, stable while the order lives: 1 to 100 characters.
     */
    lineId: string;
    /**
     * The seller's own code of the variant, which joins listings to stock: 1 to 200 characters.
     */
    sellerSku: string;
    /**
     * How many pieces, 1 or more.
     */
    quantity: number;
    /**
     * As the status of the reservation, for this line alone.
     */
    status: 'reserved' | 'refused' | 'released' | 'shipped';
    /**
     * Why the line was refused, as a sentence: 1 to 1000 characters; null when it was not.
     */
    reason: string | null;
  }[];
  /**
   * When the reservation changed: RFC 3339 in UTC, ending in Z.
   */
  changedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
/**
 * The whole public state of a warehouse after the change that the event names.
 */
export interface WarehouseSnapshot {
  /**
   * Id of the warehouse: a UUID in lower case.
   */
  warehouseId: string;
  /**
   * Id of the merchant whose stock the warehouse holds: a UUID in lower case.
   */
  merchantId: string;
  /**
   * Short code of the warehouse, unique within the merchant: 1 to 32 of A-Z, 0-9, hyphen and underscore. MAIN is the one opened for every new merchant.
   */
  code: string;
  /**
   * Name of the warehouse for people: 1 to 200 characters, none of them a control character.
   */
  name: string;
  /**
   * Country where the warehouse stands: ISO 3166-1 alpha-2, upper case.
   */
  country: string;
  /**
   * When the warehouse was opened: RFC 3339 in UTC, ending in Z.
   */
  openedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
