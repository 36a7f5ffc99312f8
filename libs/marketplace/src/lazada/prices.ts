import { minorOf } from '@pinglu/kernel';
import type { PriceWrite, SpecialPrice } from '../port/catalog.types.js';
import type { FieldProblem, MarketplaceError } from '../port/errors.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { invalidItem } from './batches.js';
import { isPrice, toPriceText } from './money.js';
import { toLocalTime } from './sites.js';
import type { PricePayload, PriceSku } from './wire.js';

export interface PriceContext {
  readonly country: SalesCountry;
  readonly now: Date;
}

/** Never with a quantity: beside a price it would set the total stock, sold units included. */
export const toPriceRequest = (writes: readonly PriceWrite[], context: PriceContext): PricePayload => ({
  Request: { Product: { Skus: { Sku: writes.map((write) => toSku(write, context)) } } },
});

function toSku(write: PriceWrite, context: PriceContext): PriceSku {
  const { externalItemId, externalSkuId, sellerSku, price, specialPrice } = write;
  return {
    ItemId: externalItemId,
    SkuId: externalSkuId,
    SellerSku: sellerSku,
    Price: toPriceText(price),
    ...(specialPrice && toSpecial(specialPrice, context)),
  };
}

/** Without dates it is for good. An end wants a beginning. */
function toSpecial({ price, from, until }: SpecialPrice, { country, now }: PriceContext): Partial<PriceSku> {
  const start = from ?? (until && now);
  return {
    SalePrice: toPriceText(price),
    ...(start && { SaleStartDate: toLocalTime(start, country) }),
    ...(until && { SaleEndDate: toLocalTime(until, country) }),
  };
}

/** Refused before anything is sent. */
export function invalidPrice(write: PriceWrite, { country, now }: PriceContext): MarketplaceError | null {
  const { sellerSku, price, specialPrice } = write;
  const currency = currencyOfCountry[country];
  const fields: FieldProblem[] = [];
  const check = (holds: boolean, message: string): void => {
    if (!holds) fields.push({ field: sellerSku, message });
  };
  check(price.currency === currency, `The price must be in ${currency}.`);
  check(isPrice(price), 'The price must be above zero, and whole in VND and IDR.');
  if (specialPrice) {
    const { price: special, from, until } = specialPrice;
    check(special.currency === currency, `The special price must be in ${currency}.`);
    check(isPrice(special), 'The special price must be above zero, and whole in VND and IDR.');
    check(minorOf(special) < minorOf(price), 'The special price must be below the price.');
    check(until === null || until > (from ?? now), 'The special price must end after it has begun.');
  }
  return fields.length === 0 ? null : invalidItem('prices.write', 'The price cannot be set.', fields);
}
