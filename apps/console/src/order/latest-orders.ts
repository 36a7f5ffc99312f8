import type { Api } from '../api/api.js';
import type { Order } from '../api/types.js';

const kept = 50;
const pagesAtOnce = 20;

/**
 * Follows the list of orders, which grows at its end: remembers where the last page begun and reads on from there, so
 * that a look costs one call however many orders there are. Changed orders are seen while they are on that page.
 */
export class LatestOrders {
  private readonly byId = new Map<string, Order>();
  private cursor: string | null = null;

  constructor(private readonly api: Pick<Api, 'orders'>) {}

  /** The latest ones, newest first. */
  async look(signal?: AbortSignal): Promise<readonly Order[]> {
    for (let page = 0; page < pagesAtOnce; page += 1) {
      const { items, next } = await this.api.orders(this.cursor, signal);
      for (const order of items) this.byId.set(order.orderId, order);
      if (next === null) break;
      this.cursor = next;
    }
    const latest = [...this.byId.values()].sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt));
    for (const { orderId } of latest.slice(kept)) this.byId.delete(orderId);
    return latest.slice(0, kept);
  }
}
