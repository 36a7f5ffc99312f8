import type { World } from '../world/world.js';

const TYPE = 'Campaign';

/**
 * Lays on models what `campaign-lock` faults ask for, and takes away what they no longer do: the platform's own
 * campaign holds `quantity` units of a seller's code, in one shop or in every shop that has it.
 */
export function lockCampaignStock(world: World): void {
  for (const item of world.items.all()) {
    for (const model of item.models) model.locks = model.locks.filter((one) => one.type !== TYPE);
  }
  for (const { kind, extra } of world.faults.list()) {
    if (kind !== 'campaign-lock') continue;
    const shops = world.shops
      .all()
      .filter((one) => extra['shop'] === undefined || String(one.shopId) === extra['shop']);
    for (const { shopId } of shops) {
      const model = world.items.findBySellerSku(shopId, String(extra['sellerSku'] ?? ''));
      if (!model) continue;
      const lock = {
        promotionId: world.promotions.newId(),
        type: TYPE,
        startMs: world.nowMs(),
        endMs: Number.MAX_SAFE_INTEGER,
        price: undefined,
        reserved: Number(extra['quantity'] ?? 0),
        freezesStock: false,
      };
      model.locks = [...model.locks, lock];
    }
  }
}
