import type { Sku } from '../catalog/product.js';
import type { ReverseLine } from '../reverse/reverse-order.js';
import type { Seller } from '../seller/seller.js';

export const ITEM_STATUSES = [
  'unpaid',
  'pending',
  'repacked',
  'packed',
  'ready_to_ship',
  'shipped',
  'delivered',
  'failed_delivery',
  'shipped_back',
  'shipped_back_success',
  'shipped_back_failed',
  'package_scrapped',
  'lost_by_3pl',
  'damaged_by_3pl',
  'returned',
  'canceled',
] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** Which status may follow which. Packing and handing over are the seller's steps, the rest comes from outside. */
export const NEXT: Readonly<Record<ItemStatus, readonly ItemStatus[]>> = {
  unpaid: ['pending', 'canceled'],
  pending: ['packed', 'canceled'],
  repacked: ['packed', 'canceled'],
  packed: ['ready_to_ship', 'repacked', 'canceled'],
  ready_to_ship: ['shipped', 'canceled'],
  shipped: ['delivered', 'failed_delivery', 'lost_by_3pl', 'damaged_by_3pl'],
  delivered: ['returned'],
  failed_delivery: ['shipped_back'],
  shipped_back: ['shipped_back_success', 'shipped_back_failed'],
  shipped_back_success: [],
  shipped_back_failed: ['package_scrapped'],
  package_scrapped: [],
  lost_by_3pl: [],
  damaged_by_3pl: [],
  returned: [],
  canceled: [],
};

/** The steps that an item can take. Goods that are no things are delivered without a parcel. */
export const nextOf = (item: OrderItem): readonly ItemStatus[] =>
  item.order.kind === 'digital' && item.status === 'pending' ? ['delivered', 'canceled'] : NEXT[item.status];

/**
 * How an order is fulfilled: by a carrier of the platform, by the seller's own fleet, from the platform's warehouse,
 * by picking it up in a store, or without a parcel.
 */
export const ORDER_KINDS = ['normal', 'own-fleet', 'fbl', 'store-pickup', 'digital'] as const;
export type OrderKind = (typeof ORDER_KINDS)[number];

/** What happened to a parcel, from the report that it is ready. */
export interface PackageEvent {
  readonly status: string;
  readonly atMs: number;
}

export interface OrderPackage {
  readonly packageId: string;
  readonly trackingNumber: string;
  readonly carrier: string;
  readonly providerCode: string;
  readonly packedMs: number;
  readonly events: PackageEvent[];
  canceled: boolean;
}

/** One unit of one variant: two equal units are two items. */
export interface OrderItem {
  readonly itemId: number;
  readonly order: Order;
  readonly sku: Sku;
  readonly name: string;
  /** Minor units. */
  readonly price: number;
  /** The warehouse it ships from. */
  readonly warehouseCode: string;
  status: ItemStatus;
  updatedMs: number;
  pack: OrderPackage | undefined;
  reason: string;
  /** Such as `cancellation-customer`; empty while nobody cancelled or returned it. */
  initiator: string;
  /** The newest cancellation, return or refund of it. */
  reverseLine: ReverseLine | undefined;
  invoiceNumber: string;
}

export interface Buyer {
  readonly id: number;
  readonly name: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly state: string;
  readonly postCode: string;
}

export interface Order {
  readonly orderId: number;
  readonly kind: OrderKind;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly createdMs: number;
  readonly paymentMethod: string;
  /** What the buyer pays for transport, in minor units. */
  readonly shippingFee: number;
  readonly items: OrderItem[];
  updatedMs: number;
  /** Instant of the process's own clock at which a buyer placed it: reactions are measured from here. */
  readonly placedAtMs: number;
  /** Reactions that have been measured already. */
  readonly reacted: Set<string>;
}

export const itemsTotal = (order: Order): number => order.items.reduce((sum, item) => sum + item.price, 0);

/** The distinct statuses of an order's items; an order has none of its own. */
export const statusesOf = (order: Order): ItemStatus[] => [...new Set(order.items.map((item) => item.status))];
