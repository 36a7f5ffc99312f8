import { Injectable } from '@nestjs/common';
import { Categories } from '../../marketplace/categories.js';
import type { Product } from '../../product/product.js';
import type { Shop } from '../../shop/shop.js';
import { planListing, type ListingPlan } from './plan-listing.js';

/** Gathers what `planListing` has to know of the marketplace. */
@Injectable()
export class Planner {
  constructor(private readonly categories: Categories) {}

  /** @throws MarketplaceError, and the errors of `ShopTokens.get` */
  async plan(product: Product, shop: Shop): Promise<ListingPlan> {
    const { limits } = await this.categories.capabilitiesOf(shop);
    const category = await this.categories.of(product, shop);
    return planListing({ product, shop, category, limits });
  }
}
