import { toDecimal, type Money } from '@pinglu/kernel';
import type { PriceWrite } from '../port/catalog.types.js';
import { InvalidRequestError, NotSupportedError, type MarketplaceError } from '../port/errors.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { ExactInteger } from './client.js';
import { cannotBeSent, modelIdOf, type VariantRow } from './item-rows.js';

/** Everywhere else a price is a whole amount. */
const withDecimals: ReadonlySet<string> = new Set(['SG', 'MY']);

/** A JSON number in the currency's main unit: exact, since no price has as many digits as a double. */
export const toPriceNumber = (price: Money): number => Number(toDecimal(price));

/** In words what Shopee would refuse. @returns null when the price can be sent */
export function priceProblem(price: Money, country: SalesCountry): string | null {
  const currency = currencyOfCountry[country];
  if (price.currency !== currency) return `The price must be in ${currency}.`;
  if (BigInt(price.amountMinor) <= 0n) return 'The price must be more than 0.';
  if (!withDecimals.has(country) && !Number.isInteger(toPriceNumber(price))) {
    return 'The price must be a whole amount: Shopee takes decimals in Singapore and Malaysia only.';
  }
  return null;
}

/** A special price is a promotion of its own at Shopee, not a part of the price. */
export function writeProblem(
  { sellerSku, writes }: VariantRow<PriceWrite>,
  country: SalesCountry,
): MarketplaceError | null {
  if (writes.length > 1) {
    return cannotBeSent('prices.write', 'The variant comes twice, so it is not known which price counts.', sellerSku);
  }
  const { price, specialPrice } = writes[0]!;
  if (specialPrice !== undefined) return specialPricesElsewhere();
  const problem = priceProblem(price, country);
  if (problem === null) return null;
  return new InvalidRequestError(
    {
      cause: 'The price cannot be sent.',
      advice: 'See the fields; nothing was sent.',
      zh: { cause: '价格无法提交。', advice: '请查看字段说明；未发送任何内容。' },
    },
    { marketplace: 'shopee', operation: 'prices.write' },
    [{ field: 'price', message: problem }],
  );
}

const specialPricesElsewhere = (): NotSupportedError =>
  new NotSupportedError(
    {
      cause: 'A special price is a discount of its own on Shopee, and not a part of the price.',
      advice: 'Make the discount in Seller Centre, and write the price without it. Nothing was sent.',
      zh: {
        cause: '虾皮的促销价属于单独的折扣活动。',
        advice: '请在卖家中心创建折扣，并单独写入价格；未发送任何内容。',
      },
    },
    { marketplace: 'shopee', operation: 'prices.write' },
  );

export const toUpdatePriceRequest = (
  externalItemId: string,
  rows: readonly VariantRow<PriceWrite>[],
): Record<string, unknown> => ({
  item_id: new ExactInteger(externalItemId),
  price_list: rows.map((row) => ({
    model_id: new ExactInteger(modelIdOf(row)),
    original_price: toPriceNumber(row.writes[0]!.price),
  })),
});
