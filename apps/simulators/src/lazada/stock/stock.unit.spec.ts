import * as fc from 'fast-check';
import { move, newStock, setSellable, setTotal, totalOf, type Movement } from './stock.js';

describe('stock of a variant', () => {
  it('moves from sellable to withheld to occupied to gone', () => {
    const steps: readonly Movement[] = ['placed-unpaid', 'paid', 'handed-over'];
    const seen = steps.reduce((list, step) => [...list, move(list.at(-1)!, step, 2)], [newStock(10)]);
    expect(seen.map(({ sellable, withhold, occupy }) => [sellable, withhold, occupy])).toEqual([
      [10, 0, 0],
      [8, 2, 0],
      [8, 0, 2],
      [8, 0, 0],
    ]);
  });

  it('gives back what expires or is canceled before it left', () => {
    expect(move(move(newStock(5), 'placed-unpaid', 1), 'expired', 1)).toEqual(newStock(5));
    expect(move(move(newStock(5), 'placed-paid', 1), 'cancelled-after-payment', 1)).toEqual(newStock(5));
  });

  it('takes a total only when it covers what is promised, and never less than a campaign has locked', () => {
    const stock = { ...move(newStock(10), 'placed-paid', 4), campaignLock: 3 };
    expect(setTotal(stock, 20)).toMatchObject({ sellable: 16, occupy: 4 });
    expect(setTotal(stock, 3)).toBe('below-promised');
    expect(setTotal(stock, 6)).toBe('below-campaign-lock');
    expect(setTotal(stock, -1)).toBe('negative');
    expect(setSellable(stock, 2)).toBe('below-campaign-lock');
    expect(setSellable(stock, -1)).toBe('negative');
  });

  it('never shows a buyer less than nothing, whatever is written', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.nat(50), fc.integer({ min: -5, max: 100 }), (sellable, sold, total) => {
        const units = Math.min(sellable, sold);
        const result = setTotal(move(newStock(sellable), 'placed-paid', units), total);
        if (typeof result === 'string') return total < units;
        return result.sellable >= 0 && totalOf(result) === total;
      }),
    );
  });
});
