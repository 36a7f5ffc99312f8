import type { Money } from '@pinglu/kernel';
import type { Page } from './types.js';

export type MarketplaceOrderStatus =
  | 'unpaid'
  | 'placed'
  | 'packed'
  | 'ready_to_ship'
  | 'shipped'
  | 'delivered'
  | 'delivery_failed'
  | 'returned'
  | 'lost'
  | 'cancelled'
  | 'unrecognized';

/** An order without its lines. Nothing in it says who buys. */
export interface OrderHeader {
  readonly orderNumber: string;
  /** That of the line that is furthest behind, cancelled lines aside; one unrecognised line makes it unrecognised. */
  readonly status: MarketplaceOrderStatus;
  /** The marketplace's own words, joined by commas when its lines differ. */
  readonly rawStatus: string;
  readonly placedAt: Date;
  readonly updatedAt: Date;
  /** Of the goods, before vouchers and shipping. */
  readonly total: Money;
  readonly unitCount: number;
  readonly warehouseCode: string | null;
}

/**
 * Units of one variant at one price in one state. A marketplace that sends a row per unit has them merged here, and the
 * ids of its rows kept.
 */
export interface MarketplaceOrderLine {
  readonly externalLineIds: readonly string[];
  readonly sellerSku: string;
  readonly externalItemId: string | null;
  readonly externalSkuId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly unitPrice: Money;
  /** By the buyer for all units of the line, after vouchers, without shipping. */
  readonly paid: Money;
  readonly status: MarketplaceOrderStatus;
  readonly rawStatus: string;
  /** The marketplace's reason of a cancellation or return; null when there is none. */
  readonly reason: string | null;
}

/** A parcel: what ships under one tracking number. */
export interface MarketplacePackage {
  readonly packageId: string;
  readonly trackingNumber: string | null;
  readonly carrier: string | null;
  readonly externalLineIds: readonly string[];
  readonly status: MarketplaceOrderStatus;
}

export interface OrderItems {
  readonly orderNumber: string;
  readonly lines: readonly MarketplaceOrderLine[];
  /** Empty until something is packed. Reading them is how an unknown outcome of packing is settled. */
  readonly packages: readonly MarketplacePackage[];
  /** Until when the first of its parcels must be handed over; null when the marketplace does not say. */
  readonly shipBy: Date | null;
  /** The buyer wants to cancel, and the seller has not answered yet. */
  readonly cancellationRequest: CancellationRequest | null;
}

export interface CancellationRequest {
  readonly requestId: string;
  readonly externalLineIds: readonly string[];
  /** When the marketplace cancels by itself; null when it does not say. */
  readonly answerBy: Date | null;
}

export interface MarketplaceOrder extends OrderHeader, Omit<OrderItems, 'orderNumber'> {}

export interface OrderWindow {
  readonly since: Date;
  readonly until: Date;
  readonly cursor?: string | null;
}

export interface OrderPage extends Page<OrderHeader> {
  /**
   * True when more orders changed within one second than the marketplace lets anyone list, or than stood still while they
   * were listed: the next page goes on after that second, and the orders left out come by push only.
   */
  readonly incomplete: boolean;
}

export interface OrderUnits {
  readonly orderNumber: string;
  readonly externalLineIds: readonly string[];
}
