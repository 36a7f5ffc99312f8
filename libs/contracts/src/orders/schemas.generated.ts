// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.

import type { Money } from '@pinglu/kernel';

/**
 * Published when the last line of the order was cancelled, by whoever did it.
 */
export type OrderCancelled = OrderSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'cancelled';
};
/**
 * Published when an order changed in a way that no other event names: a line was cancelled or mapped, a time or a raw status changed.
 */
export type OrderChanged = OrderSnapshot;
/**
 * Published when the parcel is with the buyer.
 */
export type OrderDelivered = OrderSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'delivered';
};
/**
 * Published when an order was first seen. The first event of every order, whatever its status is by then.
 */
export type OrderPlaced = OrderSnapshot;
/**
 * Published when the order was packed and announced to the carrier.
 */
export type OrderReadyToShip = OrderSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'ready_to_ship';
};
/**
 * Published when the carrier has taken the parcel over.
 */
export type OrderShipped = OrderSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'shipped';
};
/**
 * Published when a parcel must not be handed over: customs has refused it.
 */
export type ShipmentHeld = ShipmentSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'held';
};
/**
 * Published when a parcel was packed and has its tracking number. The first event of every shipment.
 */
export type ShipmentPacked = ShipmentSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'packed';
};
/**
 * Published when a parcel may be handed over to the carrier: customs has released it, or it crosses no border.
 */
export type ShipmentReleased = ShipmentSnapshot & {
  /**
   * The status that this change leads to.
   */
  status: 'released';
};

/**
 * Event type → the data it carries.
 */
export interface OrdersEventData {
  'com.pinglu.orders.order_cancelled.v1': OrderCancelled;
  'com.pinglu.orders.order_changed.v1': OrderChanged;
  'com.pinglu.orders.order_delivered.v1': OrderDelivered;
  'com.pinglu.orders.order_placed.v1': OrderPlaced;
  'com.pinglu.orders.order_ready_to_ship.v1': OrderReadyToShip;
  'com.pinglu.orders.order_shipped.v1': OrderShipped;
  'com.pinglu.orders.shipment_held.v1': ShipmentHeld;
  'com.pinglu.orders.shipment_packed.v1': ShipmentPacked;
  'com.pinglu.orders.shipment_released.v1': ShipmentReleased;
}
/**
 * The whole public state of an order after the change that the event names. It holds no data of the buyer.
 */
export interface OrderSnapshot {
  /**
   * Id of the order: a UUID in lower case.
   */
  orderId: string;
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
   * Country of the storefront: ISO 3166-1 alpha-2, upper case.
   */
  country: string;
  /**
   * Number of the order as the marketplace gives it: 1 to 64 characters.
   */
  orderNumber: string;
  /**
   * placed: bought, not yet ready. ready_to_ship: packed and announced to the carrier. shipped: on its way. delivered: with the buyer. cancelled: no line is left. unrecognized: the marketplace uses a status that is not known here, see rawStatus.
   */
  status: 'placed' | 'ready_to_ship' | 'shipped' | 'delivered' | 'cancelled' | 'unrecognized';
  /**
   * The status in the words of the marketplace: 1 to 200 characters.
   */
  rawStatus: string;
  /**
   * True when the parcel crosses a border and is declared to customs.
   */
  crossBorder: boolean;
  /**
   * When the buyer placed the order: RFC 3339 in UTC, ending in Z.
   */
  placedAt: string;
  /**
   * When the marketplace last changed the order: RFC 3339 in UTC, ending in Z.
   */
  updatedAt: string;
  /**
   * Latest time to hand over the parcel: RFC 3339 in UTC, ending in Z; null when not known.
   */
  shipBy: string | null;
  /**
   * What was bought: one line per variant.
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
     * Id of the variant at the marketplace: 1 to 64 characters; null when it gives none.
     */
    externalSkuId: string | null;
    /**
     * False when the variant belongs to none of our listings: the line is set aside until it does, the rest of the order goes on.
     */
    mapped: boolean;
    /**
     * How many pieces, 1 or more.
     */
    quantity: number;
    /**
     * Price of one piece that the buyer pays.
     */
    unitPrice: Money;
    /**
     * Ids of the rows at the marketplace that were merged into this line, one per piece where it sends one per piece.
     */
    externalLineIds: string[];
    /**
     * As the status of the order, for this line alone.
     */
    status: 'placed' | 'ready_to_ship' | 'shipped' | 'delivered' | 'cancelled' | 'unrecognized';
  }[];
  /**
   * Sum of quantity times price over the lines.
   */
  total: Money;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
/**
 * The whole public state of a shipment, the parcel of an order under one tracking number, after the change that the event names.
 */
export interface ShipmentSnapshot {
  /**
   * Id of the shipment: a UUID in lower case.
   */
  shipmentId: string;
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
   * Id of the package at the marketplace: 1 to 64 characters.
   */
  packageId: string;
  /**
   * Tracking number that the carrier gave: 1 to 64 characters.
   */
  trackingNumber: string;
  /**
   * Name of the carrier as the marketplace gives it: 1 to 200 characters.
   */
  carrier: string;
  /**
   * Country of the storefront: ISO 3166-1 alpha-2, upper case.
   */
  country: string;
  /**
   * True when the parcel crosses a border and is declared to customs.
   */
  crossBorder: boolean;
  /**
   * packed: ready, waiting for customs where it crosses a border. released: may be handed over to the carrier. held: must not be handed over, see reason.
   */
  status: 'packed' | 'released' | 'held';
  /**
   * Why it is held, as a sentence: 1 to 1000 characters; null when it is not.
   */
  reason: string | null;
  /**
   * What the parcel holds.
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
     * Price of one piece that the buyer pays.
     */
    unitPrice: Money;
  }[];
  /**
   * When it was packed: RFC 3339 in UTC, ending in Z.
   */
  packedAt: string;
  /**
   * Version of the aggregate: 1 when it is created, one more with every change. A gap tells a reader that it missed an event; this event already holds the whole state.
   */
  version: number;
}
