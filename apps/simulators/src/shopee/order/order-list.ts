import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Order } from './order.js';
import { fieldsOf, orderNotFound } from './order-call.js';
import { orderAnswer } from './order-answer.js';
import type { TimeField } from './order-store.js';

const MAX_WINDOW_SECONDS = 15 * 86_400;
const MAX_IDS = 50;
/** The statuses that a list can be asked for. */
const FILTERS = [
  'UNPAID',
  'READY_TO_SHIP',
  'PROCESSED',
  'SHIPPED',
  'COMPLETED',
  'IN_CANCEL',
  'CANCELLED',
  'INVOICE_PENDING',
] as const;

export function listOrders(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const shop = shopOf(call);
  const rangeField = fields.oneOf('time_range_field', ['create_time', 'update_time']);
  const field: TimeField = rangeField === 'create_time' ? 'createdMs' : 'updatedMs';
  const from = fields.int('time_from');
  const to = fields.int('time_to');
  if (from >= to || to - from > MAX_WINDOW_SECONDS)
    throw new ApiError('order.order_list_invalid_time', 'Start time must be earlier than end time and diff in 15days.');
  const size = fields.int('page_size', { min: 1, max: 100 });
  const status = fields.has('order_status') ? fields.oneOf('order_status', FILTERS) : undefined;
  const isStatusWanted = fields.texts('response_optional_fields').includes('order_status');
  const all = call.world.orders.sorted(shop.shopId, field);
  const start = Math.max(
    firstAt(all, field, from * 1000),
    afterCursor(all, field, fields.optionalText('cursor') ?? ''),
  );
  // A page may be one row short, as the marketplace allows itself.
  const limit = call.world.settings.shortPages ? Math.max(1, size - 1) : size;
  const rows: Order[] = [];
  let next = start;
  for (; next < all.length && rows.length < limit; next += 1) {
    const order = all[next]!;
    if (order[field] >= (to + 1) * 1000) break;
    if (status === undefined || order.status === status) rows.push(order);
  }
  const more = hasMore(all, { next, field, to, status });
  const last = rows.at(-1);
  return {
    response: {
      more,
      next_cursor: more && last ? cursorOf(last, field) : '',
      order_list: rows.map((order) => ({
        order_sn: order.orderSn,
        ...(isStatusWanted ? { order_status: order.status } : {}),
        booking_sn: '',
      })),
    },
  };
}

function hasMore(
  all: readonly Order[],
  rest: { next: number; field: TimeField; to: number; status: string | undefined },
): boolean {
  for (let index = rest.next; index < all.length; index += 1) {
    const order = all[index]!;
    if (order[rest.field] >= (rest.to + 1) * 1000) return false;
    if (rest.status === undefined || order.status === rest.status) return true;
  }
  return false;
}

/** The place behind the last row seen. It stays right when rows come or go before it. */
const cursorOf = (order: Order, field: TimeField): string =>
  Buffer.from(`${order[field]}.${order.orderSn}`).toString('base64url');

function afterCursor(all: readonly Order[], field: TimeField, cursor: string): number {
  if (cursor === '') return 0;
  const match = /^(\d+)\.(\w+)$/.exec(Buffer.from(cursor, 'base64url').toString('utf8'));
  if (!match) throw new ApiError('order.error_param', 'Wrong parameters, detail: the cursor is invalid.');
  const ms = Number(match[1]);
  let index = firstAt(all, field, ms);
  while (index < all.length && all[index]![field] === ms && all[index]!.orderSn <= match[2]!) index += 1;
  return index;
}

/** By halving: the place of the first order not before this instant. */
function firstAt(all: readonly Order[], field: TimeField, ms: number): number {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]![field] < ms) low = middle + 1;
    else high = middle;
  }
  return low;
}

export function orderDetails(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const { shopId } = shopOf(call);
  const { orders, settings } = call.world;
  const numbers = fields.texts('order_sn_list');
  if (numbers.length === 0 || numbers.length > MAX_IDS)
    throw fields.invalid('order_sn_list', `length should be between 1 and ${MAX_IDS}`);
  const wanted = new Set(fields.texts('response_optional_fields'));
  const found = numbers.flatMap((orderSn) => orders.findOf(shopId, orderSn) ?? []);
  const missing = numbers.filter((orderSn) => !orders.findOf(shopId, orderSn));
  if (found.length === 0 || (missing.length > 0 && settings.unknownOrders === 'fail')) throw orderNotFound();
  for (const order of found) call.world.calls.reacted(order, 'order → read by seller');
  return {
    ...(missing.length > 0 ? { warning: `The orders were not found: ${missing.join(',')}` } : {}),
    response: { order_list: found.map((order) => orderAnswer(call.world, order, wanted)) },
  };
}
