import type { Fields } from '../catalog/fields.js';
import { ApiError } from '../protocol/api-error.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { fieldsOf, orderOf } from './order-call.js';
import { packageLineAnswer } from './order-answer.js';
import { activeOf, type Order, type OrderPackage, type PackageLine } from './order.js';

const MAX_PARCELS = 5;

export const splitEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/order/split_order', method: 'POST', access: 'shop', handle: splitOrder },
  { path: '/api/v2/order/unsplit_order', method: 'POST', access: 'shop', handle: unsplitOrder },
];

const cannot = (message: string): ApiError => new ApiError('order.order_cannot_split', message);

function splitOrder(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const order = orderOf(call, fields);
  if (order.status !== 'READY_TO_SHIP') throw cannot('Only an order that is READY_TO_SHIP can be split.');
  if (order.isSplit) throw cannot('The order has been split already.');
  if (order.lines.some((line) => line.cancelled > 0)) throw cannot('Items of the order were cancelled.');
  const parcels = fields.someObjects('package_list', MAX_PARCELS);
  if (parcels.length < 2) throw fields.invalid('package_list', `length should be between 2 and ${MAX_PARCELS}`);
  const left = new Map(order.lines.map((line) => [line.lineItemId, line.quantity]));
  const plans = parcels.map((parcel) => parcel.someObjects('item_list', 50).map((row) => take(order, row, left)));
  if ([...left.values()].some((units) => units > 0)) throw cannot('Every item must be in one of the packages.');
  replacePackages(call, order, plans);
  order.isSplit = true;
  return {
    response: {
      order_sn: order.orderSn,
      package_list: order.packages.map((one) => ({
        package_number: one.packageNumber,
        item_list: one.lines.map((line) => packageLineAnswer(line, order)),
      })),
    },
  };
}

/** The units of one row, taken off what is left to be packed. */
function take(order: Order, row: Fields, left: Map<number, number>): PackageLine {
  const itemId = row.int('item_id');
  const modelId = row.optionalInt('model_id') ?? 0;
  const line = order.lines.find(
    ({ offer, lineItemId }) => offer.itemId === itemId && offer.modelId === modelId && (left.get(lineItemId) ?? 0) > 0,
  );
  if (!line) throw row.invalid('item_id', 'the order does not hold this item, or all of it is packed');
  const available = left.get(line.lineItemId) ?? 0;
  const quantity = row.optionalInt('model_quantity', { min: 1, max: available }) ?? available;
  left.set(line.lineItemId, available - quantity);
  return { line, quantity };
}

function unsplitOrder(call: ApiCall): JsonObject {
  const order = orderOf(call, fieldsOf(call));
  if (order.status !== 'READY_TO_SHIP' || order.packages.some((one) => one.arrangedMs > 0))
    throw new ApiError('order.error_status', 'Only an order that is READY_TO_SHIP can be put together again.');
  if (!order.isSplit) throw new ApiError('order.error_status', 'The order has not been split.');
  replacePackages(call, order, [order.lines.map((line) => ({ line, quantity: activeOf(line) }))]);
  order.isSplit = false;
  return { response: {} };
}

function replacePackages({ world }: ApiCall, order: Order, plans: readonly PackageLine[][]): void {
  const nowMs = world.nowMs();
  const before = order.packages[0]!;
  world.orders.removePackages(order.packages);
  order.packages = plans.map((lines): OrderPackage => ({
    ...before,
    packageNumber: world.orders.newPackageNumber(),
    lines,
    updatedMs: nowMs,
    documents: new Map(),
  }));
  world.orders.addPackages(order);
  world.orders.touch(order, nowMs);
}
