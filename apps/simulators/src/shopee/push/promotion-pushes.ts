import type { Promotion } from '../promotion/promotion-book.js';
import { findShop } from '../shop/shop.js';
import type { World } from '../world/world.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A promotion was made, changed or ended: code 9 for itself, code 7 for each model that it holds. */
export function pushPromotion(world: World, promotion: Promotion): void {
  const shop = findShop(promotion.shopId);
  if (!shop) return;
  const isOver = promotion.isDeleted || !promotion.isEnabled || promotion.endMs <= world.nowMs();
  const common = {
    promotion_id: promotion.id,
    promotion_type: promotion.kind,
    action: isOver ? 'end' : 'update',
    start_time: seconds(promotion.startMs),
    end_time: seconds(promotion.endMs),
    update_time: seconds(world.nowMs()),
  };
  world.pushes.toShop(shop, 9, common);
  for (const { model, reserved } of promotion.models) {
    world.pushes.toShop(shop, 7, {
      item_id: model.item.itemId,
      variation_id: model.modelId,
      ...common,
      reserved_stock: isOver ? 0 : reserved,
    });
  }
}
