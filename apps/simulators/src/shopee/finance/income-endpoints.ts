import { writePdf } from '../fulfillment/pdf.js';
import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Order } from '../order/order.js';
import type { Settlement } from './finance-book.js';
import { isWithin, paymentEndpoint, readCursor, readWindow, seconds, type FinanceCall } from './finance-call.js';
import { payoutsOf, sumOf } from './payout.js';
import { dayOfIso, isoDate, isStatementWindow, localDay } from './period.js';
import { REPORT_STATUS, type Report } from './report.js';

const LONGEST_REPORT_SECONDS = 31 * 86_400;
/** Statuses of income: only cross-border shops have money that is released and not yet paid out. */
const INCOME = { toRelease: 0, released: 1, pending: 2 } as const;

export const incomeEndpoints: readonly Endpoint[] = [
  paymentEndpoint('get_income_overview', 'GET', getOverview),
  paymentEndpoint('get_income_detail', 'GET', getDetail),
  paymentEndpoint('generate_income_report', 'GET', generateReport),
  paymentEndpoint('get_income_report', 'GET', (finance) => getReport(finance, 'report')),
  paymentEndpoint('generate_income_statement', 'GET', generateStatement),
  paymentEndpoint('get_income_statement', 'GET', (finance) => getReport(finance, 'statement')),
];

interface Income {
  readonly order: Order;
  /** Minor units. */
  readonly amount: number;
  readonly status: number;
  readonly atMs: number;
}

/** Every order that is paid, with where its money is. */
function incomesOf({ shop, book, nowMs }: FinanceCall): Income[] {
  const held = shop.isCrossBorder
    ? new Set(payoutsOf(book, shop, nowMs).unpaid.settlements.map((one) => one.order))
    : undefined;
  const released = book.settlements(shop.shopId).map(({ order, escrow, releasedMs }) => ({
    order,
    amount: escrow.amount,
    status: held?.has(order) ? INCOME.toRelease : INCOME.released,
    atMs: releasedMs,
  }));
  const pending = book.pending(shop.shopId).map((order) => ({
    order,
    amount: book.escrowOf(order).amount,
    status: INCOME.pending,
    atMs: order.payMs || order.createdMs,
  }));
  return [...released, ...pending];
}

function readStatus({ shop, fields }: FinanceCall): number | undefined {
  return fields.optionalInt('income_status', { min: shop.isCrossBorder ? INCOME.toRelease : INCOME.released, max: 2 });
}

/** Flat. */
function getOverview(finance: FinanceCall): JsonObject {
  const wanted = readStatus(finance);
  const incomes = incomesOf(finance);
  const { shop, book, nowMs, major } = finance;
  const total = (status: number): number =>
    wanted !== undefined && wanted !== status
      ? 0
      : incomes.reduce((sum, one) => sum + (one.status === status ? one.amount : 0), 0);
  const last = shop.isCrossBorder
    ? payoutsOf(book, shop, nowMs).paid.at(-1)?.atMs
    : book.settlements(shop.shopId).at(-1)?.releasedMs;
  return {
    total_income: {
      pending_amount: major(total(INCOME.pending)),
      to_release_amount: major(total(INCOME.toRelease)),
      released_amount: major(total(INCOME.released)),
    },
    latest_payout_date: last === undefined ? '' : isoDate(localDay(last, shop.region)),
  };
}

/** Flat. */
function getDetail(finance: FinanceCall): JsonObject {
  const { shop, fields, major, currency } = finance;
  const from = dayOfIso(fields.text('date_from'));
  const to = dayOfIso(fields.text('date_to'));
  if (from === undefined || to === undefined || from > to)
    throw fields.refuse('error_param', 'date_from and date_to must be dates such as 2026-01-31, the first not later.');
  const status = readStatus(finance);
  const rows = incomesOf(finance).filter((one) => {
    const day = localDay(one.atMs, shop.region);
    return day >= from && day <= to && (status === undefined || one.status === status);
  });
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 40;
  const { page, next } = readCursor(fields, rows);
  return {
    income_detail_list: {
      next_page: { cursor: next, page_size: size },
      income_detail_list_item: page.map((one) => ({
        payment_method: one.order.paymentMethod,
        order_sn: one.order.orderSn,
        description: '',
        status: STATUS_WORDS[one.status],
        currency,
        creation_date: seconds(one.order.createdMs),
        ...amountsOf(one, major(one.amount)),
      })),
    },
  };
}

const STATUS_WORDS = ['To Release', 'Released', 'Pending'];

/** Which field says how much, and when, follows from where the money is. */
function amountsOf({ status, atMs }: Income, amount: number): JsonObject {
  if (status === INCOME.pending) return { estimated_escrow_amount: amount, estimated_payout_time: 0 };
  if (status === INCOME.toRelease) return { to_release_amount: amount, estimated_payout_time: 0 };
  return { released_amount: amount, actual_payout_time: seconds(atMs) };
}

function settlementsIn({ shop, book }: FinanceCall, window: { fromMs: number; toMs: number }): Settlement[] {
  return book.settlements(shop.shopId).filter((one) => isWithin(one.releasedMs, window));
}

function generateReport(finance: FinanceCall): JsonObject {
  const { shop, fields, book, major, currency } = finance;
  const window = readWindow(fields, 'release_time', LONGEST_REPORT_SECONDS);
  const rows = settlementsIn(finance, window).map(({ order, escrow, releasedMs }) => [
    order.orderSn,
    isoDate(localDay(releasedMs, shop.region)),
    currency,
    major(escrow.fields.original_cost_of_goods_sold),
    major(escrow.fields.seller_return_refund),
    major(escrow.fields.commission_fee),
    major(escrow.fields.seller_transaction_fee),
    major(escrow.amount),
  ]);
  const head = 'Order ID,Released on,Currency,Goods,Refund,Commission fee,Transaction fee,Released amount';
  const report = book.reports.add({
    shopId: shop.shopId,
    kind: 'report',
    fileName: `Income.${nameOf(window, shop.region)}.csv`,
    contentType: 'text/csv',
    bytes: Buffer.from(`${[head, ...rows.map((row) => row.join(','))].join('\r\n')}\r\n`),
  });
  return { response: { id: report.id } };
}

/** One page for a week or a month. Only local shops may choose the second type. */
function generateStatement(finance: FinanceCall): JsonObject {
  const { shop, fields, book, major, currency } = finance;
  const type = fields.optionalInt('statement_type', { min: 1, max: shop.isCrossBorder ? 1 : 2 }) ?? 1;
  const window = readWindow(fields, 'release_time', LONGEST_REPORT_SECONDS);
  if (!isStatementWindow(window, shop.region))
    throw fields.refuse('error_param', 'A statement covers a week from Monday to Sunday, or a month, in local time.');
  const settlements = settlementsIn(finance, window);
  const lines = [
    `Income statement of shop ${shop.shopId}`,
    nameOf(window, shop.region),
    `Type ${type}`,
    `Orders ${settlements.length}`,
    `Released ${currency} ${major(sumOf({ settlements, adjustments: [] }))}`,
  ];
  const report = book.reports.add({
    shopId: shop.shopId,
    kind: 'statement',
    fileName: `Statement.${nameOf(window, shop.region)}.pdf`,
    contentType: 'application/pdf',
    bytes: writePdf([lines]),
  });
  return { response: { id: report.id } };
}

const nameOf = ({ fromMs, toMs }: { fromMs: number; toMs: number }, region: string): string =>
  [fromMs, toMs].map((ms) => isoDate(localDay(ms, region)).replaceAll('-', '')).join('_');

function getReport({ call, shop, fields, book }: FinanceCall, kind: Report['kind']): JsonObject {
  const report = book.reports.find(shop.shopId, fields.int(`income_${kind}_id`));
  if (!report || report.kind !== kind) throw new ApiError('error_not_found', `The income ${kind} does not exist.`);
  const status = book.reports.poll(report);
  const isReady = status !== REPORT_STATUS.processing;
  return {
    response: {
      id: report.id,
      file_name: report.fileName,
      status,
      generated_time: seconds(report.createdMs),
      file_link: isReady ? `${call.world.baseUrl()}${book.reports.linkOf(report)}` : '',
    },
  };
}
