import { currencyPlaces, money, type Currency, type Money } from '@pinglu/kernel';
import type { WireObject } from '../wire/wire-object.js';

/**
 * What the last place may be off by: Shopee calculates in floating point, and 30.7 may come as 30.700000000000003. The
 * larger the amount, the coarser its last digits; never as coarse as half of the smallest coin.
 */
const noiseOf = (scaled: number): number => Math.min(0.25, Math.max(1e-6, Math.abs(scaled) * 1e-13));

/**
 * Shopee's amounts are JSON numbers in the currency's main unit. Digits behind its places are taken for the noise of
 * floating point as long as they are too small to be anything else. Missing is zero.
 */
export function amountOf(object: WireObject, name: string, currency: Currency): Money {
  const text = object.text(name) || '0';
  const value = Number(text);
  const scale = 10 ** currencyPlaces(currency);
  const minor = Math.round(value * scale);
  if (!Number.isSafeInteger(minor) || Math.abs(value * scale - minor) > noiseOf(value * scale)) {
    throw object.violation(name, `an amount in ${currency}`);
  }
  return money(BigInt(minor), currency);
}

/** Unix seconds; 0 and missing stand for "not yet". Some samples have milliseconds. */
export function instantOf(object: WireObject, name: string): Date | null {
  const value = object.integerOrNull(name);
  if (value === null || value === 0) return null;
  return new Date(value > 100_000_000_000 ? value : value * 1000);
}
