import { localDay } from '../world/site.js';
import type { Seller } from '../seller/seller.js';
import type { FinanceRow } from './finance-row.js';

export interface Period {
  /** First local day, counted from 1970. */
  readonly fromDay: number;
  readonly rows: FinanceRow[];
  /** Of all amounts, in minor units. */
  sum: number;
}

const EPOCH_MONDAY = 4;

/** Periods of seven days begin on Mondays; others count from the same Monday. */
export const periodStart = (day: number, days: number): number => day - ((((day - EPOCH_MONDAY) % days) + days) % days);

/** The rows of each seller by the period of their day, so that a page is found without looking at all of them. */
export class FinanceLedger {
  private readonly periods = new Map<Seller, Map<number, Period>>();

  constructor(private readonly days: number) {}

  add(row: FinanceRow): void {
    const own = this.periods.get(row.seller) ?? new Map<number, Period>();
    this.periods.set(row.seller, own);
    const fromDay = periodStart(localDay(row.atMs, row.seller.site), this.days);
    const period = own.get(fromDay) ?? { fromDay, rows: [], sum: 0 };
    own.set(fromDay, period);
    period.rows.push(row);
    period.sum += row.amount;
  }

  /** Oldest first; only those that have rows. */
  periodsOf(seller: Seller): Period[] {
    return [...(this.periods.get(seller)?.values() ?? [])].sort((a, b) => a.fromDay - b.fromDay);
  }

  /** Rows of local days from `from` to `to`, both with them, that meet the condition, oldest period first. */
  rowsOf(seller: Seller, page: RowPage): FinanceRow[] {
    const { from, to, wanted, limit } = page;
    let skip = page.offset;
    const found: FinanceRow[] = [];
    for (const period of this.periodsOf(seller)) {
      const lastDay = period.fromDay + this.days - 1;
      if (lastDay < from || period.fromDay > to) continue;
      const isWhole = period.fromDay >= from && lastDay <= to;
      const rows =
        isWhole && !wanted
          ? period.rows
          : period.rows.filter((row) => {
              const day = localDay(row.atMs, seller.site);
              return day >= from && day <= to && (!wanted || wanted(row));
            });
      found.push(...rows.slice(skip, skip + limit - found.length));
      skip = Math.max(0, skip - rows.length);
      if (found.length === limit) break;
    }
    return found;
  }
}

export interface RowPage {
  readonly from: number;
  readonly to: number;
  /** Undefined when every row is wanted. */
  readonly wanted: ((row: FinanceRow) => boolean) | undefined;
  readonly offset: number;
  readonly limit: number;
}
