import * as fc from 'fast-check';
import {
  buyable,
  canReserve,
  currentLock,
  newStock,
  release,
  reserve,
  reservedOf,
  sellFromLocks,
  ship,
  totalOf,
  writeStock,
  type PromotionLock,
} from './stock.js';

const NOW = 1000;
const lock = (change: Partial<PromotionLock> = {}): PromotionLock => ({
  promotionId: 1,
  type: 'seller_discount',
  startMs: 0,
  endMs: 2000,
  price: 900,
  reserved: 3,
  freezesStock: false,
  ...change,
});
const upcoming = lock({ startMs: 1500 });
const ended = lock({ endMs: NOW });
const one = (stock: number) => newStock([{ locationId: '', stock }]);
const write = (stock: number, locks: readonly PromotionLock[] = [], locationId = '') =>
  writeStock(one(10), [{ locationId, stock }], { locks, nowMs: NOW });

describe('stock of a model', () => {
  it('falls when a buyer orders, and comes back only when the order is cancelled before handover', () => {
    const ordered = reserve(one(10), 4);
    expect([totalOf(ordered), ordered.ordered]).toEqual([6, 4]);
    expect(release(ordered, 4)).toEqual(one(10));
    expect(ship(ordered, 4)).toEqual(one(6));
  });

  it('is taken from one location after the other, and never more than there is', () => {
    const two = newStock([
      { locationId: 'A', stock: 2 },
      { locationId: 'B', stock: 5 },
    ]);
    expect(reserve(two, 3).locations.map((at) => at.stock)).toEqual([0, 4]);
    expect(() => reserve(two, 8)).toThrow('The stock holds 7 units, 8 cannot be reserved.');
  });

  it('shows buyers all but what promotions to come have set aside', () => {
    expect(
      [[], [lock()], [upcoming], [ended], [upcoming, lock()]].map((locks) => buyable(one(10), locks, NOW)),
    ).toEqual([10, 10, 7, 10, 7]);
    expect(buyable(one(2), [upcoming], NOW)).toBe(0);
  });

  it('counts what is reserved for promotions that run or will, and sells the running ones first', () => {
    expect(reservedOf([lock(), upcoming, ended], NOW)).toBe(6);
    expect(sellFromLocks([upcoming, lock()], 2, NOW).map((at) => at.reserved)).toEqual([3, 1]);
    expect(sellFromLocks([lock()], 9, NOW).map((at) => at.reserved)).toEqual([0]);
  });

  it('sells at the cheapest price of what runs', () => {
    const cheap = lock({ promotionId: 2, price: 800 });
    const free = lock({ promotionId: 3, price: undefined });
    expect(currentLock([free, lock(), cheap, lock({ price: 1, startMs: 1500 })], NOW)?.promotionId).toBe(2);
    expect(currentLock([ended, upcoming], NOW)).toBeUndefined();
  });

  it('is set aside for several promotions only as far as it reaches', () => {
    const room = (units: number, locks: readonly PromotionLock[]): boolean =>
      canReserve(one(10), locks, { promotionId: 9, units, nowMs: NOW });
    expect([room(10, []), room(11, []), room(7, [lock()]), room(8, [lock()]), room(10, [ended])]).toEqual([
      true,
      false,
      true,
      false,
      true,
    ]);
    expect(room(10, [lock({ promotionId: 9 })])).toBe(true);
  });

  it('covers what is reserved, however much buyers order', () => {
    const locks = fc
      .array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 4 })
      .map((list) =>
        list.map(([reserved, runs], index) => lock({ promotionId: index, reserved, startMs: runs ? 0 : 1500 })),
      );
    fc.assert(
      fc.property(locks, fc.nat(60), fc.array(fc.nat(30)), (start, spare, orders) => {
        let held = start;
        let stock = one(reservedOf(held, NOW) + spare);
        for (const units of orders) {
          if (units > buyable(stock, held, NOW)) continue;
          stock = reserve(stock, units);
          held = sellFromLocks(held, units, NOW);
          expect(totalOf(stock)).toBeGreaterThanOrEqual(reservedOf(held, NOW));
        }
      }),
    );
  });

  it('is written as a whole, not below what is reserved and not while it is frozen', () => {
    expect(write(0)).toEqual(one(0));
    expect(write(3, [lock()])).toEqual(one(3));
    expect(write(2, [lock()])).toBe('below-reserved');
    expect(write(2, [ended])).toEqual(one(2));
    expect(write(-1)).toBe('negative');
    expect(write(50, [lock({ freezesStock: true })])).toBe('frozen');
    expect(write(50, [lock({ freezesStock: true, startMs: 1500 })])).toEqual(one(50));
    expect(write(5, [], 'SGZ')).toBe('other-structure');
  });

  it('keeps the locations that a write does not name', () => {
    const two = newStock([
      { locationId: 'A', stock: 2 },
      { locationId: 'B', stock: 5 },
    ]);
    const written = writeStock(two, [{ locationId: 'B', stock: 9 }], { locks: [], nowMs: NOW });
    expect(written).toEqual(
      newStock([
        { locationId: 'A', stock: 2 },
        { locationId: 'B', stock: 9 },
      ]),
    );
  });

  it('neither makes nor loses a unit, however orders and cancellations come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }), fc.array(fc.nat(30)), (shelves, orders) => {
        const start = newStock(shelves.map((stock, index) => ({ locationId: `L${index}`, stock })));
        const placed: number[] = [];
        let stock = start;
        for (const units of orders) {
          if (units > buyable(stock, [], NOW)) continue;
          stock = reserve(stock, units);
          placed.push(units);
        }
        expect(totalOf(stock) + stock.ordered).toBe(totalOf(start));
        expect(stock.locations.every((at) => at.stock >= 0)).toBe(true);
        for (const units of placed) stock = release(stock, units);
        expect([totalOf(stock), stock.ordered]).toEqual([totalOf(start), 0]);
      }),
    );
  });
});
