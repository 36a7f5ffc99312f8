import { createHash } from 'node:crypto';
import { InvalidRequestError } from '../port/errors.js';
import type { FinanceRow, FinanceWindow, PayoutStatement } from '../port/finance.types.js';
import { currencyOfCountry, type Page, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { lazadaCapabilities } from './capabilities.js';
import { toFeeMeaning } from './fee-types.js';
import { fromLocalTime, fromStatementDay, isCalendarDay, nextDay, startOfDay } from './sites.js';
import type { TransactionsQuery } from './wire.js';

const pageSize = lazadaCapabilities.limits.financeRowsPerPage;

/**
 * The day itself and the next one: nothing says whether `end_time` includes its day, and a row that is left out is
 * money that is lost. Rows of the next day are dropped here and come with their own day.
 */
export const toTransactionsRequest = (day: string, offset: number): TransactionsQuery => ({
  start_time: day,
  end_time: nextDay(day),
  offset: String(offset),
  limit: String(pageSize),
});

/** Rows of one day. Identical rows are legitimate, and told apart by counting them within their day. */
export function fromTransactionsResponse(
  rows: readonly WireObject[],
  day: string,
  country: SalesCountry,
): FinanceRow[] {
  const seen = new Map<string, number>();
  return rows.flatMap((row) => {
    const transactionOn = dayOf(row);
    if (transactionOn === nextDay(day)) return [];
    if (transactionOn !== day) throw row.violation('transaction_date', 'a day that was asked for');
    const fingerprint = fingerprintOf(row);
    const count = (seen.get(fingerprint) ?? 0) + 1;
    seen.set(fingerprint, count);
    return [toFinanceRow(row, { externalRowId: count === 1 ? fingerprint : `${fingerprint}.${count}`, country })];
  });
}

export type FetchRows = (query: TransactionsQuery) => Promise<readonly WireObject[]>;

/** A page is a calendar day, read to its end: only then can identical rows be counted. */
export async function readDay(
  window: FinanceWindow,
  country: SalesCountry,
  fetch: FetchRows,
): Promise<Page<FinanceRow>> {
  const day = window.cursor ?? window.from;
  if (![day, window.from, window.to].every(isCalendarDay) || day < window.from || day > window.to) {
    throw new InvalidRequestError(
      {
        cause: 'The window is not one of calendar days, the first not after the last.',
        advice: 'Give both days as YYYY-MM-DD, and the cursor as it was answered.',
      },
      { marketplace: 'lazada', operation: 'finance.transactions' },
    );
  }
  const rows: WireObject[] = [];
  for (;;) {
    const page = await fetch(toTransactionsRequest(day, rows.length));
    rows.push(...page);
    // No total is answered: a short page is the last.
    if (page.length < pageSize) break;
  }
  return { items: fromTransactionsResponse(rows, day, country), nextCursor: day < window.to ? nextDay(day) : null };
}

/** What never changes about a row: neither its statement nor whether it was paid. */
function fingerprintOf(row: WireObject): string {
  const fields = [
    'transaction_number',
    'transaction_date',
    'order_no',
    'orderItem_no',
    'fee_type',
    'fee_name',
    'amount',
  ];
  const text = [...fields, 'reference'].map((name) => row.text(name)).join('\n');
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}

interface RowContext {
  readonly externalRowId: string;
  readonly country: SalesCountry;
}

function toFinanceRow(row: WireObject, { externalRowId, country }: RowContext): FinanceRow {
  // The account has no currency field: it is kept in the site's.
  const currency = currencyOfCountry[country];
  const type = row.text('fee_type');
  const typeName = row.text('fee_name');
  const transactionOn = dayOf(row);
  return {
    externalRowId,
    ...toFeeMeaning(type, typeName),
    type,
    typeName,
    amount: row.amount('amount', currency),
    tax: row.amount('VAT_in_amount', currency),
    withheldTax: row.amount('WHT_amount', currency),
    withheldTaxIncluded: row.flag('WHT_included_in_amount'),
    orderNumber: row.textOrNull('order_no'),
    externalLineId: row.textOrNull('orderItem_no'),
    sellerSku: row.textOrNull('seller_sku'),
    ...statementOf(row),
    paid: ['paid', 'yes', '1'].includes(row.text('paid_status').toLowerCase()),
    transactionOn,
    transactionAt: startOfDay(transactionOn, country),
    raw: row.fields,
  };
}

function dayOf(row: WireObject): string {
  const day = fromStatementDay(row.text('transaction_date'));
  if (day === null) throw row.violation('transaction_date', 'a day such as 02 Jan 2026');
  return day;
}

/**
 * A row names the period of its statement, and a statement has a number made of the seller's short code and the last
 * day of its period. The short code stands before the last hyphen of the row's own number.
 */
function statementOf(row: WireObject): Pick<FinanceRow, 'statementNumber' | 'statementFrom' | 'statementTo'> {
  const text = row.text('statement');
  if (text === '') return { statementNumber: null, statementFrom: null, statementTo: null };
  const [from, to] = text.split(' - ').map(fromStatementDay);
  if (!from || !to) throw row.violation('statement', 'a period such as 02 Jan 2026 - 02 Jan 2026');
  const number = row.text('transaction_number');
  const shortCode = number.slice(0, Math.max(0, number.lastIndexOf('-')));
  return {
    statementNumber: shortCode === '' ? null : `${shortCode}-${to.replaceAll('-', '')}`,
    statementFrom: from,
    statementTo: to,
  };
}

export const toPayoutsRequest = (since: string): Record<string, string> => {
  if (isCalendarDay(since)) return { created_after: since };
  throw new InvalidRequestError(
    { cause: 'The day is not one of the calendar.', advice: 'Give it as YYYY-MM-DD.' },
    { marketplace: 'lazada', operation: 'finance.payouts' },
  );
};

export function fromPayoutsResponse(rows: readonly WireObject[], country: SalesCountry): PayoutStatement[] {
  const currency = currencyOfCountry[country];
  return rows.map((row) => {
    const at = (name: string): Date => {
      const instant = fromLocalTime(row.text(name), country);
      if (instant === null) throw row.violation(name, 'a time such as 2026-01-02 10:13:29');
      return instant;
    };
    return {
      statementNumber: row.id('statement_number'),
      createdAt: at('created_at'),
      updatedAt: at('updated_at'),
      openingBalance: row.amount('opening_balance', currency),
      closingBalance: row.amount('closing_balance', currency),
      itemRevenue: row.amount('item_revenue', currency),
      otherRevenue: row.amount('other_revenue_total', currency),
      fees: row.amount('fees_total', currency),
      refunds: row.amount('refunds', currency),
      feesOnRefunds: row.amount('fees_on_refunds_total', currency),
      guaranteeDeposit: row.amount('guarantee_deposit', currency),
      // The only amount with its currency behind it: `3962.41 THB`.
      payout: row.amountWithCurrency('payout', currency),
      paid: row.flag('paid'),
      raw: row.fields,
    };
  });
}
