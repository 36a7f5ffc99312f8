import { Injectable } from '@nestjs/common';
import type { ShopEvent } from '@pinglu/contracts';
import { parseMerchantId, parseShopId } from '@pinglu/kernel';
import { ListingIntents } from '../../listing/listing-intents.js';
import { ProductRepository } from '../../product/product.repository.js';
import type { Shop } from '../shop.js';
import { ShopRepository } from '../shop.repository.js';

/** Learns of shops. All that a merchant has in its catalog is to be listed in a shop that was connected. */
@Injectable()
export class FollowShopHandler {
  constructor(
    private readonly shops: ShopRepository,
    private readonly products: ProductRepository,
    private readonly intents: ListingIntents,
  ) {}

  /** Runs in the transaction of the batch. */
  async handle(events: readonly ShopEvent[]): Promise<void> {
    // Later events of a shop hold all that the earlier ones do.
    const latest = new Map(events.map(({ data }) => [data.shopId, data]));
    const shops = [...latest.values()].map(toShop);
    // A file that is being imported must see the shop, or this must see its products.
    for (const merchantId of [...new Set(shops.map((shop) => shop.merchantId))].sort()) {
      await this.products.lockCatalog(merchantId);
    }
    for (const shop of await this.shops.save(shops)) {
      if (shop.status === 'connected') await this.intents.wantAll(shop.shopId);
    }
  }
}

const toShop = ({
  shopId,
  merchantId,
  marketplace,
  country,
  currency,
  name,
  status,
  version,
}: ShopEvent['data']): Shop => ({
  shopId: parseShopId(shopId),
  merchantId: parseMerchantId(merchantId),
  marketplace,
  country,
  currency,
  name,
  status,
  version,
});
