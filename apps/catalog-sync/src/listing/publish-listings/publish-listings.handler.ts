import { Injectable } from '@nestjs/common';
import type { ProductId, ShopId } from '@pinglu/kernel';
import { Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { ShopNotConnectedError, ShopNotFoundError } from '../../shop/shop.errors.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { ListingIntents } from '../listing-intents.js';

@Injectable()
export class PublishListingsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
    private readonly intents: ListingIntents,
  ) {}

  /** Answers how many listings are to be worked on. @throws ShopNotFoundError, ShopNotConnectedError */
  execute(shopId: ShopId, productIds: readonly ProductId[] | null, caller: Principal): Promise<number> {
    return this.transactions.run(visibleTo(caller), async () => {
      const shop = await this.shops.find(shopId);
      // An operator sees every shop, but acts for none of the merchants.
      if (!shop || shop.merchantId !== caller.merchantId) throw new ShopNotFoundError(shopId);
      if (shop.status !== 'connected') throw new ShopNotConnectedError(shopId);
      return this.intents.want(shopId, productIds, true);
    });
  }
}
