import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { OrderItem } from '../order/order.js';
import { cancelReasons } from './reasons.js';
import { readTexts, reverseError } from './reverse-call.js';
import { awaitsCancelDecision } from './reverse-order.js';

export const cancelEndpoints: readonly Endpoint[] = [
  { path: '/order/reverse/cancel/validate', access: 'seller', handle: validate },
  { path: '/order/reverse/cancel/create', access: 'seller', handle: create },
  { path: '/order/reverse/cancel/seller/decide', access: 'seller', handle: decide },
];

/** An order that cannot be cancelled is no failure of the call: the tip says so. */
const NOT_CANCELABLE: JsonObject = {
  tip_content: 'This order cannot be canceled, please check the status of its items',
  tip_type: 'error',
};

function validate(call: ApiCall): JsonObject {
  const items = readItems(call);
  if (!items.every((item) => call.world.orderMoves.isCancelable(item)))
    return { data: { ...NOT_CANCELABLE, reason_options: [] } };
  const reasons = cancelReasons(sellerOf(call).site);
  const packed = items.some((item) => item.pack);
  return {
    data: {
      tip_content: packed ? 'All items of the package will be canceled; repack it to cancel only some of them' : '',
      tip_type: packed ? 'warning' : 'success',
      reason_options: reasons.map(({ id, text }) => ({ reason_name: text, reason_id: String(id) })),
    },
  };
}

function create(call: ApiCall): JsonObject {
  const items = readItems(call);
  const reasonId = call.params.get('reason_id');
  const reason = cancelReasons(sellerOf(call).site).find((one) => String(one.id) === reasonId);
  if (!reason) throw reverseError(104, 'reason is empty or invalid');
  const { orderMoves } = call.world;
  if (!items.every((item) => orderMoves.isCancelable(item))) return { data: NOT_CANCELABLE };
  orderMoves.cancel(items, { initiator: 'cancellation-seller', reason, operator: 'seller' });
  return { data: { tip_content: 'The cancellation is done', tip_type: 'success' } };
}

function readItems(call: ApiCall): OrderItem[] {
  const { params, world } = call;
  const orderId = params.get('order_id');
  if (!orderId) throw reverseError(115, 'order id is null');
  const order = world.orders.findOf(sellerOf(call), Number(orderId));
  if (!order) throw reverseError(122, 'invalid trade order');
  const ids = readTexts(params.get('order_item_id_list'));
  if (ids.length === 0) throw reverseError(102, 'trade order line id is empty or invalid');
  return ids.map((id) => {
    const item = order.items.find((one) => String(one.itemId) === id);
    if (!item) throw reverseError(123, `invalid trade order lines ${id}`);
    return item;
  });
}

/** The seller's answer to a buyer who wants to cancel. */
function decide(call: ApiCall): JsonObject {
  const { params, world } = call;
  const reverse = world.reverses.findOf(sellerOf(call), Number(params.get('reverse_order_id')));
  if (!reverse) throw reverseError(105, 'reverse order id is empty or invalid');
  const agree = params.get('agree_cancel')?.toLowerCase();
  if ((agree !== 'true' && agree !== 'false') || !reverse.lines.some(awaitsCancelDecision))
    throw reverseError(131, 'no decision for this reverse order');
  world.calls.took('cancellation asked → decided', performance.now() - reverse.openedAtMs);
  world.reverseMoves.decideCancel(reverse, agree === 'true', 'seller');
  return { data: null };
}
