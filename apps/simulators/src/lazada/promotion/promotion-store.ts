import type { Seller } from '../seller/seller.js';
import type { NumberSeries } from '../world/number-series.js';
import type { Promotion, PromotionKind, PromotionTerms } from './promotion.js';

/** All promotions, by number; numbers have 14 digits. */
export class PromotionStore {
  private readonly promotions = new Map<number, Promotion>();
  private lastId: number;

  constructor(series: NumberSeries) {
    this.lastId = series.items * 10_000;
  }

  add(kind: PromotionKind, seller: Seller, terms: PromotionTerms): Promotion {
    const id = (this.lastId += 1);
    const promotion: Promotion = { id, kind, seller, terms, suspended: false, skus: new Set() };
    this.promotions.set(id, promotion);
    return promotion;
  }

  find(kind: PromotionKind, seller: Seller, id: number): Promotion | undefined {
    const found = this.promotions.get(id);
    return found?.kind === kind && found.seller === seller ? found : undefined;
  }

  /** The newest first. */
  of(kind: PromotionKind, seller: Seller): Promotion[] {
    return [...this.promotions.values()].filter((one) => one.kind === kind && one.seller === seller).toReversed();
  }
}
