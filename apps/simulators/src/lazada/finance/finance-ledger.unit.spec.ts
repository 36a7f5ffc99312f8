import { findSeller } from '../seller/seller.js';
import { FinanceLedger, periodStart } from './finance-ledger.js';
import type { FinanceRow } from './finance-row.js';

const seller = findSeller('100200302')!;
/** Noon in Thailand, so that the local day is the day of the number. */
const row = (day: number, serial: number) =>
  ({ seller, serial, amount: serial, atMs: day * 86_400_000 + 5 * 3_600_000 }) as FinanceRow;

describe('periods of a statement', () => {
  it.each([
    [4, 7, 4],
    [10, 7, 4],
    [11, 7, 11],
    [3, 7, -3],
    [20, 1, 20],
  ])('day %i of periods of %i days belongs to the one that begins on %i', (day, days, expected) => {
    expect(periodStart(day, days)).toBe(expected);
  });
});

describe('rows of a ledger', () => {
  const ledger = new FinanceLedger(2);
  const rows = Array.from({ length: 40 }, (_, index) => row(100 + Math.floor(index / 4), index + 1));
  for (const one of rows) ledger.add(one);
  const all = { from: 0, to: 1000, wanted: undefined, offset: 0, limit: 500 };
  const serials = (change: object) => ledger.rowsOf(seller, { ...all, ...change }).map((one) => one.serial);

  it('are summed by period', () => {
    const periods = ledger.periodsOf(seller);
    expect(periods.map(({ rows: own }) => own.length)).toEqual([8, 8, 8, 8, 8]);
    expect(periods.reduce((sum, one) => sum + one.sum, 0)).toBe((40 * 41) / 2);
  });

  it('are the same whether they come in one page or in many', () => {
    for (const limit of [1, 7, 8, 39, 40]) {
      const pages = [];
      for (let offset = 0; offset < 40; offset += limit) pages.push(...serials({ offset, limit }));
      expect(pages).toEqual(rows.map((one) => one.serial));
    }
    expect(serials({ offset: 40 })).toEqual([]);
  });

  it('are cut at the days asked for, in the middle of a period too', () => {
    expect(serials({ from: 101, to: 102 })).toEqual([5, 6, 7, 8, 9, 10, 11, 12]);
    expect(serials({ from: 101, to: 102, offset: 3, limit: 2 })).toEqual([8, 9]);
  });

  it('are counted after the condition', () => {
    const wanted = (one: FinanceRow) => one.serial % 10 === 0;
    expect(serials({ wanted })).toEqual([10, 20, 30, 40]);
    expect(serials({ wanted, offset: 1, limit: 2 })).toEqual([20, 30]);
  });
});
