import { localDay, parseAmount, startOfDay, type Site } from '../world/site.js';
import type { Seller } from '../seller/seller.js';
import type { ItemStatus, OrderItem } from '../order/order.js';
import type { World } from '../world/world.js';
import {
  chargesOfDamage,
  chargesOfDelivery,
  chargesOfFailedDelivery,
  chargesOfLoss,
  chargesOfReturn,
  toRow,
  type FinanceRow,
} from './finance-row.js';

/** The account of one period. It is closed once the clock has passed its end, and paid two days later. */
export interface Statement {
  readonly seller: Seller;
  readonly number: string;
  readonly fromDay: number;
  readonly toDay: number;
  readonly endMs: number;
  readonly closed: boolean;
  readonly paid: boolean;
  readonly rows: readonly FinanceRow[];
  /** Minor units, as everything below. */
  readonly opening: number;
  readonly payout: number;
  /** What the next statement opens with: a debt that a payout could not cover. */
  readonly closing: number;
}

const PAYOUT_DAYS = 2;
const EPOCH_MONDAY = 4;

/** Money that follows from orders. Rows come when items arrive, come back or get lost; statements follow from rows. */
export class FinanceBook {
  private readonly rows = new Map<Seller, FinanceRow[]>();
  private serial: number;

  constructor(private readonly world: World) {
    this.serial = world.series.financeRows;
  }

  itemChanged(item: OrderItem, from: ItemStatus): void {
    const charges = {
      delivered: chargesOfDelivery,
      failed_delivery: chargesOfFailedDelivery,
      lost_by_3pl: chargesOfLoss,
      damaged_by_3pl: chargesOfDamage,
    } as const;
    const make = item.status in charges ? charges[item.status as keyof typeof charges] : undefined;
    if (!make || from === item.status) return;
    for (const charge of make(item)) this.add(toRow(charge, item, this.next()));
    if (item.status === 'delivered') this.addUnknownFee(item);
  }

  /** The buyer has the money back. */
  refunded(item: OrderItem): void {
    for (const charge of chargesOfReturn(item)) this.add(toRow(charge, item, this.next()));
  }

  of(seller: Seller): readonly FinanceRow[] {
    return this.rows.get(seller) ?? [];
  }

  /** Statements with at least one row, oldest first; the last one may still be open. */
  statements(seller: Seller): Statement[] {
    const { statementDays } = this.world.settings;
    const periods = new Map<number, FinanceRow[]>();
    for (const row of this.of(seller)) {
      const from = periodStart(localDay(row.atMs, seller.site), statementDays);
      const rows = periods.get(from);
      if (rows) rows.push(row);
      else periods.set(from, [row]);
    }
    let opening = 0;
    return [...periods]
      .sort(([a], [b]) => a - b)
      .map(([fromDay, rows]) => {
        const statement = this.statement(seller, { fromDay, rows, opening });
        opening = statement.closing;
        return statement;
      });
  }

  private statement(seller: Seller, period: { fromDay: number; rows: FinanceRow[]; opening: number }): Statement {
    const { fromDay, rows, opening } = period;
    const toDay = fromDay + this.world.settings.statementDays - 1;
    const endMs = startOfDay(toDay + 1, seller.site);
    const balance = opening + rows.reduce((sum, row) => sum + row.amount, 0);
    const now = this.world.nowMs();
    return {
      seller,
      number: `${seller.shortCode}-${isoDate(toDay).replaceAll('-', '')}`,
      fromDay,
      toDay,
      endMs,
      closed: now >= endMs,
      paid: now >= endMs + PAYOUT_DAYS * 86_400_000,
      rows,
      opening,
      payout: Math.max(0, balance),
      closing: Math.min(0, balance),
    };
  }

  /** A fee that stands in no published list, when the control door asked for one. */
  private addUnknownFee(item: OrderItem): void {
    const fault = this.world.faults.strike('unknown-fee');
    if (!fault) return;
    const { feeType = 9876, feeName = 'Regional Growth Program Fee', amount = '1.00' } = fault.extra;
    const minor = parseAmount(String(amount).replace('-', ''), item.order.seller.site) ?? 100;
    const charge = {
      fee: { id: String(feeType), name: String(feeName), group: 'Other Services-Others' },
      amount: -minor,
      taxed: false,
    };
    this.add(toRow(charge, item, this.next()));
  }

  private add(row: FinanceRow): void {
    const own = this.rows.get(row.seller) ?? [];
    own.push(row);
    this.rows.set(row.seller, own);
  }

  private next(): { serial: number; ms: number } {
    this.serial += 1;
    return { serial: this.serial, ms: this.world.nowMs() };
  }
}

/** Periods of seven days begin on Mondays; others count from the same Monday. */
export const periodStart = (day: number, days: number): number => day - ((((day - EPOCH_MONDAY) % days) + days) % days);

/** `2026-01-02` of a day's number. */
export const isoDate = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `02 Jan 2026`. */
export function longDate(day: number): string {
  const [year, month, date] = isoDate(day).split('-');
  return `${date} ${MONTHS[Number(month) - 1]} ${year}`;
}

export const dayOfIso = (text: string): number | undefined => {
  const ms = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(ms) ? undefined : ms / 86_400_000;
};

export const dayOfRow = (row: FinanceRow, site: Site): number => localDay(row.atMs, site);
