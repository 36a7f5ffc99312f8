import type { Sku } from '../catalog/product.js';
import { specialPriceProblem } from '../catalog/special-price.js';
import { businessError } from '../protocol/api-error.js';
import { textOf, type Node } from '../protocol/payload.js';
import { readAmount } from '../world/site.js';

export type Prices = Pick<Sku, 'price' | 'specialPrice' | 'specialFrom' | 'specialTo'>;

/** The prices that a price and quantity update leaves; what it does not name stays. Throws the refusal of wrong ones. */
export function readPrices(node: Node, sku: Sku): Prices {
  const { site } = sku.product.seller;
  const amount = (name: string, precisionCode: number): number | undefined => {
    const value = textOf(node, name);
    if (value === undefined) return undefined;
    const result = readAmount(value, site);
    if (result === 'too-precise')
      throw businessError(precisionCode, `${name} has more digits after the point than ${site.currency} has`);
    if (result === 'no-amount') throw businessError(6, `${name} is no amount`);
    return result;
  };
  const prices: Prices = {
    price: amount('Price', 4104) ?? sku.price,
    specialPrice: amount('SalePrice', 4121) ?? sku.specialPrice,
    specialFrom: textOf(node, 'SaleStartDate') ?? sku.specialFrom,
    specialTo: textOf(node, 'SaleEndDate') ?? sku.specialTo,
  };
  const named = textOf(node, 'SaleStartDate') ?? textOf(node, 'SaleEndDate');
  const problem = specialPriceProblem(prices, named !== undefined);
  if (problem) throw businessError(problem.code, problem.message);
  // Without a special price there is nothing that dates could mean.
  return prices.specialPrice === 0 ? { ...prices, specialFrom: '', specialTo: '' } : prices;
}
