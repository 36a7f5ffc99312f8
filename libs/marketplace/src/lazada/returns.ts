import { money, type Money } from '@pinglu/kernel';
import { InvalidRequestError } from '../port/errors.js';
import type {
  MarketplaceReturn,
  MarketplaceReturnLine,
  ReturnsWindow,
  ReturnStatus,
  ReverseReason,
} from '../port/reverse.types.js';
import { currencyOfCountry, type Page, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { wholeNumber } from './ids.js';
import { furthestBehind, toReturnStatus } from './status.js';
import type { ReturnsQuery } from './wire.js';

/** Lazada documents no limit, and 10 as what it takes when none is said. */
const pageSize = 50;

/** Where a list of returns goes on. */
interface Position {
  readonly page: number;
  /** How many there were when the page before was read; null on the first. */
  readonly total: number | null;
  /** The end of the window: the same for all pages, so that a return which changes meanwhile leaves the list. */
  readonly until: number;
}

export function toReturnsRequest(window: ReturnsWindow, now: Date): ReturnsQuery {
  const { page, until } = positionOf(window, now);
  return {
    page_no: String(page),
    page_size: String(pageSize),
    ReverseOrderLineModifiedTimeRangeStart: String(window.since.getTime()),
    ReverseOrderLineModifiedTimeRangeEnd: String(until),
  };
}

/**
 * Lazada does not say in which order it lists. A return that changes while we read leaves the list, and every return
 * behind it moves up by one: the total tells how many have left, and that many are read again. What has left comes with
 * the next window.
 */
export function fromReturnsResponse(
  body: WireObject,
  window: ReturnsWindow,
  { country, now }: { readonly country: SalesCountry; readonly now: Date },
): Page<MarketplaceReturn> {
  const list = listIn(body);
  const items = list.objects('items').map((item) => fromReturn(item, country));
  const { page, total: before, until } = positionOf(window, now);
  const total = list.integer('total');
  const left = Math.max(0, (before ?? total) - total);
  const next = left === 0 ? page + 1 : Math.max(1, page - Math.ceil(left / pageSize));
  const done = left === 0 && (items.length === 0 || page * pageSize >= total);
  return { items, nextCursor: done ? null : `${next}.${total}.${until}` };
}

/** In `result`, as documented; some have found it one level deeper, or in `data`. */
function listIn(body: WireObject): WireObject {
  for (const name of ['result', 'data']) {
    const inner = body.objectOrNull(name);
    if (inner !== null) return listIn(inner);
  }
  return body;
}

function positionOf({ cursor, until }: ReturnsWindow, now: Date): Position {
  if (cursor === null || cursor === undefined) {
    return { page: 1, total: null, until: Math.min(until.getTime(), now.getTime()) };
  }
  const [, page, total, end] = /^(\d{1,9})\.(\d{1,9})\.(\d{1,15})$/.exec(cursor) ?? [];
  if (page === undefined) {
    throw new InvalidRequestError(
      { cause: 'The cursor is not one of a page of returns.', advice: 'Begin again without a cursor.' },
      { marketplace: 'lazada', operation: 'returns.list' },
    );
  }
  return { page: Number(page), total: Number(total), until: Number(end) };
}

export const toReturnRequest = (returnId: string): Record<string, string> => ({
  reverse_order_id: String(wholeNumber(returnId, 'returns.get')),
});

/** From the list and from the detail, which has other names for some things. Leaves out who the buyer is. */
export function fromReturn(reverse: WireObject, country: SalesCountry): MarketplaceReturn {
  const rows = [...reverse.objects('reverse_order_lines'), ...reverse.objects('reverseOrderLineDTOList')];
  const [first] = rows;
  if (!first) throw reverse.violation('reverse_order_lines', 'at least one line');
  const rawKind = reverse.text('request_type');
  const kind = kindOf(rawKind);
  const lines = rows.map((row) => fromLine(row, country));
  const times = (name: string): Date[] => rows.map((row) => instant(row, name) ?? fail(row, name));
  return {
    returnId: reverse.id('reverse_order_id'),
    orderNumber: reverse.id('trade_order_id'),
    kind,
    rawKind,
    goesTo: kind === 'cancellation' || kind === 'refund_only' ? 'nowhere' : whereTo(reverse),
    status: furthestBehind(lines.map(({ status }) => status)),
    lines,
    requestedAt: new Date(Math.min(...times('return_order_line_gmt_create').map((at) => at.getTime()))),
    updatedAt: new Date(Math.max(...times('return_order_line_gmt_modified').map((at) => at.getTime()))),
  };
}

const kinds: Readonly<Record<string, MarketplaceReturn['kind']>> = {
  RETURN: 'return',
  ONLY_REFUND: 'refund_only',
  CANCEL: 'cancellation',
};

const kindOf = (raw: string): MarketplaceReturn['kind'] =>
  (Object.hasOwn(kinds, raw) ? kinds[raw] : undefined) ?? 'unrecognized';

/** `is_rtm`: to the merchant. Else to a warehouse of Lazada's, which decides by itself. */
const whereTo = (reverse: WireObject): MarketplaceReturn['goesTo'] =>
  reverse.flag('is_rtm') ? 'seller' : 'marketplace';

function fromLine(row: WireObject, country: SalesCountry): MarketplaceReturnLine {
  const rawStatus = row.text('reverse_status');
  const status = toReturnStatus(rawStatus);
  return {
    returnLineId: row.id('reverse_order_line_id'),
    externalLineId: row.idOrNull('trade_order_line_id'),
    sellerSku: row.text('seller_sku_id'),
    // A line is a unit.
    quantity: 1,
    refund: cents(row, 'refund_amount', country),
    status: row.flag('is_dispute') && !isOver(status) ? 'disputed' : status,
    rawStatus,
    reason: row.textOrNull('reason_text'),
    trackingNumber: row.textOrNull('tracking_number'),
    answerBy: instant(row, 'sla'),
  };
}

const isOver = (status: ReturnStatus): boolean => status === 'refunded' || status === 'withdrawn';

/** Whole numbers of the currency's smallest unit: cents, and dong, which have no parts. */
function cents(row: WireObject, name: string, country: SalesCountry): Money {
  return money(BigInt(row.integerOrNull(name) ?? 0), currencyOfCountry[country]);
}

/** Seconds in some answers and milliseconds in others. */
function instant(row: WireObject, name: string): Date | null {
  const value = row.integerOrNull(name);
  if (value === null || value <= 0) return null;
  return new Date(value < 100_000_000_000 ? value * 1_000 : value);
}

function fail(row: WireObject, name: string): never {
  throw row.violation(name, 'a time');
}

export const toRefusalReasonsRequest = (returnLineId: string): Record<string, string> => ({
  reverse_order_line_id: String(wholeNumber(returnLineId, 'returns.refusalReasons')),
});

/** In the language of the shop where Lazada has it. The name of the field lacks a letter. */
export const fromRefusalReasonsResponse = (data: readonly WireObject[]): ReverseReason[] =>
  data.map((row) => ({ reasonId: row.id('reason_id'), name: row.text('muti_language_text') || row.text('text') }));

/** The reasons that hold for all lines. */
export const inAll = (lists: readonly (readonly ReverseReason[])[]): ReverseReason[] =>
  (lists[0] ?? []).filter(({ reasonId }) => lists.every((list) => list.some((other) => other.reasonId === reasonId)));
