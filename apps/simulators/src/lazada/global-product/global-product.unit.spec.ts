import { findSite } from '../world/site.js';
import { countryOf, marketOf } from './global-product.js';
import { recommendedNoPostage } from './recommended-price.js';
import { exchange, pricesOn } from './site-prices.js';

describe('prices of a global product', () => {
  const common = { retail: '100.00', sales: '80.00', noFee: undefined };

  it('are exchanged into the currency of a site, in its own digits', () => {
    expect(pricesOn({ prices: common, sitePrices: {} }, findSite('sg')!)).toEqual({
      retail: '30.00',
      sales: '24.00',
      noFee: undefined,
    });
    expect(exchange('100.00', findSite('vn')!)).toBe('560000');
    expect(exchange('', findSite('th')!)).toBe('');
  });

  it('of a site itself win, and a site with a price of its own does not take the common sale price', () => {
    const sitePrices = { sg: { retail: '55', sales: '', noFee: '40' } };
    expect(pricesOn({ prices: common, sitePrices }, findSite('sg')!)).toEqual({ retail: '55', sales: '', noFee: '40' });
  });

  it('without postage stay below the price that buyers pay', () => {
    expect(recommendedNoPostage({ price: 1999, specialPrice: 0 })).toBe(1799);
    expect(recommendedNoPostage({ price: 1999, specialPrice: 999 })).toBe(899);
  });
});

it('reads every spelling of a market', () => {
  expect(['LAZADA_SG', 'SG', 'sg', 'lazada_sg', 'cn'].map(countryOf)).toEqual(['sg', 'sg', 'sg', 'sg', undefined]);
  expect(marketOf('my')).toBe('LAZADA_MY');
});
