import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import type { Product } from '../product/product.js';
import { ShopRepository } from '../shop/shop.repository.js';
import { ListingRepository } from './listing.repository.js';
import { PublishBell } from './publish-listings/publish-bell.js';

/** Notes what is to be listed where; a job does it after the commit. To be called in the transaction of the cause. */
@Injectable()
export class ListingIntents {
  constructor(
    private readonly listings: ListingRepository,
    private readonly shops: ShopRepository,
    private readonly bell: PublishBell,
  ) {}

  /** These products in every shop of their merchant. */
  async wantEverywhere(merchantId: MerchantId, products: readonly Product[]): Promise<void> {
    if (products.length === 0) return;
    const ids = products.map(({ productId }) => productId);
    for (const { shopId } of await this.shops.findConnected(merchantId)) await this.want(shopId, ids);
  }

  /** All products of its merchant in this shop. */
  async wantAll(shopId: ShopId): Promise<void> {
    await this.want(shopId, null);
  }

  /** `again`: also those that were refused, as when the seller has changed something in Seller Center. */
  async want(shopId: ShopId, productIds: readonly Product['productId'][] | null, again = false): Promise<number> {
    const wanted = await this.listings.want(shopId, productIds, again);
    if (wanted > 0) currentTransaction().afterCommit(() => this.bell.ring());
    return wanted;
  }
}
