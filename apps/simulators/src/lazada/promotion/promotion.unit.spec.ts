import { SuccessRefusal } from '../protocol/success-envelope.js';
import { findSite } from '../world/site.js';
import { PromotionParams } from './promotion-params.js';
import { statusOf, type PromotionTerms } from './promotion.js';

describe('the state of a promotion', () => {
  const terms: PromotionTerms = { name: 'x', startMs: 100, endMs: 200, wholeShop: true, shown: {} };

  it.each([
    [99, false, 'NOT_START'],
    [100, false, 'ONGOING'],
    [200, false, 'ONGOING'],
    [201, false, 'FINISH'],
    [50, true, 'SUSPEND'],
    [150, true, 'SUSPEND'],
    [201, true, 'FINISH'],
  ] as const)('at %i, suspended %s, is %s', (nowMs, suspended, status) => {
    expect(statusOf({ terms, suspended }, nowMs)).toBe(status);
  });
});

describe('parameters of a promotion', () => {
  const read = (params: Record<string, string>) => new PromotionParams(new Map(Object.entries(params)), 22);

  it('are absent when they are empty or say null', () => {
    expect([read({ a: '' }), read({ a: 'null' }), read({})].map((one) => one.optional('a'))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('may be lists whose quotes are escaped once more, as samples show them', () => {
    expect(read({ tiers: String.raw`[{\"filter\":\"500\"}]` }).list('tiers')).toEqual([{ filter: '500' }]);
    expect(read({ ids: '[1, 2]' }).list('ids')).toEqual([1, 2]);
  });

  it.each([
    ['a missing one', () => read({}).text('a')],
    ['a list that is none', () => read({ a: '{"b":1}' }).list('a')],
    ['a number below its least', () => read({ a: '0' }).wholeNumber('a', 1)],
    ['a value that is not offered', () => read({ a: 'C' }).oneOf('a', ['A', 'B'])],
    ['too many digits of an amount', () => read({ a: '1.234' }).amount('a', findSite('th')!)],
    ['a period that ends before it begins', () => read({ s: '20', e: '10' }).period('s', 'e', 0)],
    ['a period that is over', () => read({ s: '5', e: '10' }).period('s', 'e', 10)],
  ])('refuse %s', (_name, act) => {
    expect(act).toThrow(SuccessRefusal);
  });
});
