import { currencies, money, type Currency } from '@pinglu/kernel';
import * as fc from 'fast-check';
import type { PriceWrite } from '../port/catalog.types.js';
import { ConflictError, InvalidRequestError, NotSupportedError } from '../port/errors.js';
import { currencyOfCountry, salesCountries } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { amountOf } from './amounts.js';
import { priceProblem, toPriceNumber } from './prices.js';
import { access, fakeShopee } from './test-shopee.js';

const write = (number: number, change: Partial<PriceWrite> = {}): PriceWrite => ({
  externalItemId: '3000142341',
  externalSkuId: `900000000000${number}`,
  sellerSku: `A-${number}`,
  price: money(1_550n, 'SGD'),
  ...change,
});

describe('writing prices', () => {
  it('sends the price as a number in the main unit', async () => {
    const { adapter, seen } = fakeShopee(['prices.write.ok']);
    expect(await adapter.prices.write(access, [write(1)])).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/api/v2/product/update_price',
      subject: 'shop_id=220011001',
      body: { item_id: 3000142341, price_list: [{ model_id: 9000000000001, original_price: 15.5 }] },
    });
  });

  it('tells of each variant that a promotion holds, beside others and when all are held', async () => {
    const { adapter } = fakeShopee(['prices.write.partial', 'prices.write.error']);
    const some = await adapter.prices.write(access, [write(1), write(2)]);
    expect(some).toEqual({ succeeded: ['A-1'], failed: [{ key: 'A-2', error: expect.any(ConflictError) }] });
    const { failed } = await adapter.prices.write(access, [write(1)]);
    expect(failed[0]?.error).toMatchObject({
      upstreamCode: 'product.error_cannot_update_price_in_promotion',
      fields: [{ message: 'Price cannot be changed when model is under promotion.' }],
    });
  });

  it('writes the others when one has a price that Shopee does not take', async () => {
    const { adapter } = fakeShopee(['prices.write.invalid', 'prices.write.ok', 'prices.write.invalid']);
    const { succeeded, failed } = await adapter.prices.write(access, [write(1), write(2)]);
    expect([succeeded, failed]).toEqual([['A-1'], [{ key: 'A-2', error: expect.any(InvalidRequestError) }]]);
  });

  it('sends nothing that makes no sense, and says what of each', async () => {
    const { adapter, seen } = fakeShopee([]);
    const specialPrice = { price: money(1n, 'SGD'), from: null, until: null };
    const { failed } = await adapter.prices.write(access, [
      write(1, { price: money(100n, 'MYR') }),
      write(2, { price: money(0n, 'SGD') }),
      write(3, { specialPrice }),
      ...[write(4), write(4)],
    ]);
    expect(failed.map(({ key, error }) => [key, error.constructor])).toEqual([
      ['A-1', InvalidRequestError],
      ['A-2', InvalidRequestError],
      ['A-3', NotSupportedError],
      ['A-4', InvalidRequestError],
    ]);
    expect(seen).toEqual([]);
  });
});

const details = { marketplace: 'shopee', operation: 'prices.write' };
const readBack = (text: string, currency: Currency) =>
  amountOf(WireObject.of(JSON.parse(`{"amount":${text}}`), '', details), 'amount', currency);

describe('the number of a price', () => {
  it('is read back as the same amount in every currency', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 13n }), fc.constantFrom(...currencies), (minor, currency) => {
        const price = money(minor, currency);
        expect(readBack(JSON.stringify(toPriceNumber(price)), currency)).toEqual(price);
      }),
    );
  });

  it('is whole where Shopee takes whole amounts only', () => {
    for (const country of salesCountries) {
      const currency = currencyOfCountry[country];
      expect(priceProblem(money(199_900n, currency), country)).toBeNull();
      const problem = priceProblem(money(199_950n, currency), country);
      const isTaken = ['SG', 'MY'].includes(country) || Number.isInteger(toPriceNumber(money(199_950n, currency)));
      expect([country, problem === null]).toEqual([country, isTaken]);
    }
  });
});
