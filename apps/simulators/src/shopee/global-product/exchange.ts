import { regionRule } from '../catalog/region-rule.js';

/** What one unit of a merchant's currency is worth, in millionths of the country's own. Fixed, and invented. */
const RATES: Readonly<Record<string, number>> = {
  SG: 186_400,
  MY: 621_500,
  TH: 4_873_000,
  VN: 3_527_000_000,
  PH: 7_954_000,
  ID: 2_246_000_000,
};

/** Adjustment that leaves a price as it is, in hundredths of a percent. */
export const NO_ADJUSTMENT = 10_000;

/**
 * What a price of the merchant becomes in a shop: exchanged, adjusted, and rounded to what prices in that country may
 * have, and never below the least price there. Minor units in and out; the merchant's currency has two decimals.
 */
export function shopPrice(globalMinor: number, region: string, adjustment: number): number {
  const rule = regionRule(region);
  const rate = BigInt(RATES[region] ?? 1_000_000);
  // Divided by 100 for the merchant's decimals, by a million for the rate and by ten thousand for the adjustment.
  const scaled = BigInt(globalMinor) * rate * BigInt(adjustment) * BigInt(10 ** rule.priceDecimals);
  const divisor = 100n * 1_000_000n * BigInt(NO_ADJUSTMENT);
  const rounded = Number((scaled + divisor / 2n) / divisor);
  return Math.max(rule.minPrice, rounded * 10 ** (rule.decimals - rule.priceDecimals));
}

/** Exchange rate as payouts write it, for a sum that goes from a shop's currency to the merchant's. */
export function payoutRate(region: string): { readonly text: string; readonly millionths: number } {
  const millionths = Math.round(1_000_000_000_000 / (RATES[region] ?? 1_000_000));
  const digits = String(millionths).padStart(7, '0');
  return { millionths, text: `${digits.slice(0, -6)}.${digits.slice(-6)}` };
}
