import { InvalidRequestError } from '../port/errors.js';
import type { OrderHeader, OrderPage, OrderWindow } from '../port/order.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { largestOrderOffset, lazadaCapabilities } from './capabilities.js';
import { wholeNumber } from './ids.js';
import { fromSiteTime, toSiteTime } from './sites.js';
import { ofAll, toOrderStatus } from './status.js';
import type { OrdersQuery } from './wire.js';

const pageSize = lazadaCapabilities.limits.ordersPerPage;

/** Where a list of orders goes on: after an instant, and behind those of that instant which were read already. */
interface Position {
  readonly since: number;
  readonly offset: number;
  /** The order before `offset`. When another one has taken its place, something has moved. */
  readonly lastRead: string;
  /** How often the orders of this instant were read from the start again. */
  readonly restarts: number;
}

const start = (since: number, restarts = 0): Position => ({ since, offset: 0, lastRead: '0', restarts });

/** A second's orders that still move after so many readings are not waited for. */
const mostRestarts = 5;

export function toListOrdersRequest({ since, until, cursor }: OrderWindow, country: SalesCountry): OrdersQuery {
  const position = positionOf(cursor, since);
  return {
    update_after: toSiteTime(new Date(position.since), country),
    update_before: toSiteTime(until, country),
    sort_by: 'updated_at',
    sort_direction: 'ASC',
    // With the last one of the page before, to see whether it is where it was.
    offset: String(Math.max(0, position.offset - 1)),
    limit: String(pageSize),
  };
}

/**
 * The next page begins a second before the last change of this one, not at an offset: an order that changes meanwhile
 * moves to the end of the list, and every order behind it would move up by one and be skipped. Only when a whole page
 * changed within one second does an offset help; then that second is read again when one of its orders has moved.
 */
export function fromListOrdersResponse(data: WireObject | null, window: OrderWindow, country: SalesCountry): OrderPage {
  const items = (data?.objects('orders') ?? []).map((order) => fromOrderResponse(order, country));
  const position = positionOf(window.cursor, window.since);
  const { since, offset, lastRead, restarts } = position;
  const moved = offset > 0 && items[0]?.orderNumber !== lastRead;
  if (moved && restarts < mostRestarts) return page(items, start(since, restarts + 1));
  if (items.length < pageSize) return { items, nextCursor: null, incomplete: moved };
  const last = Math.max(...items.map(({ updatedAt }) => updatedAt.getTime()));
  if (last - 1_000 > since) return { ...page(items, start(last - 1_000)), incomplete: moved };
  const next = Math.max(0, offset - 1) + items.length;
  if (next - 1 > largestOrderOffset) return { ...page(items, start(last + 1_000)), incomplete: true };
  const further = { since, offset: next, lastRead: items.at(-1)!.orderNumber, restarts };
  return { ...page(items, further), incomplete: moved };
}

const page = (items: readonly OrderHeader[], { since, offset, lastRead, restarts }: Position): OrderPage => ({
  items,
  nextCursor: [since, offset, lastRead, restarts].join('.'),
  incomplete: false,
});

function positionOf(cursor: string | null | undefined, since: Date): Position {
  if (cursor === null || cursor === undefined) return start(since.getTime());
  const [, at, offset, lastRead, restarts] = /^(\d{1,15})\.(\d{1,4})\.(\d{1,20})\.(\d{1,2})$/.exec(cursor) ?? [];
  if (at === undefined || lastRead === undefined) {
    throw new InvalidRequestError(
      { cause: 'The cursor is not one of a page of orders.', advice: 'Begin again without a cursor.' },
      { marketplace: 'lazada', operation: 'orders.listUpdatedSince' },
    );
  }
  return { since: Number(at), offset: Number(offset), lastRead, restarts: Number(restarts) };
}

export const toOrderRequest = (orderNumber: string): Record<string, string> => ({
  order_id: String(wholeNumber(orderNumber, 'orders.get')),
});

/** Leaves out all that says who the buyer is. */
export function fromOrderResponse(order: WireObject, country: SalesCountry): OrderHeader {
  const statuses = order.texts('statuses');
  return {
    orderNumber: order.id('order_id'),
    status: ofAll(statuses.map(toOrderStatus)),
    rawStatus: statuses.join(','),
    placedAt: instant(order, 'created_at'),
    updatedAt: instant(order, 'updated_at'),
    total: order.amount('price', currencyOfCountry[country]),
    unitCount: order.integer('items_count'),
    warehouseCode: order.textOrNull('warehouse_code'),
  };
}

function instant(row: WireObject, name: string): Date {
  return fromSiteTime(row.text(name)) ?? fail(row, name);
}

function fail(row: WireObject, name: string): never {
  throw row.violation(name, 'a time with an offset');
}
