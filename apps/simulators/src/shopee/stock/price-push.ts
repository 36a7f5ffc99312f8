import type { Model } from '../catalog/item.js';
import { regionRule, toMajor } from '../catalog/region-rule.js';
import { findShop } from '../shop/shop.js';
import type { World } from '../world/world.js';

/** Code 22: the original price of a model is another one, whoever changed it. Prices in minor units. */
export function pushPriceChange(world: World, model: Model, before: number): void {
  const { item } = model;
  const shop = findShop(item.shopId);
  if (!shop || before === model.price) return;
  const { decimals } = regionRule(item.region);
  world.pushes.toShop(shop, 22, {
    item_id: item.itemId,
    model_id: model.modelId,
    update_field: 'original_price',
    old_value: toMajor(before, decimals),
    new_value: toMajor(model.price, decimals),
    update_time: Math.floor(world.nowMs() / 1000),
  });
}
