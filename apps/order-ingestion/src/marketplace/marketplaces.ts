import { Injectable } from '@nestjs/common';
import type { ShopId } from '@pinglu/kernel';
import { AuthExpiredError, MarketplaceAdapters, type MarketplaceAdapter, type ShopAccess } from '@pinglu/marketplace';
import { ShopTokens, type ShopToken } from '@pinglu/platform';

export type MarketplaceCall<T> = (adapter: MarketplaceAdapter, access: ShopAccess) => Promise<T>;

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
  async call<T>(shopId: ShopId, work: MarketplaceCall<T>): Promise<T> {
    const token = await this.tokens.get(shopId);
    try {
      return await this.with(token, work);
    } catch (error) {
      if (!(error instanceof AuthExpiredError)) throw error;
      this.tokens.invalidate(shopId, token.accessToken);
      return this.with(await this.tokens.get(shopId), work);
    }
  }

  private with<T>(token: ShopToken, work: MarketplaceCall<T>): Promise<T> {
    return work(this.adapters.for(token), token);
  }
}
