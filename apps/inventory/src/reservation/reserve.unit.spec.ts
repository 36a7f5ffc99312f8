import * as fc from 'fast-check';
import { grantInOrder } from './reserve.js';

const wish = (lineId: string, stockKey: string, quantity: number) => ({ lineId, stockKey, quantity });

describe('grantInOrder', () => {
  it('grants in order of arrival and leaves what one cannot have to the next', () => {
    expect(grantInOrder([wish('a', 'x', 2), wish('b', 'x', 2), wish('c', 'x', 1)], new Map([['x', 3]]))).toEqual([
      { lineId: 'a', granted: true },
      { lineId: 'b', granted: false, reason: '2 wanted, 1 left.' },
      { lineId: 'c', granted: true },
    ]);
  });

  it('refuses what is not kept at all', () => {
    expect(grantInOrder([wish('a', 'nothing', 1)], new Map())).toEqual([
      { lineId: 'a', granted: false, reason: 'No stock is kept of this SKU.' },
    ]);
  });

  it('never grants more than there is, and refuses only what does not fit', () => {
    const key = fc.constantFrom('x', 'y', 'z');
    const wishes = fc.array(fc.record({ stockKey: key, quantity: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 });
    fc.assert(
      fc.property(wishes, fc.dictionary(key, fc.nat({ max: 30 })), (asked, stock) => {
        const free = new Map(Object.entries(stock));
        const list = asked.map((each, i) => ({ ...each, lineId: String(i) }));
        const grants = grantInOrder(list, free);
        const given = new Map<string, number>();
        for (const [i, { stockKey, quantity }] of list.entries()) {
          const before = given.get(stockKey) ?? 0;
          const fits = (free.get(stockKey) ?? 0) - before >= quantity;
          expect(grants[i]!.granted).toBe(fits);
          if (fits) given.set(stockKey, before + quantity);
        }
        for (const [stockKey, units] of given) expect(units).toBeLessThanOrEqual(free.get(stockKey)!);
      }),
    );
  });
});
