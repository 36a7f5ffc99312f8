import type { Offer } from '../catalog/offer.js';
import type { Shop } from '../shop/shop.js';
import type { OrderStatus, PackageStatus } from './status.js';

/** Some units of one model at one price. */
export interface OrderLine {
  readonly lineItemId: number;
  /** What the buyer saw of the model when ordering. */
  readonly offer: Offer;
  readonly quantity: number;
  /** Paid for one unit, in minor units. */
  readonly price: number;
  cancelled: number;
  cancelRequested: number;
  returned: number;
  returnRequested: number;
}

/** A shipping document of one kind that was asked for. */
export interface PackageDocument {
  readonly type: string;
  status: 'PROCESSING' | 'READY' | 'FAILED';
  /** How many times it is still answered as being made. */
  pollsLeft: number;
}

export interface PackageLine {
  readonly line: OrderLine;
  readonly quantity: number;
}

/** What ships under one tracking number. */
export interface OrderPackage {
  readonly packageNumber: string;
  readonly order: Order;
  readonly lines: readonly PackageLine[];
  readonly channelId: number;
  status: PackageStatus;
  /** Empty until the carrier has given one. */
  trackingNumber: string;
  pickup: { readonly addressId: number; readonly pickupTimeId: string } | undefined;
  arrangedMs: number;
  updatedMs: number;
  readonly documents: Map<string, PackageDocument>;
}

export interface Buyer {
  readonly userId: number;
  readonly username: string;
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly town: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

export interface Order {
  readonly orderSn: string;
  readonly shop: Shop;
  readonly buyer: Buyer;
  readonly createdMs: number;
  updatedMs: number;
  /** 0 until it happens, as the other instants below. */
  payMs: number;
  pickupDoneMs: number;
  completedMs: number;
  noteMs: number;
  status: OrderStatus;
  /** Where it goes back to when a cancellation or a return comes to nothing. */
  statusBefore: OrderStatus;
  readonly isCashOnDelivery: boolean;
  readonly paymentMethod: string;
  readonly messageToSeller: string;
  /** What the buyer pays for transport, in minor units. */
  readonly shippingFee: number;
  readonly lines: readonly OrderLine[];
  packages: OrderPackage[];
  isSplit: boolean;
  note: string;
  cancelBy: '' | 'buyer' | 'seller' | 'system' | 'Ops';
  cancelReason: string;
  buyerCancelReason: string;
  completedScenario: '' | 'NORMAL' | 'RRAOC';
  /** Given back to the buyer after a return, in minor units. */
  refunded: number;
  /** Goods travelled back to the seller. */
  isSentBack: boolean;
  /** Instant of the process's own clock at which a buyer placed it: reactions are measured from here. */
  readonly placedAtMs: number;
  /** Reactions that have been measured already. */
  readonly reacted: Set<string>;
}

/** Units that the buyer still wants. */
export const activeOf = (line: OrderLine): number => line.quantity - line.cancelled;

/** In minor units; what was cancelled out of it is not part of it. */
export const goodsTotal = (order: Order): number =>
  order.lines.reduce((sum, line) => sum + line.price * activeOf(line), 0);

export const orderTotal = (order: Order): number => goodsTotal(order) + order.shippingFee;

export const shipByMs = (order: Order): number => (order.payMs || order.createdMs) + daysToShip(order) * 86_400_000;

export const daysToShip = (order: Order): number => Math.max(...order.lines.map((line) => line.offer.daysToShip));
