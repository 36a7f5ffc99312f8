import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import {
  AuthExpiredError,
  MarketplaceAdapters,
  type BulkResult,
  type StockReading,
  type StockWrite,
} from '@pinglu/marketplace';
import { ShopTokens } from '@pinglu/platform';

/** The stock of a shop at its marketplace, whichever that is. */
@Injectable()
export class ShopStock {
  constructor(
    private readonly tokens: ShopTokens,
    private readonly adapters: MarketplaceAdapters,
  ) {}

  async write(shopId: ShopId, writes: readonly StockWrite[]): Promise<BulkResult> {
    return this.call(shopId, (adapter, token) => adapter.stock.write(token, writes, 'urgent'));
  }

  /** What the shop shows of each variant of a listing. */
  async read(shopId: ShopId, externalItemId: string): Promise<readonly StockReading[]> {
    return this.call(shopId, (adapter, token) => adapter.stock.read(token, externalItemId));
  }

  private async call<T>(
    shopId: ShopId,
    ask: (adapter: ReturnType<MarketplaceAdapters['for']>, token: Awaited<ReturnType<ShopTokens['get']>>) => Promise<T>,
  ): Promise<T> {
    const token = await this.tokens.get(shopId);
    try {
      return await ask(this.adapters.for(token), token);
    } catch (error) {
      // The next round asks the gateway for another one; this one is named, for it may have been replaced meanwhile.
      if (error instanceof AuthExpiredError) this.tokens.invalidate(shopId, token.accessToken);
      throw error;
    }
  }
}
