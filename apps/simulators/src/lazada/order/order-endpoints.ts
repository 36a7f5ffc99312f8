import { businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { parseLooseJson } from '../protocol/payload.js';
import { readInstant } from '../protocol/time.js';
import { itemAnswer, orderAnswer } from './order-answer.js';
import { ITEM_STATUSES, statusesOf, type ItemStatus, type Order } from './order.js';

export const orderEndpoints: readonly Endpoint[] = [
  { path: '/orders/get', access: 'seller', handle: listOrders },
  {
    path: '/order/get',
    access: 'seller',
    handle: (call) => ({ data: orderAnswer(noticed(call, findOrder(call, call.params.get('order_id')))) }),
  },
  {
    path: '/order/items/get',
    access: 'seller',
    handle: (call) => ({ data: noticed(call, findOrder(call, call.params.get('order_id'))).items.map(itemAnswer) }),
  },
  { path: '/orders/items/get', access: 'seller', handle: listItems },
  {
    path: '/order/invoice_number/set',
    access: 'seller',
    handle: ({ params, world, ...call }) => {
      const item = world.orders.item(sellerOf({ params, world, ...call }), Number(params.get('order_item_id')));
      if (!item) throw businessError(20, 'Invalid Order Item ID');
      item.invoiceNumber = params.get('invoice_number') ?? '';
      return { data: { order_item_id: item.itemId, invoice_number: item.invoiceNumber } };
    },
  },
];

/** What the filter words mean beside the statuses themselves. */
const FILTERS: Readonly<Record<string, readonly ItemStatus[]>> = {
  all: ITEM_STATUSES,
  topack: ['pending', 'repacked'],
  toship: ['packed', 'ready_to_ship'],
  shipping: ['shipped'],
};
// Statuses of other kinds of shop: known words that match nothing here.
const FOREIGN = new Set(['failed', 'ready_to_ship_pending', 'lost', 'confirmed']);

function listOrders(call: ApiCall): JsonObject {
  const { params } = call;
  const createdAfter = readInstant(params, 'created_after');
  const updateAfter = readInstant(params, 'update_after');
  if (createdAfter === undefined && updateAfter === undefined) throw missingParameter('created_after');
  const bounds = {
    createdAfter: createdAfter ?? -Infinity,
    createdBefore: readInstant(params, 'created_before') ?? Infinity,
    updateAfter: updateAfter ?? -Infinity,
    updateBefore: readInstant(params, 'update_before') ?? Infinity,
  };
  const statuses = readStatusFilter(params.get('status'));
  const offset = whole(params.get('offset'), { fallback: 0, max: 5000, code: 14, message: 'Invalid Offset' });
  const limit = whole(params.get('limit'), { fallback: 100, max: 100, code: 19, message: 'Invalid Limit' });
  const sortBy = oneOf(params.get('sort_by'), ['created_at', 'updated_at'], 75, 'Invalid sort filter');
  const direction = oneOf(params.get('sort_direction')?.toUpperCase(), ['ASC', 'DESC'], 74, 'Invalid sort direction');
  const found = call.world.orders
    .of(sellerOf(call))
    .filter(
      (one) =>
        within(one, bounds) && (statuses === undefined || statusesOf(one).some((status) => statuses.includes(status))),
    );
  const at = sortBy === 'updated_at' ? (one: Order) => one.updatedMs : (one: Order) => one.createdMs;
  const sign = direction === 'DESC' ? -1 : 1;
  found.sort((a, b) => sign * (at(a) - at(b) || a.orderId - b.orderId));
  const page = found.slice(offset, offset + limit);
  for (const order of page) noticed(call, order);
  return { data: { count: page.length, countTotal: found.length, orders: page.map(orderAnswer) } };
}

interface Bounds {
  readonly createdAfter: number;
  readonly createdBefore: number;
  readonly updateAfter: number;
  readonly updateBefore: number;
}

/** Instants count in whole seconds, as they are shown; both ends belong to the window. */
function within(order: Order, bounds: Bounds): boolean {
  const created = Math.floor(order.createdMs / 1000) * 1000;
  const updated = Math.floor(order.updatedMs / 1000) * 1000;
  return (
    created >= bounds.createdAfter &&
    created <= bounds.createdBefore &&
    updated >= bounds.updateAfter &&
    updated <= bounds.updateBefore
  );
}

function readStatusFilter(value: string | undefined): readonly ItemStatus[] | undefined {
  if (value === undefined || value === '' || value === 'all') return undefined;
  const own = ITEM_STATUSES.find((one) => one === value);
  if (own) return [own];
  const words = FILTERS[value];
  if (words) return words;
  if (FOREIGN.has(value)) return [];
  throw businessError(36, 'Invalid status filter');
}

function listItems(call: ApiCall): JsonObject {
  const list = call.params.get('order_ids');
  if (!list) throw missingParameter('order_ids');
  const ids = parseLooseJson(list);
  if (!Array.isArray(ids)) throw businessError(56, 'Invalid OrdersIdList format. Must use array format [1,2]');
  if (ids.length > 50) throw businessError(38, 'Too many orders were requested');
  if (ids.some((id) => !/^\d{1,16}$/.test(String(id))))
    throw businessError(37, 'One or more order id in the list are incorrect');
  const orders = ids.flatMap((id) => call.world.orders.findOf(sellerOf(call), Number(id)) ?? []);
  if (orders.length === 0) throw businessError(39, 'No orders were found');
  return {
    data: orders.map((order) => ({
      order_id: order.orderId,
      order_number: order.orderId,
      order_items: noticed(call, order).items.map(itemAnswer),
    })),
  };
}

export function findOrder(call: ApiCall, orderId: string | undefined): Order {
  if (!orderId) throw missingParameter('order_id');
  const order = call.world.orders.findOf(sellerOf(call), Number(orderId));
  if (!order) throw businessError(16, 'Invalid Order ID');
  return order;
}

function noticed(call: ApiCall, order: Order): Order {
  call.world.calls.reacted(order, 'order → read by seller');
  return order;
}

interface WholeRule {
  readonly fallback: number;
  readonly max: number;
  readonly code: number;
  readonly message: string;
}

function whole(value: string | undefined, rule: WholeRule): number {
  if (value === undefined || value === '') return rule.fallback;
  if (!/^\d+$/.test(value) || Number(value) > rule.max) throw businessError(rule.code, rule.message);
  return Number(value);
}

function oneOf(
  value: string | undefined,
  allowed: readonly string[],
  code: number,
  message: string,
): string | undefined {
  if (value !== undefined && value !== '' && !allowed.includes(value)) throw businessError(code, message);
  return value || undefined;
}
