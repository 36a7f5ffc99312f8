import type { MerchantId, OrderId, ShipmentId, ShopId } from '@pinglu/kernel';
import type { Marketplace } from '../shop/shop.js';
import type { Order, OrderLine } from '../order/order.js';

/**
 * wanted: to be packed. packed: the marketplace has given it a package and a tracking number. released: free to be handed
 * over. held: customs refused it. dropped: not to be packed any more. failed: the marketplace refuses to pack it.
 */
export const shipmentStatuses = ['wanted', 'packed', 'released', 'held', 'dropped', 'failed'] as const;
export type ShipmentStatus = (typeof shipmentStatuses)[number];

export type ShipmentLine = Pick<OrderLine, 'lineId' | 'sellerSku' | 'quantity' | 'unitPrice' | 'externalLineIds'>;

/** What the marketplace gave a parcel when it was packed. */
export interface Package {
  readonly packageId: string;
  readonly trackingNumber: string;
  readonly carrier: string;
}

/** The parcel of an order. */
export interface Shipment {
  readonly shipmentId: ShipmentId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: Marketplace;
  readonly orderId: OrderId;
  readonly orderNumber: string;
  readonly country: string;
  readonly crossBorder: boolean;
  readonly status: ShipmentStatus;
  readonly reason: string | null;
  /** Null until it is packed. */
  readonly parcel: (Package & { readonly packedAt: Date }) | null;
  readonly wantedAt: Date;
  /** When the marketplace knew that it is ready for the carrier. */
  readonly readyAt: Date | null;
  /** When it was released or held. */
  readonly decidedAt: Date | null;
  readonly lines: readonly ShipmentLine[];
  /** 0 until it is packed: before that there is nothing to tell. */
  readonly version: number;
}

/** What is reserved of an order's line. */
export interface ReservedLine {
  readonly lineId: string;
  readonly quantity: number;
}

/**
 * What goes into the next parcel of an order: lines that still wait, whose stock is reserved in full, and of which no
 * unit is in a parcel yet. Empty when there is nothing to pack.
 */
export function linesToPack(
  order: Order,
  reserved: readonly ReservedLine[],
  inParcels: ReadonlySet<string>,
): ShipmentLine[] {
  if (order.status !== 'placed') return [];
  const kept = new Map(reserved.map(({ lineId, quantity }) => [lineId, quantity]));
  return order.lines
    .filter(
      ({ lineId, mapped, status, quantity, externalLineIds }) =>
        mapped &&
        status === 'placed' &&
        (kept.get(lineId) ?? 0) >= quantity &&
        !externalLineIds.some((id) => inParcels.has(id)),
    )
    .map(({ lineId, sellerSku, quantity, unitPrice, externalLineIds }) => ({
      lineId,
      sellerSku,
      quantity,
      unitPrice,
      externalLineIds,
    }));
}

/** What customs decided about a parcel. */
export type CustomsDecision = { readonly status: 'released' } | { readonly status: 'held'; readonly reason: string };

type Decidable = Pick<Shipment, 'status' | 'reason'>;

/**
 * The parcel after a decision; null when it changes nothing. A release is final: who has been told that a parcel may go
 * cannot call it back. A parcel that is held may be released later, when its papers were put right.
 */
export function decided<S extends Decidable>(shipment: S, decision: CustomsDecision): (S & Decidable) | null {
  switch (shipment.status) {
    case 'packed':
      break;
    case 'held':
      if (decision.status === 'held' && decision.reason === shipment.reason) return null;
      break;
    case 'wanted':
    case 'released':
    case 'dropped':
    case 'failed':
      return null;
    default:
      return shipment.status satisfies never;
  }
  return { ...shipment, status: decision.status, reason: decision.status === 'held' ? decision.reason : null };
}
