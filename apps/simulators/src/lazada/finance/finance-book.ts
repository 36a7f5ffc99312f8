import { localDay, parseAmount, startOfDay, type Site } from '../world/site.js';
import type { Seller } from '../seller/seller.js';
import type { ItemStatus, OrderItem } from '../order/order.js';
import type { World } from '../world/world.js';
import { FinanceLedger, type Period, type RowPage } from './finance-ledger.js';
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

/** How long after its end a statement is paid. */
export const PAYOUT_MS = 2 * 86_400_000;

/** Money that follows from orders. Rows come when items arrive, come back or get lost; statements follow from rows. */
export class FinanceBook {
  private readonly ledger: FinanceLedger;
  private serial: number;

  constructor(private readonly world: World) {
    this.serial = world.series.financeRows;
    this.ledger = new FinanceLedger(world.settings.statementDays);
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

  rowsOf(seller: Seller, page: RowPage): FinanceRow[] {
    return this.ledger.rowsOf(seller, page);
  }

  /** Statements with at least one row, oldest first; the last one may still be open. */
  statements(seller: Seller): Statement[] {
    let opening = 0;
    return this.ledger.periodsOf(seller).map((period) => {
      const statement = this.statement(seller, period, opening);
      opening = statement.closing;
      return statement;
    });
  }

  private statement(seller: Seller, { fromDay, rows, sum }: Period, opening: number): Statement {
    const toDay = fromDay + this.world.settings.statementDays - 1;
    const endMs = startOfDay(toDay + 1, seller.site);
    const balance = opening + sum;
    const now = this.world.nowMs();
    return {
      seller,
      number: `${seller.shortCode}-${isoDate(toDay).replaceAll('-', '')}`,
      fromDay,
      toDay,
      endMs,
      closed: now >= endMs,
      paid: now >= endMs + PAYOUT_MS,
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
    this.ledger.add(row);
  }

  private next(): { serial: number; ms: number } {
    this.serial += 1;
    return { serial: this.serial, ms: this.world.nowMs() };
  }
}

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
