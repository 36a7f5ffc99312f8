import { Injectable } from '@nestjs/common';
import type { ProductId, ShopId } from '@pinglu/kernel';
import { Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { ProductRepository } from '../../product/product.repository.js';
import { ShopNotConnectedError, ShopNotFoundError } from '../../shop/shop.errors.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { Planner } from '../plan-listing/planner.js';
import { MOST_PRODUCTS_NAMED } from '../select-products.command.js';
import { DryRunItem, DryRunResponse } from './dry-run.response.js';

@Injectable()
export class DryRunListingsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
    private readonly products: ProductRepository,
    private readonly planner: Planner,
  ) {}

  /** @throws ShopNotFoundError, ShopNotConnectedError, MarketplaceError and the errors of `ShopTokens.get` */
  async execute(shopId: ShopId, productIds: readonly ProductId[] | null, caller: Principal): Promise<DryRunResponse> {
    const { shop, products } = await this.transactions.run(visibleTo(caller), async () => {
      const found = await this.shops.find(shopId);
      if (!found || found.merchantId !== caller.merchantId) throw new ShopNotFoundError(shopId);
      if (found.status !== 'connected') throw new ShopNotConnectedError(shopId);
      const all = { limit: MOST_PRODUCTS_NAMED, after: undefined };
      const listed = productIds
        ? await this.products.findByIds(productIds)
        : (await this.products.list(all)).map(({ product }) => product);
      return { shop: found, products: listed };
    });
    const items: DryRunItem[] = [];
    // One after another: the questions are few, because their answers are kept.
    for (const product of products.slice(0, MOST_PRODUCTS_NAMED)) {
      const { productId, handle } = product;
      const { draft, problems } = await this.planner.plan(product, shop);
      items.push(
        new DryRunItem({ productId, handle, ready: draft !== null, categoryId: draft?.categoryId ?? null, problems }),
      );
    }
    return new DryRunResponse(shopId, items, products.length > MOST_PRODUCTS_NAMED);
  }
}
