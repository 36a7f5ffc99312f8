import { currencies, fromDecimal, money } from '@pinglu/kernel';
import * as fc from 'fast-check';
import type { PriceWrite } from '../port/catalog.types.js';
import { InvalidRequestError, RateLimitedError } from '../port/errors.js';
import { currencyOfCountry, salesCountries } from '../port/types.js';
import { isPrice, toPriceText } from './money.js';
import { toPriceRequest } from './prices.js';
import { access, errorOf, fakeLazada, type SeenRequest } from './test-lazada.js';

const now = new Date('2026-01-02T00:00:00.000Z');
const write = (number: number, change: Partial<PriceWrite> = {}): PriceWrite => ({
  externalItemId: '1001',
  externalSkuId: `200${number}`,
  sellerSku: `A-${number}`,
  price: money(19_900n, 'THB'),
  ...change,
});
const writes = (count: number): PriceWrite[] => Array.from({ length: count }, (_, index) => write(index + 1));
const skusIn = (request: SeenRequest | undefined): Record<string, string>[] =>
  (
    JSON.parse(request?.params['payload'] ?? 'null') as {
      Request: { Product: { Skus: { Sku: Record<string, string>[] } } };
    }
  ).Request.Product.Skus.Sku;

describe('writing prices', () => {
  it('sends the price and never a quantity', async () => {
    const { adapter, seen } = fakeLazada(['prices.write.ok']);
    const result = await adapter.prices.write(access, [write(1)]);
    expect(result).toEqual({ succeeded: ['A-1'], failed: [] });
    expect(seen[0]).toMatchObject({
      method: 'POST',
      address: 'https://api.lazada.co.th/rest/product/price_quantity/update',
    });
    expect(skusIn(seen[0])).toEqual([{ ItemId: '1001', SkuId: '2001', SellerSku: 'A-1', Price: '199.00' }]);
  });

  it.each([
    [{ from: null, until: null }, {}],
    [{ from: new Date('2026-02-01T17:00:00Z'), until: null }, { SaleStartDate: '2026-02-02 00:00:00' }],
    [
      { from: null, until: new Date('2026-03-01T16:59:59Z') },
      { SaleStartDate: '2026-01-02 07:00:00', SaleEndDate: '2026-03-01 23:59:59' },
    ],
    [
      { from: new Date('2026-02-01T17:00:00Z'), until: new Date('2026-03-01T16:59:59Z') },
      { SaleStartDate: '2026-02-02 00:00:00', SaleEndDate: '2026-03-01 23:59:59' },
    ],
  ])('sends a special price with its dates in the site’s time (%#)', (dates, sent) => {
    const specialPrice = { price: money(14_950n, 'THB'), ...dates };
    const { Sku } = toPriceRequest([write(1, { specialPrice })], { country: 'TH', now }).Request.Product.Skus;
    expect(Sku).toEqual([
      { ItemId: '1001', SkuId: '2001', SellerSku: 'A-1', Price: '199.00', SalePrice: '149.50', ...sent },
    ]);
  });

  it('calls once for up to 20 SKUs; of a partial refusal the rest is sent again', async () => {
    const { adapter, seen } = fakeLazada(['prices.write.partial', 'prices.write.ok', 'prices.write.ok']);
    const { succeeded, failed } = await adapter.prices.write(access, writes(21));
    expect(succeeded).toHaveLength(20);
    expect(failed).toEqual([{ key: 'A-2', error: expect.any(InvalidRequestError) }]);
    expect(failed[0]?.error).toMatchObject({ upstreamCode: '4157', fields: [{ sellerSku: 'A-2' }] });
    expect(seen.map((request) => skusIn(request).length)).toEqual([20, 19, 1]);
  });

  it('throws when nothing at all was done', async () => {
    const { adapter } = fakeLazada(Array<string>(3).fill('prices.write.error'));
    expect(await errorOf(adapter.prices.write(access, writes(2)))).toBeInstanceOf(RateLimitedError);
  });

  it('sends nothing that makes no sense, and says what of each', async () => {
    const { adapter, seen } = fakeLazada([]);
    const special = (minor: bigint, until: Date | null = null) => ({
      specialPrice: { price: money(minor, 'THB'), from: null, until },
    });
    const { failed } = await adapter.prices.write(access, [
      write(1, { price: money(100n, 'SGD') }),
      write(2, { price: money(0n, 'THB') }),
      write(3, special(19_900n)),
      write(4, special(100n, new Date('2026-01-01T00:00:00Z'))),
    ]);
    const messages = failed.map(({ key, error }) => [
      key,
      ...(error as InvalidRequestError).fields.map(({ message }) => message),
    ]);
    expect(messages).toEqual([
      ['A-1', 'The price must be in THB.'],
      ['A-2', 'The price must be above zero, and whole in VND and IDR.'],
      ['A-3', 'The special price must be below the price.'],
      ['A-4', 'The special price must end after it has begun.'],
    ]);
    expect(seen).toEqual([]);
  });
});

describe('the text of a price', () => {
  const minor = fc.bigInt({ min: 1n, max: 10n ** 18n - 1n });

  it('is read back as the same amount in every currency, to the last digit', () => {
    fc.assert(
      fc.property(minor, fc.constantFrom(...currencies), (amount, currency) => {
        const price = money(amount, currency);
        const text = toPriceText(price);
        expect(text).toMatch(/^\d+(\.\d\d)?$/);
        expect(fromDecimal(text, currency)).toEqual(price);
      }),
    );
  });

  it.each(['VND', 'IDR'] as const)('has no decimals in %s, or is no price', (currency) => {
    fc.assert(
      fc.property(minor, (amount) => {
        const price = money(amount, currency);
        expect(isPrice(price)).toBe(!toPriceText(price).includes('.'));
      }),
    );
    expect(toPriceText(fromDecimal('199000.00', currency))).toBe('199000');
    expect(isPrice(fromDecimal('199000', currency))).toBe(true);
  });

  it('is a price where there is a smaller coin', () => {
    for (const country of salesCountries.filter((one) => !['VN', 'ID'].includes(one))) {
      expect(isPrice(money(1n, currencyOfCountry[country]))).toBe(true);
    }
    expect(isPrice(fromDecimal('199000.50', 'IDR'))).toBe(false);
  });
});
