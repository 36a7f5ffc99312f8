import { createHash } from 'node:crypto';
import type { MerchantId, Money, OrderId, ShopId } from '@pinglu/kernel';
import type { Marketplace } from '../shop/shop.js';

export const orderStatuses = ['placed', 'ready_to_ship', 'shipped', 'delivered', 'cancelled', 'unrecognized'] as const;
export type OrderStatus = (typeof orderStatuses)[number];

/** One variant and how many of it. The marketplace may count each unit by itself: their ids are all kept. */
export interface OrderLine {
  readonly lineId: string;
  /** Ours when `mapped`, else what the marketplace calls it. */
  readonly sellerSku: string;
  readonly externalSkuId: string | null;
  /** False: no listing of the shop names this SKU yet. The line is parked, the rest of the order goes on. */
  readonly mapped: boolean;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly externalLineIds: readonly string[];
  readonly status: OrderStatus;
}

/** A purchase in our words. Nothing in it says who buys. */
export interface Order {
  readonly orderId: OrderId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: Marketplace;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly orderNumber: string;
  readonly status: OrderStatus;
  readonly rawStatus: string;
  readonly crossBorder: boolean;
  readonly placedAt: Date;
  /** When it last changed, by the marketplace's clock. */
  readonly updatedAt: Date;
  /** When the marketplace was asked: decides between two states of the same `updatedAt`, which counts whole seconds. */
  readonly readAt: Date;
  readonly shipBy: Date | null;
  /** The marketplace does not let it be packed before it is paid. */
  readonly awaitsPayment: boolean;
  readonly total: Money;
  readonly lines: readonly OrderLine[];
  readonly ingestedAt: Date;
  readonly version: number;
}

export type ReadLine = Omit<OrderLine, 'lineId' | 'mapped'>;

/** What a marketplace said of an order when asked. */
export interface OrderReading extends Pick<
  Order,
  'orderNumber' | 'status' | 'rawStatus' | 'placedAt' | 'updatedAt' | 'readAt' | 'shipBy' | 'awaitsPayment' | 'total'
> {
  readonly lines: readonly ReadLine[];
}

/** What does not change while the order lives. */
export type OrderIdentity = Pick<
  Order,
  'orderId' | 'merchantId' | 'shopId' | 'marketplace' | 'country' | 'crossBorder' | 'ingestedAt'
>;

/** The seller's code for what a marketplace's line names; null while no listing says so. */
export type SkuMapping = (line: Pick<OrderLine, 'externalSkuId' | 'sellerSku'>) => string | null;

/**
 * The id of a line follows from the order and the first of the marketplace's own line ids, and from nothing else: it is
 * the same whichever state of the order is read first, and whether units are counted one by one or together.
 */
export function lineIdOf(orderId: OrderId, externalLineIds: readonly string[]): string {
  const first = [...externalLineIds].sort(byNumber)[0] ?? '';
  const bytes = createHash('sha256').update(`${orderId}/${first}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Line ids are digits of any length on one marketplace and text on another. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));

/** True when `reading` says something later than what is known. The same answer read twice is not later. */
export function isNewer(reading: Pick<Order, 'updatedAt' | 'readAt'>, known: Pick<Order, 'updatedAt' | 'readAt'>) {
  const byMarketplace = reading.updatedAt.getTime() - known.updatedAt.getTime();
  return byMarketplace === 0 ? reading.readAt > known.readAt : byMarketplace > 0;
}

/** The order as the reading has it: the marketplace decides what state it is in. */
export function orderOf(of: OrderIdentity, reading: OrderReading, mapping: SkuMapping): Omit<Order, 'version'> {
  const { orderId, merchantId, shopId, marketplace, country, crossBorder, ingestedAt } = of;
  const { orderNumber, status, rawStatus, placedAt, updatedAt, readAt, shipBy, awaitsPayment, total } = reading;
  return {
    ...{ orderId, merchantId, shopId, marketplace, country, crossBorder, ingestedAt },
    ...{ orderNumber, status, rawStatus, placedAt, updatedAt, readAt, shipBy, awaitsPayment, total },
    lines: reading.lines.map((line) => {
      const mapped = mapping(line);
      return {
        lineId: lineIdOf(orderId, line.externalLineIds),
        sellerSku: mapped ?? line.sellerSku,
        externalSkuId: line.externalSkuId,
        mapped: mapped !== null,
        quantity: line.quantity,
        unitPrice: line.unitPrice,
        externalLineIds: line.externalLineIds,
        status: line.status,
      };
    }),
  };
}

/** The order with those of its parked lines mapped that a listing names by now; null when there is none. */
export function remapped(order: Order, mapping: SkuMapping): Order | null {
  let changed = false;
  const lines = order.lines.map((line) => {
    const sellerSku = line.mapped ? null : mapping(line);
    if (sellerSku === null) return line;
    changed = true;
    return { ...line, sellerSku, mapped: true };
  });
  return changed ? { ...order, lines, version: order.version + 1 } : null;
}
