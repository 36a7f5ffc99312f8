import { minorOf, money, parseCurrency, sumMoney, type Currency, type Money } from '@pinglu/kernel';
import type { FinanceRow, IncomeReport, PayoutStatement, PayoutTransfer } from '../port/finance.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
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

/** An order's escrow in parts that add up to it. What Shopee counts in and does not name is a part of its own. */
export function rowsOfEscrow(escrow: WireObject, statement: StatementDay): FinanceRow[] {
  const currency = currencyOfCountry[statement.country];
  const orderNumber = escrow.id('order_sn');
  const income = escrow.object('order_income');
  const row = rowMaker(statement, { orderNumber, raw: income.fields });
  const total = amountOf(income, 'escrow_amount', currency);
  if (income.text('pri_currency') !== '') {
    // An affiliate shop's money is counted in the primary shop's currency and changed as a whole.
    return [row({ type: 'escrow_amount', kind: 'sale', amount: total }), ...adjustmentsOf(income, { row, currency })];
  }
  const rows = escrowFields.flatMap(({ name, sign, kind }) => {
    const minor = minorOf(amountOf(income, name, currency)) * sign;
    return minor === 0n ? [] : [row({ type: name, kind, amount: money(minor, currency) })];
  });
  const named = rows.reduce((sum, { amount }) => sum + minorOf(amount), 0n);
  const rest = minorOf(total) - named;
  const unnamed = rest === 0n ? [] : [row({ type: 'unexplained', kind: 'other', amount: money(rest, currency) })];
  return [...rows, ...unnamed, ...adjustmentsOf(income, { row, currency })];
}

type MakeRow = (part: {
  readonly type: string;
  readonly kind: FinanceRow['kind'];
  readonly amount: Money;
  readonly id?: string;
}) => FinanceRow;

function adjustmentsOf(income: WireObject, { row, currency }: { row: MakeRow; currency: Currency }): FinanceRow[] {
  return income.objects('order_adjustment').map((adjustment, index) =>
    row({
      type: 'adjustment',
      kind: 'adjustment',
      amount: amountOf(adjustment, 'amount', currency),
      id: `adjustment.${index + 1}`,
    }),
  );
}

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

/** Told by the escrows already, or no more than a move from the wallet to the bank. */
const toldElsewhere = /^(ESCROW_VERIFIED|WITHDRAWAL|101$|102$|201$|202$|203$)/;

/** Money that came or went without an order: advertisements, penalties, claims. */
export function rowsOfWallet(transactions: readonly WireObject[], statement: StatementDay): FinanceRow[] {
  const currency = currencyOfCountry[statement.country];
  const seen = new Map<string, number>();
  return transactions.flatMap((transaction) => {
    const type = transaction.text('transaction_type');
    if (toldElsewhere.test(type) || !['COMPLETED', ''].includes(transaction.text('status'))) return [];
    const orderNumber = transaction.textOrNull('order_sn');
    const amount = amountOf(transaction, 'amount', currency);
    const print = [type, transaction.text('create_time'), orderNumber ?? '', amount.amountMinor].join('.');
    const count = (seen.get(print) ?? 0) + 1;
    seen.set(print, count);
    const row = rowMaker(statement, { orderNumber, raw: withoutBuyer(transaction) });
    return row({ type: `wallet_${type.toLowerCase()}`, kind: 'adjustment', amount, id: `wallet.${print}.${count}` });
  });
}

const withoutBuyer = ({ fields }: WireObject): Readonly<Record<string, unknown>> => {
  const { buyer_name: _, ...rest } = fields;
  return rest;
};

/**
 * The day's release as Shopee sums it up itself, order by order, so that the parts can be checked against it.
 * @param escrows of the day
 */
export function toStatement(
  statement: StatementDay,
  escrows: readonly WireObject[],
  wallet: readonly FinanceRow[],
): PayoutStatement {
  const currency = currencyOfCountry[statement.country];
  const zero = money(0n, currency);
  const of = (name: string): Money =>
    sumMoney(
      escrows.map((escrow) => amountOf(escrow.object('order_income'), name, currency)),
      currency,
    );
  const other = sumMoney(
    wallet.map(({ amount }) => amount),
    currency,
  );
  const released = escrows.map((escrow) => paidOut(escrow.object('order_income'), currency));
  const endOfDay = startOfDay(nextDay(statement.day), statement.country);
  return {
    statementNumber: numberOf(statement),
    createdAt: endOfDay,
    updatedAt: endOfDay,
    openingBalance: zero,
    closingBalance: zero,
    itemRevenue: of('original_cost_of_goods_sold'),
    otherRevenue: other,
    fees: sumMoney([of('commission_fee'), of('service_fee'), of('seller_transaction_fee')], currency),
    refunds: of('seller_return_refund'),
    feesOnRefunds: zero,
    guaranteeDeposit: zero,
    payout: sumMoney([...released, other], currency),
    paid: true,
    raw: { orders: escrows.length },
  };
}

/** With what was corrected afterwards, where Shopee says so. */
function paidOut(income: WireObject, currency: Currency): Money {
  const after = income.fields['escrow_amount_after_adjustment'];
  const name = after === undefined || after === null ? 'escrow_amount' : 'escrow_amount_after_adjustment';
  return amountOf(income, name, currency);
}

export function fromPayoutInfoResponse(data: WireObject): { items: PayoutTransfer[]; nextCursor: string | null } {
  const items = data.objects('payout_list').map((row) => {
    const info = row.objectOrNull('payout_info') ?? row;
    const paidAt = instantOf(info, 'payout_time');
    if (paidAt === null) throw info.violation('payout_time', 'a time in seconds');
    return {
      transferId: row.text('encrypted_payout_id') || info.text('payee_id') || String(paidAt.getTime()),
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
