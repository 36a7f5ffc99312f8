import type { TrueOrder } from '../marketplace/marketplace-profile.js';

/** The world as the marketplace has it. */
export interface TheirWorld {
  readonly orders: readonly TrueOrder[];
  /** Units that buyers see, by SKU. */
  readonly shown: ReadonlyMap<string, number>;
}

export interface OurOrder {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly status: string;
  readonly version: number;
  readonly lines: readonly { readonly lineId: string; readonly sellerSku: string; readonly quantity: number }[];
}

export interface OurReservationLine {
  readonly orderNumber: string;
  readonly reservationId: string;
  readonly lineId: string;
  readonly sellerSku: string;
  readonly quantity: number;
  readonly status: 'reserved' | 'refused' | 'released' | 'shipped';
}

export interface OurShipment {
  readonly shipmentId: string;
  readonly orderNumber: string;
  readonly crossBorder: boolean;
  readonly status: string;
  readonly packageId: string | null;
  readonly readyAt: string | null;
}

export interface OurDeclaration {
  readonly declarationId: string;
  readonly orderNumber: string;
  readonly shipmentId: string;
  readonly status: string;
}

export interface OurStock {
  readonly sellerSku: string;
  readonly onHand: number;
  readonly reserved: number;
  /** What the shop may offer. */
  readonly available: number;
}

/** An event, as far as it is counted. */
export interface OurEvent {
  readonly topic: string;
  /** The last part of its type, such as `order_placed`. */
  readonly fact: string;
  /** Of whatever its version counts: an order, a parcel. */
  readonly subject: string;
  readonly version: number;
}

/** The world as our services have it. Events in the order in which they were published per key. */
export interface OurWorld {
  readonly orders: readonly OurOrder[];
  readonly reservations: readonly OurReservationLine[];
  readonly shipments: readonly OurShipment[];
  readonly declarations: readonly OurDeclaration[];
  readonly stock: readonly OurStock[];
  readonly events: readonly OurEvent[];
}

/** Where events are read; both buses have one. */
export interface EventSource {
  /** All that was ever published to these topics. */
  read(topics: readonly string[]): Promise<readonly SourceRecord[]>;
  close(): Promise<void>;
}

export interface SourceRecord {
  readonly topic: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Topics of which a soak counts every event. */
export const countedTopics = ['orders.order.v1', 'orders.shipment.v1'] as const;
