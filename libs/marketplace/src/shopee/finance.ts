import { minorOf, money, parseCurrency, sumMoney, type Money } from '@pinglu/kernel';
import type { FinanceRow, IncomeReport, PayoutStatement, PayoutTransfer } from '../port/finance.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { longestWindowMs } from './capabilities.js';
import { nextDay, secondsOfDay, startOfDay } from './days.js';
import { escrowFields } from './escrow-fields.js';

/**
 * Shopee keeps no statements of local shops: it releases the money of each order by itself. A statement here is all that
 * was released to a shop on one calendar day.
 */
export interface StatementDay {
  readonly shopId: string;
  readonly day: string;
  readonly country: SalesCountry;
}

const numberOf = ({ shopId, day }: StatementDay): string => `${shopId}-${day.replaceAll('-', '')}`;

export function toEscrowListRequest({ day, country }: StatementDay, page: number): Record<string, unknown> {
  const { from, to } = secondsOfDay(day, country);
  return { release_time_from: from, release_time_to: to, page_size: 100, page_no: page };
}

export const fromEscrowListResponse = (data: WireObject | null): { orderNumbers: string[]; more: boolean } => ({
  orderNumbers: (data?.objects('escrow_list') ?? []).map((row) => row.id('order_sn')),
  more: data?.flag('more') ?? false,
});

export const toEscrowDetailsRequest = (orderNumbers: readonly string[]): Record<string, unknown> => ({
  order_sn_list: orderNumbers,
});

/**
 * An order's escrow in parts that add up to it. What Shopee counts in and does not name is a part of its own. What is
 * corrected after the release is not among them: it has a day of its own, and stands on the shop's account of that day.
 */
export function rowsOfEscrow(escrow: WireObject, statement: StatementDay): FinanceRow[] {
  const currency = currencyOfCountry[statement.country];
  const income = escrow.object('order_income');
  const row = rowMaker(statement, { orderNumber: escrow.id('order_sn'), raw: income.fields });
  const total = amountOf(income, 'escrow_amount', currency);
  if (income.text('pri_currency') !== '') {
    // An affiliate shop's money is counted in the primary shop's currency and changed as a whole.
    return [row({ type: 'escrow_amount', kind: 'sale', amount: total })];
  }
  const rows = escrowFields.flatMap(({ name, sign, kind }) => {
    const minor = minorOf(amountOf(income, name, currency)) * sign;
    return minor === 0n ? [] : [row({ type: name, kind, amount: money(minor, currency) })];
  });
  const named = rows.reduce((sum, { amount }) => sum + minorOf(amount), 0n);
  const rest = minorOf(total) - named;
  return rest === 0n ? rows : [...rows, row({ type: 'unexplained', kind: 'other', amount: money(rest, currency) })];
}

type MakeRow = (part: {
  readonly type: string;
  readonly kind: FinanceRow['kind'];
  readonly amount: Money;
  readonly id?: string;
}) => FinanceRow;

function rowMaker(
  statement: StatementDay,
  about: { readonly orderNumber: string | null; readonly raw: Readonly<Record<string, unknown>> },
): MakeRow {
  const { day, country } = statement;
  return ({ type, kind, amount, id = type }) => ({
    externalRowId: `${about.orderNumber ?? day}.${id}`,
    kind,
    type,
    typeName: type.replaceAll('_', ' '),
    reversal: kind === 'refund',
    amount,
    tax: money(0n, amount.currency),
    withheldTax: money(0n, amount.currency),
    withheldTaxIncluded: true,
    orderNumber: about.orderNumber,
    externalLineId: null,
    sellerSku: null,
    statementNumber: numberOf(statement),
    statementFrom: day,
    statementTo: day,
    paid: true,
    transactionOn: day,
    transactionAt: startOfDay(day, country),
    raw: about.raw,
  });
}

export function toWalletRequest({ day, country }: StatementDay, page: number): Record<string, unknown> {
  const { from, to } = secondsOfDay(day, country);
  return { create_time_from: from, create_time_to: to, page_size: 100, page_no: page };
}

/** Told by the escrows already, or no more than a move from the wallet to the bank. By name or by number. */
const toldElsewhere = /^(ESCROW_VERIFIED_|WITHDRAWAL_|(101|102|201|202|203)$)/;

/** Corrections of orders, whatever they are called; all else has a type of its own. */
const isCorrection = /^((FBS_)?ADJUSTMENT_|SELLER_COMPENSATE_|(401|402|404|405|406|407|411|415)$)/;

/** Money of a local shop that came or went beside the escrows: corrections, late refunds, advertisements, claims. */
export function rowsOfWallet(transactions: readonly WireObject[], statement: StatementDay): FinanceRow[] {
  const currency = currencyOfCountry[statement.country];
  const idOf = idMaker();
  return transactions.flatMap((transaction) => {
    const type = transaction.text('transaction_type');
    if (toldElsewhere.test(type) || !['COMPLETED', ''].includes(transaction.text('status'))) return [];
    const orderNumber = transaction.textOrNull('order_sn');
    const amount = signed(amountOf(transaction, 'amount', currency), transaction.text('money_flow'));
    const print = [type, transaction.text('create_time'), transaction.text('refund_sn'), amount.amountMinor].join('.');
    const row = rowMaker(statement, { orderNumber, raw: withoutBuyer(transaction) });
    const id = idOf(`wallet.${print}`, orderNumber);
    return row({
      type: isCorrection.test(type) ? 'adjustment' : `wallet_${type.toLowerCase()}`,
      kind: 'adjustment',
      amount,
      id,
    });
  });
}

/** Whether what leaves a wallet has a sign is not documented; which way it goes is. */
function signed(amount: Money, flow: string): Money {
  const minor = minorOf(amount);
  const isWrong = (flow === 'MONEY_OUT' && minor > 0n) || (flow === 'MONEY_IN' && minor < 0n);
  return isWrong ? money(-minor, amount.currency) : amount;
}

/** Of rows that look the same the second is another one. */
function idMaker(): (print: string, orderNumber: string | null) => string {
  const seen = new Map<string, number>();
  return (print, orderNumber) => {
    const key = `${orderNumber ?? ''} ${print}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? print : `${print}.${count}`;
  };
}

export const toBillingRequest = (payoutIds: readonly string[], cursor: string): Record<string, unknown> => ({
  // Of payouts that were made.
  billing_transaction_info_type: 2,
  encrypted_payout_ids: payoutIds,
  cursor,
  page_size: 100,
});

/** What of a cross-border shop's payouts is no order's escrow. */
export function rowsOfBilling(transactions: readonly WireObject[], statement: StatementDay): FinanceRow[] {
  const idOf = idMaker();
  return transactions.flatMap((transaction) => {
    if (transaction.text('billing_transaction_type') === 'ESCROW') return [];
    const orderNumber = transaction.textOrNull('order_sn');
    const amount = amountOf(transaction, 'amount', parseCurrency(transaction.text('currency')));
    const reason = transaction.text('scenario') || transaction.text('cost_header');
    const row = rowMaker(statement, { orderNumber, raw: transaction.fields });
    const id = idOf(`payout.${statement.day}.${reason}.${amount.amountMinor}`, orderNumber);
    return row({ type: 'adjustment', kind: 'adjustment', amount, id });
  });
}

const withoutBuyer = ({ fields }: WireObject): Readonly<Record<string, unknown>> => {
  const { buyer_name: _, ...rest } = fields;
  return rest;
};

/**
 * The day's release as Shopee sums it up itself, order by order, so that the parts can be checked against it.
 * @param escrows of the day
 * @param account what stands on the shop's account of the day beside them
 */
export function toStatement(
  statement: StatementDay,
  escrows: readonly WireObject[],
  account: readonly FinanceRow[],
): PayoutStatement {
  const currency = currencyOfCountry[statement.country];
  const zero = money(0n, currency);
  const incomes = escrows.map((escrow) => escrow.object('order_income'));
  const of = (name: string): Money =>
    sumMoney(
      incomes.map((income) => amountOf(income, name, currency)),
      currency,
    );
  const other = sumMoney(
    account.map(({ amount }) => amount),
    currency,
  );
  const endOfDay = startOfDay(nextDay(statement.day), statement.country);
  return {
    statementNumber: numberOf(statement),
    createdAt: endOfDay,
    updatedAt: endOfDay,
    openingBalance: zero,
    closingBalance: zero,
    itemRevenue: of('original_cost_of_goods_sold'),
    otherRevenue: other,
    fees: sumMoney(
      escrowFields.filter(({ kind }) => kind === 'fee').map(({ name }) => of(name)),
      currency,
    ),
    refunds: of('seller_return_refund'),
    feesOnRefunds: zero,
    guaranteeDeposit: zero,
    payout: sumMoney([of('escrow_amount'), other], currency),
    paid: true,
    raw: { orders: escrows.length },
  };
}

export function toPayoutInfoRequest(
  { from, to }: { readonly from: number; readonly to: number },
  cursor: string,
): Record<string, unknown> {
  return { payout_time_from: from, payout_time_to: to, page_size: 100, cursor };
}

export function fromPayoutInfoResponse(data: WireObject): { items: PayoutTransfer[]; nextCursor: string | null } {
  const items = data.objects('payout_list').map((row) => {
    const info = row.objectOrNull('payout_info') ?? row;
    const paidAt = instantOf(info, 'payout_time');
    if (paidAt === null) throw info.violation('payout_time', 'a time in seconds');
    return {
      transferId: row.text('encrypted_payout_id') || `${info.text('payee_id')}-${paidAt.getTime() / 1000}`,
      paidAt,
      sent: amountOf(info, 'from_amount', parseCurrency(info.text('from_currency'))),
      received: amountOf(info, 'payout_amount', parseCurrency(info.text('payout_currency'))),
      exchangeRate: info.text('exchange_rate') || '1',
      service: info.textOrNull('pay_service'),
    };
  });
  return { items, nextCursor: data.flag('more') ? data.textOrNull('next_cursor') : null };
}

/** 0 invalid, 1 processing, 2 downloadable, 3 downloaded, 4 failed. */
export function fromIncomeReportResponse(data: WireObject): IncomeReport {
  const status = data.text('status');
  if (status === '2' || status === '3') {
    return { state: 'ready', fileName: data.text('file_name'), url: data.id('file_link') };
  }
  return { state: status === '1' ? 'running' : 'failed' };
}

interface SecondsWindow {
  readonly from: number;
  readonly to: number;
}

const longestWindowSeconds = longestWindowMs / 1_000;

/**
 * The part of a longer window that one call may ask for, and where the next one begins.
 * @param cursor where the part begins, and Shopee's own cursor within it
 */
export function transferWindow(
  { since, until }: { readonly since: Date; readonly until: Date },
  cursor: string | null | undefined,
): { window: SecondsWindow; inner: string; next: string | null } {
  const [, start, inner = ''] = /^(\d{1,12}):(.*)$/s.exec(cursor ?? '') ?? [];
  const from = start === undefined ? Math.floor(since.getTime() / 1_000) : Number(start);
  const end = Math.floor(until.getTime() / 1_000);
  const to = Math.min(from + longestWindowSeconds, end);
  return { window: { from, to }, inner, next: to < end ? `${to + 1}:` : null };
}
