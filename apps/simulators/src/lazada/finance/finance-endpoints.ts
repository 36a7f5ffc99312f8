import { businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { toGroupedText, toLocalTime, toPlainText } from '../world/site.js';
import { queryAccount } from './account-endpoint.js';
import { dayOfIso, dayOfRow, longDate, type Statement } from './finance-book.js';
import { periodStart } from './finance-ledger.js';
import { queryLogisticsFees } from './logistics-fee-endpoint.js';
import { FEES, type FinanceRow } from './finance-row.js';

export const financeEndpoints: readonly Endpoint[] = [
  { path: '/finance/transaction/details/get', access: 'seller', handle: listTransactions },
  // An older name of the same.
  { path: '/finance/transaction/detail/get', access: 'seller', handle: listTransactions },
  { path: '/finance/payout/status/get', access: 'seller', handle: listPayouts },
  { path: '/finance/transaction/accountTransactions/query', access: 'seller', handle: queryAccount },
  { path: '/lbs/slb/queryLogisticsFeeDetail', access: 'seller', handle: queryLogisticsFees },
];

function listTransactions(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  const { params, world } = call;
  const from = readDay(call, 'start_time');
  const to = readDay(call, 'end_time');
  if (to - from > 180) throw businessError(1_000_012, 'The time span must not exceed 180 days');
  const type = params.get('trans_type');
  const everyType = type === undefined || type === '' || type === '-1';
  if (!everyType && !/^[1-9]\d{0,3}$/.test(type)) throw businessError(1_000_014, 'Unknown transaction type');
  const orderId = params.get('trade_order_id');
  const lineId = params.get('trade_order_line_id');
  const offset = Number(params.get('offset') ?? 0);
  const limit = Number(params.get('limit') ?? 100);
  if (!Number.isInteger(offset) || offset < 0) throw businessError(14, 'Invalid Offset');
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) throw businessError(19, 'Invalid Limit');
  const wanted = (row: FinanceRow): boolean =>
    (everyType || row.fee.id === type) &&
    (!orderId || String(row.item.order.orderId) === orderId) &&
    (!lineId || String(row.item.itemId) === lineId);
  const isFiltered = !everyType || Boolean(orderId) || Boolean(lineId);
  const rows = world.finance.rowsOf(seller, { from, to, wanted: isFiltered ? wanted : undefined, offset, limit });
  const statements = new Map(world.finance.statements(seller).map((one) => [one.fromDay, one]));
  const statementOf = (row: FinanceRow): Statement =>
    statements.get(periodStart(dayOfRow(row, seller.site), world.settings.statementDays))!;
  return { data: rows.map((row) => rowAnswer(row, statementOf(row))) };
}

/** Every field is a text. There is no currency: it is the site's. */
function rowAnswer(row: FinanceRow, statement: Statement): JsonObject {
  const { item, seller } = row;
  return {
    order_no: String(item.order.orderId),
    orderItem_no: String(item.itemId),
    orderItem_status: item.status[0]!.toUpperCase() + item.status.slice(1).replaceAll('_', ' '),
    transaction_date: longDate(dayOfRow(row, seller.site)),
    transaction_number: `${seller.shortCode}-${row.serial.toString(36).toUpperCase()}`,
    transaction_type: row.fee.group,
    fee_name: row.fee.name,
    fee_type: row.fee.id,
    amount: toGroupedText(row.amount, seller.site),
    VAT_in_amount: toGroupedText(row.vat, seller.site),
    WHT_amount: toGroupedText(0, seller.site),
    WHT_included_in_amount: 'No',
    statement: `${longDate(statement.fromDay)} - ${longDate(statement.toDay)}`,
    paid_status: statement.paid ? 'Paid' : 'Not paid',
    payment_ref_id: statement.paid ? `PAY-${statement.number}` : '',
    reference: String(item.itemId),
    lazada_sku: item.sku.shopSku,
    seller_sku: item.sku.sellerSku,
    details: item.name,
    comment: '',
    shipping_provider: item.pack?.carrier ?? '',
    shipping_speed: 'standard',
    shipment_type: 'Dropshipping',
  };
}

function listPayouts(call: ApiCall): JsonObject {
  const seller = sellerOf(call);
  const after = call.params.get('created_after');
  if (!after) throw missingParameter('created_after');
  const day = dayOfIso(after.slice(0, 10));
  if (day === undefined) throw businessError(17, 'Invalid Date Format: created_after');
  const closed = call.world.finance.statements(seller).filter((one) => one.closed && one.toDay + 1 >= day);
  return { data: closed.map(payoutAnswer) };
}

function payoutAnswer(statement: Statement): JsonObject {
  const { seller, rows } = statement;
  const sum = (wanted: (row: FinanceRow) => boolean): number =>
    rows.reduce((total, row) => total + (wanted(row) ? row.amount : 0), 0);
  const isRefund = (row: FinanceRow): boolean => row.fee.group.startsWith('Refunds-');
  const isItem = (row: FinanceRow): boolean => row.fee.id === FEES.itemPrice.id;
  const isShippingCredit = (row: FinanceRow): boolean => row.fee.id === FEES.shippingPaidByBuyer.id;
  const itemRevenue = sum(isItem);
  const otherRevenue = sum((row) => !isRefund(row) && !isItem(row) && row.amount > 0);
  const fees = -sum((row) => !isRefund(row) && row.amount < 0);
  const refunds = -sum((row) => isRefund(row) && row.amount < 0);
  const feesOnRefunds = sum((row) => isRefund(row) && row.amount > 0);
  const subtotal1 = itemRevenue + otherRevenue - fees;
  const text = (minor: number): string => toPlainText(minor, seller.site);
  const endedAt = toLocalTime(statement.endMs, seller.site).slice(0, 19);
  return {
    statement_number: statement.number,
    created_at: endedAt,
    updated_at: endedAt,
    opening_balance: text(statement.opening),
    item_revenue: text(itemRevenue),
    shipment_fee_credit: text(sum(isShippingCredit)),
    other_revenue_total: text(otherRevenue),
    shipment_fee: text(-sum((row) => row.fee.id === FEES.shippingPaidBySeller.id)),
    fees_total: text(fees),
    subtotal1: text(subtotal1),
    refunds: text(refunds),
    fees_on_refunds_total: text(feesOnRefunds),
    subtotal2: text(subtotal1 - refunds),
    guarantee_deposit: text(0),
    closing_balance: text(statement.closing),
    payout: `${text(statement.payout)} ${seller.site.currency}`,
    paid: statement.paid ? '1' : '0',
  };
}

function readDay(call: ApiCall, name: string): number {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  const day = dayOfIso(value.slice(0, 10));
  if (day === undefined) throw businessError(17, `Invalid Date Format: ${name}`);
  return day;
}
