import type { Item } from '../catalog/item.js';
import { findShop } from '../shop/shop.js';
import type { World } from '../world/world.js';

export interface Violation {
  readonly reason: string;
  readonly foundMs: number;
}

/** Items that the platform has taken off sale, and why. */
export class ViolationBook {
  private readonly violations = new Map<number, Violation>();

  constructor(private readonly world: World) {}

  ban(item: Item, reason: string): void {
    this.violations.set(item.itemId, { reason, foundMs: this.world.nowMs() });
    this.move(item, 'BANNED');
  }

  clear(item: Item): void {
    this.violations.delete(item.itemId);
    this.move(item, 'NORMAL');
  }

  find(itemId: number): Violation | undefined {
    return this.violations.get(itemId);
  }

  /** Code 16. */
  private move(item: Item, status: 'BANNED' | 'NORMAL'): void {
    item.status = status;
    this.world.items.changed(item);
    const shop = findShop(item.shopId);
    if (!shop) return;
    const reason = this.find(item.itemId)?.reason;
    this.world.pushes.toShop(shop, 16, {
      item_id: item.itemId,
      item_name: item.text.name,
      item_status: status,
      item_status_details: reason === undefined ? [] : [detailOf(reason)],
      deboost_details: [],
      update_time: Math.floor(this.world.nowMs() / 1000),
    });
  }
}

export const detailOf = (reason: string) => ({
  violation_type: 'Prohibited Listing',
  violation_reason: reason,
  suggestion: 'Correct the product, or delete it.',
});
