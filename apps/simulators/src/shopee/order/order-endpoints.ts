import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Fields } from '../catalog/fields.js';
import { fullAddress } from './buyer.js';
import { fieldsOf, orderOf } from './order-call.js';
import { listOrders, orderDetails } from './order-list.js';
import { activeOf, type Order, type OrderLine } from './order.js';
import { splitEndpoints } from './split-endpoints.js';

export const orderEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/order/get_order_list', method: 'GET', access: 'shop', handle: listOrders },
  { path: '/api/v2/order/get_order_detail', method: 'GET', access: 'shop', handle: orderDetails },
  { path: '/api/v2/order/cancel_order', method: 'POST', access: 'shop', handle: cancelOrder },
  { path: '/api/v2/order/handle_buyer_cancellation', method: 'POST', access: 'shop', handle: answerBuyer },
  { path: '/api/v2/order/set_note', method: 'POST', access: 'shop', handle: setNote },
  { path: '/api/v2/order/get_buyer_invoice_info', method: 'POST', access: 'shop', handle: invoiceInfo },
  ...splitEndpoints,
];

const REASONS = ['OUT_OF_STOCK', 'CUSTOMER_REQUEST', 'UNDELIVERABLE_AREA', 'COD_NOT_SUPPORTED'] as const;
const updateTime = (order: Order): JsonObject => ({ response: { update_time: Math.floor(order.updatedMs / 1000) } });

function cancelOrder(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const order = orderOf(call, fields);
  const reason = fields.oneOf('cancel_reason', REASONS);
  if (!['UNPAID', 'READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP'].includes(order.status))
    throw new ApiError(
      'order.error_param',
      'Wrong parameters, detail: the order status does not support cancellation.',
    );
  const part = fields.objects('partial_cancel_item_list');
  if (reason === 'OUT_OF_STOCK' && part.length === 0) {
    const named = fields.someObjects('item_list', 50);
    for (const row of named) lineOf(order, row);
  }
  const units = part.length > 0 ? partOf(order, part) : undefined;
  if (units && order.lines.some((line) => activeOf(line) > (units.get(line.lineItemId) ?? 0)))
    call.world.orderMoves.cancelUnits(order, units);
  else call.world.orderMoves.cancelNow(order, { by: 'seller', reason });
  return updateTime(order);
}

/** How many units of which line. Needs that many. */
function partOf(order: Order, rows: readonly Fields[]): Map<number, number> {
  if (order.status !== 'READY_TO_SHIP' || order.isSplit)
    throw new ApiError('order.error_limit', 'Items can be cancelled only before shipment is arranged.');
  const units = new Map<number, number>();
  for (const row of rows) {
    const line = lineOf(order, row);
    const count = row.int('model_quantity', { min: 1 }) + (units.get(line.lineItemId) ?? 0);
    if (count > activeOf(line)) throw row.invalid('model_quantity', `value must not be more than ${activeOf(line)}`);
    units.set(line.lineItemId, count);
  }
  return units;
}

function lineOf(order: Order, row: Fields): OrderLine {
  const itemId = row.int('item_id');
  const modelId = row.optionalInt('model_id') ?? 0;
  const line = order.lines.find(({ offer }) => offer.itemId === itemId && offer.modelId === modelId);
  if (!line) throw row.invalid('item_id', 'the order does not hold this item');
  return line;
}

function answerBuyer(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const order = orderOf(call, fields);
  const operation = fields.oneOf('operation', ['ACCEPT', 'REJECT']);
  if (order.status !== 'IN_CANCEL')
    throw new ApiError(
      'order.cancel_order_invalid_status',
      'The order is not waiting for an answer to a cancellation.',
    );
  call.world.orderMoves.answerCancellation(order, operation === 'ACCEPT');
  return updateTime(order);
}

function setNote(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const order = orderOf(call, fields);
  order.note = fields.optionalText('note') ?? '';
  order.noteMs = call.world.nowMs();
  call.world.orders.touch(order, order.noteMs);
  return { response: {} };
}

/** Each answer stands by itself: an order that is not there is an error in its own row. */
function invoiceInfo(call: ApiCall): JsonObject {
  const { shopId } = shopOf(call);
  const rows = fieldsOf(call).someObjects('queries', 50);
  return {
    response: {
      invoice_info_list: rows.map((row) => {
        const orderSn = row.text('order_sn');
        const order = call.world.orders.findOf(shopId, orderSn);
        if (!order) return { order_sn: orderSn, error: 'order not found', is_requested: false };
        const { buyer } = order;
        return {
          order_sn: orderSn,
          invoice_type: 'personal',
          is_requested: false,
          invoice_detail: call.world.settings.maskBuyers
            ? { name: '****', email: '****', phone_number: '****', address: '****' }
            : { name: buyer.name, email: '', phone_number: buyer.phone, address: fullAddress(buyer) },
          error: '',
        };
      }),
    },
  };
}
