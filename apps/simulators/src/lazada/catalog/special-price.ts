import type { Sku } from './product.js';

export interface PriceProblem {
  readonly code: 4117 | 4118 | 4119 | 4157 | 5;
  readonly message: string;
}

const DATE = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?$/;

/** What is wrong with a price and a special price together. `datesNamed`: the call itself gives dates. */
export function specialPriceProblem(
  { price, specialPrice, specialFrom, specialTo }: Pick<Sku, 'price' | 'specialPrice' | 'specialFrom' | 'specialTo'>,
  datesNamed: boolean,
): PriceProblem | undefined {
  if (price === 0) return { code: 4118, message: 'BIZ_CHECK_PRICE_IS_ZERO: the price must not be zero' };
  if (specialPrice === 0) {
    if (!datesNamed) return undefined;
    return { code: 4119, message: 'Dates of a special price need a special price' };
  }
  if (specialPrice >= price)
    return { code: 4157, message: 'BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE: it must be lower than the price' };
  for (const date of [specialFrom, specialTo]) {
    if (date !== '' && !DATE.test(date))
      return { code: 5, message: 'Invalid Request Format: dates look like 2026-01-31 or 2026-01-31 00:00:00' };
  }
  if (specialFrom !== '' && specialTo !== '' && specialFrom.replace('T', ' ') > specialTo.replace('T', ' '))
    return { code: 4117, message: 'BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE: it ends before it begins' };
  return undefined;
}
