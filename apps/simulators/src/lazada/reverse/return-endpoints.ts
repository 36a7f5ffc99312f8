import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isNode, parseLooseJson, textOf } from '../protocol/payload.js';
import { refusalReasons } from './reasons.js';
import { detailAnswer } from './reverse-answer.js';
import { readTexts, reverseError } from './reverse-call.js';
import { listReverseOrders } from './reverse-list.js';
import type { Reason, ReverseLine, ReverseOrder } from './reverse-order.js';
import { resultOf, SELLER_ACTIONS, whyNotAsked, type SellerAction } from './return-rules.js';

export const returnEndpoints: readonly Endpoint[] = [
  { path: '/reverse/getreverseordersforseller', access: 'seller', handle: listReverseOrders },
  {
    path: '/order/reverse/return/detail/list',
    access: 'seller',
    handle: (call) => {
      const id = call.params.get('reverse_order_id');
      if (!id) throw reverseError(105, 'reverse order id is empty or invalid');
      const reverse = call.world.reverses.findOf(sellerOf(call), Number(id));
      if (!reverse) throw reverseError(106, 'ROC internal error');
      return { data: detailAnswer(reverse) };
    },
  },
  { path: '/order/reverse/return/history/list', access: 'seller', handle: history },
  {
    path: '/order/reverse/reason/list',
    access: 'seller',
    handle: (call) => {
      readLine(call);
      const reasons = refusalReasons(sellerOf(call).site);
      return { data: reasons.map(({ id, text }) => ({ reason_id: id, muti_language_text: text, text })) };
    },
  },
  { path: '/order/reverse/return/update', access: 'seller', handle: update },
  { path: '/order/reverse/onlyrefund/seller/decide', access: 'seller', handle: decideRefund },
];

function history(call: ApiCall): JsonObject {
  const line = readLine(call);
  const size = readPage(call, { name: 'page_size', fallback: 10, code: 120, message: 'page size invalid' });
  const page = readPage(call, { name: 'page_number', fallback: 1, code: 121, message: 'page number invalid' });
  const shown = line.history.toReversed().slice((page - 1) * size, page * size);
  return {
    data: {
      list: shown.map(({ operator, text, pictures, atMs }) => ({ operator, text, picture: pictures, time: atMs })),
      page_info: { page_size: size, current_page_number: page, total: line.history.length },
    },
  };
}

function readPage(call: ApiCall, rule: { name: string; fallback: number; code: number; message: string }): number {
  const value = call.params.get(rule.name);
  if (!value) return rule.fallback;
  if (!/^[1-9]\d{0,5}$/.test(value)) throw reverseError(rule.code, rule.message);
  return Number(value);
}

function readLine(call: ApiCall): ReverseLine {
  const id = call.params.get('reverse_order_line_id');
  if (!id) throw reverseError(103, 'reverse order line id is empty when query reject reason');
  const line = call.world.reverses.lineOf(sellerOf(call), Number(id));
  if (!line) throw reverseError(106, 'ROC internal error');
  return line;
}

/** The seller's steps in a return that goes back to the merchant. */
function update(call: ApiCall): JsonObject {
  const { params, world } = call;
  const action = readAction(params.get('action'), SELLER_ACTIONS);
  const reverse = readReverse(call);
  const lines = readLines(call, reverse);
  const reason = refusalReasons(sellerOf(call).site).find((one) => String(one.id) === params.get('reason_id'));
  const comment = params.get('comment') ?? '';
  const pictures = readPictures(params.get('image_info'), 'url');
  const wrong = whyNotAsked({
    action,
    lines: lines.length,
    hasReason: reason !== undefined,
    hasComment: comment !== '',
    images: pictures.length,
  });
  if (wrong) throw reverseError(wrong.code, wrong.message);
  const plans = lines.map((line) => ({ line, status: resultOf(action, line) }));
  if (plans.some(({ status }) => status === undefined))
    throw reverseError(114, 'this reverse does not support this action');
  const isFirst = reverse.lines.every((line) => line.history.every(({ operator }) => operator !== 'seller'));
  if (isFirst) world.calls.took('return asked → answered', performance.now() - reverse.openedAtMs);
  for (const { line, status } of plans)
    world.reverseMoves.move(line, {
      status: status!,
      ...(action === 'agreeReturn' && { ofc: 'RETURN_PICKUP_PENDING' as const }),
      said: { operator: 'seller', text: comment || SAID[action], pictures },
    });
  return { data: updateAnswer(reverse, lines, reason) };
}

const SAID: Readonly<Record<SellerAction, string>> = {
  instantRefund: 'The seller refunds without taking the goods back.',
  agreeReturn: 'The seller takes the goods back.',
  refuseReturn: 'The seller does not take the goods back.',
  confirmDelivery: 'The seller has received the goods.',
  agreeRefund: 'The seller refunds.',
  refuseRefund: 'The seller does not refund.',
};

function updateAnswer(reverse: ReverseOrder, lines: readonly ReverseLine[], reason: Reason | undefined): JsonObject {
  return {
    reverse_order_id: reverse.reverseOrderId,
    total_refund: String(lines.reduce((sum, { item }) => sum + item.price, 0)),
    reason_info: reason ? [{ reason_id: reason.id, reason_name: reason.text }] : [],
    reverse_order_line: lines.map((line) => ({
      reverse_order_line_id: line.lineId,
      order_line_id: line.item.itemId,
      order_id: line.item.order.orderId,
      seller_sku: line.item.sku.sellerSku,
      refund_amount: line.item.price,
      paid_price: line.item.price,
      apply_reason: line.reason.text,
      reason_id: line.reason.id,
      reason_name: line.reason.text,
      is_cancel: reverse.requestType === 'CANCEL',
    })),
  };
}

/** A buyer wants the money and keeps the goods. */
function decideRefund(call: ApiCall): JsonObject {
  const { params, world } = call;
  const action = readAction(params.get('action'), ['agreeRefund', 'startDispute'] as const);
  const reverse = readReverse(call);
  const lines = readLines(call, reverse);
  if (lines.length > 1) throw reverseError(133, 'do not support batch operation');
  const comment = params.get('comment') ?? '';
  const pictures = readPictures(params.get('image_info_list'), 'file_url');
  const line = lines[0]!;
  if (action === 'startDispute' && comment === '') throw reverseError(109, "comment can't be empty if startDispute");
  if (action === 'startDispute' && pictures.length === 0)
    throw reverseError(110, "image can't be empty if startDispute");
  if (reverse.requestType !== 'ONLY_REFUND' || line.status !== 'REQUEST_INITIATE' || line.isDispute)
    throw reverseError(114, 'this reverse does not support this action');
  const { reverseMoves } = world;
  if (action === 'startDispute') {
    line.isDispute = true;
    reverseMoves.changed(line, { operator: 'seller', text: comment, pictures });
  } else {
    const said = { operator: 'seller', text: comment || SAID.agreeRefund, pictures } as const;
    reverseMoves.move(line, { status: 'REFUND_PENDING', said });
    reverseMoves.move(line, {
      status: 'REFUND_SUCCESS',
      said: { operator: 'platform', text: 'The refund is issued.' },
    });
  }
  return { data: null };
}

function readAction<T extends string>(value: string | undefined, allowed: readonly T[]): T {
  if (!value) throw missingParameter('action');
  const action = allowed.find((one) => one === value);
  if (!action) throw reverseError(107, 'invalid action');
  return action;
}

function readReverse(call: ApiCall): ReverseOrder {
  const id = call.params.get('reverse_order_id');
  if (!id || !/^\d+$/.test(id)) throw reverseError(125, 'invalid reverse id');
  const reverse = call.world.reverses.findOf(sellerOf(call), Number(id));
  if (!reverse) throw reverseError(112, 'no reverse order found');
  return reverse;
}

function readLines(call: ApiCall, reverse: ReverseOrder): ReverseLine[] {
  const ids = readTexts(call.params.get('reverse_order_item_ids'));
  if (ids.length === 0) throw reverseError(100, 'reverse order list is empty');
  return ids.map((id) => {
    const line = reverse.lines.find((one) => String(one.lineId) === id);
    if (!line) throw reverseError(126, 'invalid reverse order lines');
    return line;
  });
}

function readPictures(value: string | undefined, field: string): string[] {
  const parsed = value ? parseLooseJson(value) : [];
  return (Array.isArray(parsed) ? parsed : []).flatMap((one: unknown) =>
    isNode(one) ? (textOf(one, field) ?? []) : [],
  );
}
