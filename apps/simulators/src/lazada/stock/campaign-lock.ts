import type { World } from '../world/world.js';

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
    }
  }
}
