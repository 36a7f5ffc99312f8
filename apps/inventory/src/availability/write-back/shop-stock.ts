import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { AuthExpiredError, MarketplaceAdapters, type BulkResult, type StockWrite } from '@pinglu/marketplace';
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
    try {
      return await this.adapters.for(token).stock.write(token, writes, 'urgent');
    } catch (error) {
      // The next round asks the gateway for another one; this one is named, for it may have been replaced meanwhile.
      if (error instanceof AuthExpiredError) this.tokens.invalidate(shopId, token.accessToken);
      throw error;
    }
  }
}
