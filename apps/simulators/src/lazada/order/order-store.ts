import type { Seller } from '../seller/seller.js';
import type { NumberSeries } from '../world/number-series.js';
import type { ItemStatus, Order, OrderItem, OrderPackage } from './order.js';

/** All orders, their items and packages. Numbers are below 2^53 and the same in every run with the same calls. */
export class OrderStore {
  private readonly orders = new Map<number, Order>();
  private readonly bySeller = new Map<Seller, Order[]>();
  private readonly items = new Map<number, OrderItem>();
  private readonly packages = new Map<string, { readonly pack: OrderPackage; readonly items: readonly OrderItem[] }>();
  private made = 0;
  private madeItems = 0;
  private madePackages = 0;

  constructor(private readonly series: NumberSeries) {}

  newOrderId(): number {
    do this.made += 1;
    while (this.orders.has(this.orderNumber()));
    return this.orderNumber();
  }

  newItemId(): number {
    this.madeItems += 1;
    return this.series.orderItems + this.madeItems * 100;
  }

  newPackageSerial(): number {
    this.madePackages += 1;
    return this.series.packages + this.madePackages;
  }

  has(orderId: number): boolean {
    return this.orders.has(orderId);
  }

  add(order: Order): void {
    this.orders.set(order.orderId, order);
    const own = this.bySeller.get(order.seller) ?? [];
    own.push(order);
    this.bySeller.set(order.seller, own);
    for (const item of order.items) this.items.set(item.itemId, item);
  }

  find(orderId: number): Order | undefined {
    return this.orders.get(orderId);
  }

  findOf(seller: Seller, orderId: number): Order | undefined {
    const order = this.orders.get(orderId);
    return order?.seller === seller ? order : undefined;
  }

  item(seller: Seller, itemId: number): OrderItem | undefined {
    const item = this.items.get(itemId);
    return item?.order.seller === seller ? item : undefined;
  }

  pack(items: readonly OrderItem[], pack: OrderPackage): void {
    this.packages.set(pack.packageId, { pack, items: [...items] });
    for (const item of items) item.pack = pack;
  }

  /** A package of this seller, with the items that it was made of. */
  packaged(
    seller: Seller,
    packageId: string,
  ): { readonly pack: OrderPackage; readonly items: readonly OrderItem[] } | undefined {
    const found = this.packages.get(packageId);
    return found?.items[0]?.order.seller === seller ? found : undefined;
  }

  of(seller: Seller): readonly Order[] {
    return this.bySeller.get(seller) ?? [];
  }

  all(): IterableIterator<Order> {
    return this.orders.values();
  }

  private orderNumber(): number {
    return this.series.orders + this.made * 100_000;
  }

  countByStatus(): Partial<Record<ItemStatus | 'mixed', number>> {
    const counts: Partial<Record<ItemStatus | 'mixed', number>> = {};
    for (const order of this.orders.values()) {
      const first = order.items[0]!.status;
      const status = order.items.every((item) => item.status === first) ? first : 'mixed';
      counts[status] = (counts[status] ?? 0) + 1;
    }
    return counts;
  }
}
