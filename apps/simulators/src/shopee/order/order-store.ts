import type { NumberSeries } from '../world/number-series.js';
import type { Order, OrderPackage } from './order.js';
import type { OrderStatus } from './status.js';

export type TimeField = 'createdMs' | 'updatedMs';

interface Sorted {
  rows: Order[];
  isSorted: boolean;
}

/** Values of four letters and digits. */
const HALF = 36 ** 4;
/** Primes that share nothing with 36: numbers are scattered, and none comes twice. */
const LOW = 1_000_003;
const HIGH = 1_000_033;

/** All orders and packages, found by number and by time. */
export class OrderStore {
  private readonly orders = new Map<string, Order>();
  private readonly packages = new Map<string, OrderPackage>();
  private readonly lists = new Map<string, Sorted>();
  private made = 0;
  private madePackages = 0;
  private madeLines = 0;

  constructor(private readonly series: NumberSeries) {}

  /** Six digits of the day in Singapore, then eight letters and digits. */
  newOrderSn(createdMs: number): string {
    const day = new Date(createdMs + 8 * 3_600_000).toISOString().slice(2, 10).replaceAll('-', '');
    for (;;) {
      this.made += 1;
      const orderSn = day + letters(this.series.index * 10_000_000 + this.made);
      if (!this.orders.has(orderSn)) return orderSn;
    }
  }

  newPackageNumber(): string {
    this.madePackages += 1;
    return `OFG${this.series.packages + this.madePackages}`;
  }

  newLineItemId(): number {
    this.madeLines += 1;
    return this.series.packages + this.madeLines;
  }

  has(orderSn: string): boolean {
    return this.orders.has(orderSn);
  }

  add(order: Order): void {
    this.orders.set(order.orderSn, order);
    for (const field of ['createdMs', 'updatedMs'] as const) {
      const list = this.listOf(order.shop.shopId, field);
      list.rows.push(order);
      list.isSorted = false;
    }
    this.addPackages(order);
  }

  /** After an order got other packages. */
  addPackages(order: Order): void {
    for (const one of order.packages) this.packages.set(one.packageNumber, one);
  }

  removePackages(packages: readonly OrderPackage[]): void {
    for (const one of packages) this.packages.delete(one.packageNumber);
  }

  /** After anything about an order was changed at this instant. */
  touch(order: Order, nowMs: number): void {
    order.updatedMs = nowMs;
    this.listOf(order.shop.shopId, 'updatedMs').isSorted = false;
  }

  find(orderSn: string): Order | undefined {
    return this.orders.get(orderSn);
  }

  findOf(shopId: number, orderSn: string): Order | undefined {
    const order = this.orders.get(orderSn);
    return order?.shop.shopId === shopId ? order : undefined;
  }

  packageOf(shopId: number, packageNumber: string): OrderPackage | undefined {
    const found = this.packages.get(packageNumber);
    return found?.order.shop.shopId === shopId ? found : undefined;
  }

  /** Of one shop, from the oldest to the newest; orders of the same instant by their number. */
  sorted(shopId: number, field: TimeField): readonly Order[] {
    const list = this.listOf(shopId, field);
    if (!list.isSorted) {
      // Almost in order already, which is what the engine's sort is quick at.
      list.rows.sort((a, b) => a[field] - b[field] || (a.orderSn < b.orderSn ? -1 : 1));
      list.isSorted = true;
    }
    return list.rows;
  }

  all(): IterableIterator<Order> {
    return this.orders.values();
  }

  countByStatus(): Partial<Record<OrderStatus, number>> {
    const counts: Partial<Record<OrderStatus, number>> = {};
    for (const { status } of this.orders.values()) counts[status] = (counts[status] ?? 0) + 1;
    return counts;
  }

  private listOf(shopId: number, field: TimeField): Sorted {
    const key = `${shopId}/${field}`;
    const found = this.lists.get(key);
    if (found) return found;
    const made: Sorted = { rows: [], isSorted: true };
    this.lists.set(key, made);
    return made;
  }
}

/** Eight letters and digits that belong to this number alone, below 36^8. */
export function letters(serial: number): string {
  const high = Math.floor(serial / HALF);
  const low = ((serial % HALF) * LOW + high) % HALF;
  return [(high * HIGH) % HALF, low].map((half) => half.toString(36).toUpperCase().padStart(4, '0')).join('');
}
