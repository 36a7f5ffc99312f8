import type { World } from '../world/world.js';

/** As long as the great sales last. It ends when the fault is lifted, whatever is shown. */
const CAMPAIGN_MS = 3 * 86_400_000;

/**
 * Locks and unlocks stock as the planted faults of the kind `campaign-lock` say: of one shop or all, one seller SKU or
 * all, `quantity` units or everything that is sellable.
 */
export function lockCampaignStock(world: World): void {
  const locks = world.faults.list().filter((one) => one.kind === 'campaign-lock');
  for (const product of world.products.all()) {
    for (const sku of product.skus) {
      const lock = locks.find(({ extra }) => {
        const ofShop = extra['shop'] === undefined || extra['shop'] === product.seller.sellerId;
        return ofShop && (extra['sellerSku'] === undefined || extra['sellerSku'] === sku.sellerSku);
      });
      const units = lock ? Number(lock.extra['quantity'] ?? sku.stock.sellable) : 0;
      sku.stock = { ...sku.stock, campaignLock: Math.min(units, sku.stock.sellable) };
      if (!lock) sku.campaign = undefined;
      else sku.campaign ??= { startMs: world.nowMs(), endMs: world.nowMs() + CAMPAIGN_MS };
    }
  }
}
