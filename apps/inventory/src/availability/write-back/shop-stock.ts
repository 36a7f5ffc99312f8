import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { MarketplaceAdapters, type BulkResult, type StockWrite } from '@pinglu/marketplace';
import { ShopTokens } from '@pinglu/platform';

/** The stock of a shop at its marketplace, whichever that is. */
@Injectable()
export class ShopStock {
  constructor(
    private readonly tokens: ShopTokens,
    private readonly adapters: MarketplaceAdapters,
  ) {}

  async write(shopId: ShopId, writes: readonly StockWrite[]): Promise<BulkResult> {
    const token = await this.tokens.get(shopId);
    return this.adapters.for(token).stock.write(token, writes, 'urgent');
  }

  /** After the marketplace refused the token: the next call asks the gateway for another. */
  forget(shopId: ShopId): void {
    this.tokens.invalidate(shopId);
  }
}
