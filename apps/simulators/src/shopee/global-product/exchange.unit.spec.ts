import * as fc from 'fast-check';
import { regionRule } from '../catalog/region-rule.js';
import { NO_ADJUSTMENT, payoutRate, shopPrice } from './exchange.js';

describe('price of a global product in a shop', () => {
  it('is exchanged, adjusted and rounded to what the country allows', () => {
    // 100.00 CNY; Singapore has cents, Thailand whole baht, Vietnam whole dong.
    expect(shopPrice(10_000, 'SG', NO_ADJUSTMENT)).toBe(1864);
    expect(shopPrice(10_003, 'SG', NO_ADJUSTMENT)).toBe(1865);
    expect(shopPrice(10_000, 'SG', 11_000)).toBe(2050);
    expect(shopPrice(10_000, 'TH', NO_ADJUSTMENT)).toBe(48_700);
    expect(shopPrice(10_000, 'VN', NO_ADJUSTMENT)).toBe(352_700);
    expect(shopPrice(1, 'TH', NO_ADJUSTMENT)).toBe(regionRule('TH').minPrice);
  });

  it('is always a price that the country takes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.constantFrom('SG', 'MY', 'TH', 'VN', 'PH', 'ID'),
        (price, region) => {
          const rule = regionRule(region);
          const minor = shopPrice(price, region, NO_ADJUSTMENT);
          expect(minor % 10 ** (rule.decimals - rule.priceDecimals)).toBe(0);
          expect(minor).toBeGreaterThanOrEqual(rule.minPrice);
        },
      ),
    );
  });
});

it('writes the exchange rate of a payout as text of six decimals', () => {
  expect(payoutRate('SG')).toEqual({ millionths: 5_364_807, text: '5.364807' });
  expect(payoutRate('ID').text).toBe('0.000445');
});
