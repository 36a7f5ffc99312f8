import type { Sku } from '../catalog/product.js';
import type { JsonObject } from '../protocol/json.js';
import type { Seller } from '../seller/seller.js';

export type PromotionKind = 'flexicombo' | 'voucher' | 'freeshipping';

export const PROMOTION_STATUSES = ['NOT_START', 'ONGOING', 'SUSPEND', 'FINISH'] as const;
export type PromotionStatus = (typeof PROMOTION_STATUSES)[number];

/** What a seller has said about a promotion. */
export interface PromotionTerms {
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
  /** Whether it holds for the whole shop or only for the variants that are added to it. */
  readonly wholeShop: boolean;
  /** As its answers show it; `id` and `status` come on top. */
  readonly shown: JsonObject;
}

export interface Promotion {
  readonly id: number;
  readonly kind: PromotionKind;
  readonly seller: Seller;
  terms: PromotionTerms;
  suspended: boolean;
  readonly skus: Set<Sku>;
}

/** Times decide, unless the seller has suspended it before its end. */
export function statusOf({ terms, suspended }: Pick<Promotion, 'terms' | 'suspended'>, nowMs: number): PromotionStatus {
  if (nowMs > terms.endMs) return 'FINISH';
  if (suspended) return 'SUSPEND';
  return nowMs < terms.startMs ? 'NOT_START' : 'ONGOING';
}
