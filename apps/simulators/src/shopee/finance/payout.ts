import { regionRule } from '../catalog/region-rule.js';
import { payoutRate } from '../global-product/exchange.js';
import { findMerchant, type Shop } from '../shop/shop.js';
import type { Adjustment, FinanceBook, Settlement } from './finance-book.js';
import { localDay, mondayOf, startOfDay } from './period.js';

/** A transfer to the merchant behind a cross-border shop: everything that was released in the weeks before. */
export interface Payout {
  /** Text that means nothing to the caller. */
  readonly encryptedId: string;
  readonly atMs: number;
  readonly fromCurrency: string;
  readonly payoutCurrency: string;
  /** Minor units of the shop's currency. */
  readonly fromAmount: number;
  /** Minor units of the merchant's currency. */
  readonly payoutAmount: number;
  readonly exchangeRate: string;
  readonly settlements: readonly Settlement[];
  readonly adjustments: readonly Adjustment[];
}

/** What was released and not paid out yet. */
export interface Unpaid {
  readonly settlements: readonly Settlement[];
  readonly adjustments: readonly Adjustment[];
}

const PAYOUT_DAYS = 2;

/** A week is paid out two days after it has ended, if that gives a sum above zero; else it waits for the next. */
export function payoutsOf(
  book: Pick<FinanceBook, 'settlements' | 'adjustments'>,
  shop: Shop,
  nowMs: number,
): { paid: Payout[]; unpaid: Unpaid } {
  const { region } = shop;
  const settlements = book.settlements(shop.shopId);
  const adjustments = book.adjustments(shop.shopId);
  const weekOf = (ms: number): number => mondayOf(localDay(ms, region));
  const instants = [...settlements.map((one) => one.releasedMs), ...adjustments.map((one) => one.atMs)];
  const weeks = [...new Set(instants.map(weekOf))].toSorted((a, b) => a - b);
  const paid: Payout[] = [];
  let open: Unpaid = { settlements: [], adjustments: [] };
  for (const monday of weeks) {
    open = {
      settlements: [...open.settlements, ...settlements.filter((one) => weekOf(one.releasedMs) === monday)],
      adjustments: [...open.adjustments, ...adjustments.filter((one) => weekOf(one.atMs) === monday)],
    };
    const atMs = startOfDay(monday + 7 + PAYOUT_DAYS, region);
    if (atMs > nowMs || sumOf(open) <= 0) continue;
    paid.push(makePayout(shop, { monday, atMs, content: open }));
    open = { settlements: [], adjustments: [] };
  }
  return { paid, unpaid: open };
}

export const sumOf = ({ settlements, adjustments }: Unpaid): number =>
  settlements.reduce((sum, one) => sum + one.escrow.amount, 0) + adjustments.reduce((sum, one) => sum + one.amount, 0);

function makePayout(shop: Shop, { monday, atMs, content }: { monday: number; atMs: number; content: Unpaid }): Payout {
  const from = regionRule(shop.region);
  const merchant = shop.merchantId === undefined ? undefined : findMerchant(shop.merchantId);
  const to = regionRule(merchant?.region ?? shop.region);
  const rate = payoutRate(shop.region);
  const fromAmount = sumOf(content);
  return {
    encryptedId: Buffer.from(`payout/${shop.shopId}/${monday}`).toString('base64url'),
    atMs,
    fromCurrency: from.currency,
    payoutCurrency: merchant?.currency ?? to.currency,
    fromAmount,
    payoutAmount: exchange(fromAmount, { millionths: rate.millionths, decimals: from.decimals, to: to.decimals }),
    exchangeRate: rate.text,
    ...content,
  };
}

/** Exact, and rounded once at its end. */
export function exchange(minor: number, rate: { millionths: number; decimals: number; to: number }): number {
  const scaled = BigInt(minor) * BigInt(rate.millionths) * 10n ** BigInt(rate.to);
  const divisor = 1_000_000n * 10n ** BigInt(rate.decimals);
  return Number((scaled + divisor / 2n) / divisor);
}
