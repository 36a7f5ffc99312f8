import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { AuthExpiredError, MarketplaceAdapters, type MarketplaceAdapter, type ShopAccess } from '@pinglu/marketplace';
import { ShopTokens, type ShopToken } from '@pinglu/platform';

/** Calls marketplaces on behalf of shops. */
@Injectable()
export class Marketplaces {
  constructor(
    private readonly tokens: ShopTokens,
    private readonly adapters: MarketplaceAdapters,
  ) {}

  /**
   * Runs `work` with the shop's token. A refused token is renewed once: the marketplace did nothing with the call, so
   * that it may be repeated whatever it was.
   * @throws MarketplaceError, and the errors of `ShopTokens.get`
   */
  async call<T>(shopId: ShopId, work: (adapter: MarketplaceAdapter, access: ShopAccess) => Promise<T>): Promise<T> {
    const attempt = (token: ShopToken): Promise<T> => work(this.adapters.for(token), token);
    const token = await this.tokens.get(shopId);
    try {
      return await attempt(token);
    } catch (error) {
      if (!(error instanceof AuthExpiredError)) throw error;
      this.tokens.invalidate(shopId, token.accessToken);
      return attempt(await this.tokens.get(shopId));
    }
  }
}
