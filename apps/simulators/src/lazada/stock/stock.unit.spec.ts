import * as fc from 'fast-check';
import { changePreOrders, DELETES_PREORDER, type PreOrder } from './preorder.js';
import { adjustSellable, move, newStock, setSellable, setTotal, totalOf, type Movement, type Stock } from './stock.js';

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

describe('stock in two warehouses', () => {
  const stock = () => setSellable(newStock(3, ['dropshipping', 'WH-2']), 4, 'WH-2') as Stock;
  const sellables = (one: Stock | string) =>
    typeof one === 'string' ? one : one.warehouses.map((warehouse) => warehouse.sellable);

  it('adds up, and is written warehouse by warehouse', () => {
    expect(stock()).toMatchObject({ sellable: 7 });
    expect(sellables(setTotal(stock(), 9, 'WH-2'))).toEqual([3, 9]);
    expect(sellables(adjustSellable(stock(), -4, 'WH-2'))).toEqual([3, 0]);
    expect(adjustSellable(stock(), -5, 'WH-2')).toBe('negative-sellable');
    expect(setSellable(stock(), 1, 'WH-3')).toBe('unknown-warehouse');
  });

  it('is locked by a campaign as a whole, in whichever warehouse it lies', () => {
    const locked = { ...stock(), campaignLock: 4 };
    expect(sellables(setSellable(locked, 0, 'dropshipping'))).toEqual([0, 4]);
    expect(setSellable(locked, 0, 'WH-2')).toBe('below-campaign-lock');
  });

  it('leaves the warehouse that is named first, then the others, and comes back the same way', () => {
    expect(sellables(move(stock(), 'placed-paid', 5, 'WH-2'))).toEqual([2, 0]);
    expect(sellables(move(stock(), 'placed-paid', 5))).toEqual([0, 2]);
    const taken = move(stock(), 'placed-unpaid', 5, 'WH-2');
    expect(move(taken, 'expired', 5, 'WH-2')).toEqual(stock());
  });

  it('loses and makes no unit while orders move', () => {
    const ways: readonly (readonly Movement[])[] = [
      ['placed-unpaid', 'expired'],
      ['placed-unpaid', 'paid', 'cancelled-after-payment'],
      ['placed-paid', 'cancelled-after-payment'],
    ];
    fc.assert(
      fc.property(fc.constantFrom(...ways), fc.integer({ min: 1, max: 7 }), (way, units) => {
        const end = way.reduce((now, movement) => move(now, movement, units), stock());
        return totalOf(end) === totalOf(stock()) && end.withhold === 0 && end.occupy === 0;
      }),
    );
  });
});

describe('stock that has not arrived', () => {
  const added = changePreOrders([], { bizCode: undefined, warehouse: 'dropshipping', shipMs: 9, delta: 5 }, () => 'P1');
  const change = (delta: number, bizCode = 'P1') =>
    changePreOrders(
      added as readonly PreOrder[],
      { bizCode, warehouse: 'dropshipping', shipMs: undefined, delta },
      () => 'P2',
    );

  it('is added, changed by a difference, and taken away', () => {
    expect(added).toEqual([{ bizCode: 'P1', warehouse: 'dropshipping', shipMs: 9, quantity: 5 }]);
    expect(change(-2)).toMatchObject([{ bizCode: 'P1', quantity: 3, shipMs: 9 }]);
    expect(change(DELETES_PREORDER)).toEqual([]);
  });

  it('cannot be negative, nor known by another code, nor without a time', () => {
    expect(change(-6)).toBe('negative');
    expect(change(1, 'P9')).toBe('unknown');
    const timeless = { bizCode: undefined, warehouse: 'dropshipping', shipMs: undefined, delta: 1 };
    expect(changePreOrders([], timeless, () => 'P1')).toBe('negative');
  });
});
