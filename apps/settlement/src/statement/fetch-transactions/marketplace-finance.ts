import { Injectable } from '@nestjs/common';
import {
  AuthExpiredError,
  MarketplaceAdapters,
  type FinancePort,
  type FinanceRow,
  type Page,
  type PayoutStatement,
  type ShopAccess,
} from '@pinglu/marketplace';
import { ShopTokens } from '@pinglu/platform';
import type { Shop } from '../../shop/shop.js';

export interface Days {
  /** `YYYY-MM-DD` in the shop's country, both included. */
  readonly from: string;
  readonly to: string;
}

/** The account of a shop as its marketplace keeps it. */
@Injectable()
export class MarketplaceFinance {
  constructor(
    private readonly tokens: ShopTokens,
    private readonly adapters: MarketplaceAdapters,
  ) {}

  /** Page by page, so that a long account is never held as a whole. */
  async *rows(shop: Shop, days: Days): AsyncGenerator<readonly FinanceRow[]> {
    let cursor: string | null = null;
    do {
      const at: string | null = cursor;
      const page: Page<FinanceRow> = await this.call(shop, (finance, access) =>
        finance.transactions(access, { ...days, cursor: at }),
      );
      yield page.items;
      cursor = page.nextCursor;
    } while (cursor !== null);
  }

  async payouts(shop: Shop, since: string): Promise<readonly PayoutStatement[]> {
    return this.call(shop, (finance, access) => finance.payouts(access, { since }));
  }

  /** Reading again does no harm, so a token that was refused is replaced once. */
  private async call<T>(shop: Shop, ask: (finance: FinancePort, access: ShopAccess) => Promise<T>): Promise<T> {
    const token = await this.tokens.get(shop.shopId);
    try {
      return await ask(this.adapters.for(token).finance, token);
    } catch (error) {
      if (!(error instanceof AuthExpiredError)) throw error;
      this.tokens.invalidate(shop.shopId, token.accessToken);
      const renewed = await this.tokens.get(shop.shopId);
      return ask(this.adapters.for(renewed).finance, renewed);
    }
  }
}
