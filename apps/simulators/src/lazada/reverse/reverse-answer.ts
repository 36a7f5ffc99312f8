import type { JsonObject } from '../protocol/json.js';
import type { ReverseLine, ReverseOrder } from './reverse-order.js';

const DAY_MS = 86_400_000;
const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A reverse order as the list has it. */
export const listedAnswer = (reverse: ReverseOrder): JsonObject => ({
  ...headAnswer(reverse),
  reverse_order_lines: reverse.lines.map((line) => ({
    ...lineAnswer(line),
    product: { product_id: line.item.sku.product.itemId, product_sku: String(line.item.sku.skuId) },
    buyer: { buyer_id: line.item.order.buyer.id },
    receiver_address: reverse.returnTo === undefined ? '' : '1 Minzu Avenue',
  })),
});

/** The same one read by itself: some things have other names. */
export const detailAnswer = (reverse: ReverseOrder): JsonObject => ({
  ...headAnswer(reverse),
  reverseOrderLineDTOList: reverse.lines.map((line) => ({
    ...lineAnswer(line),
    productDTO: { product_id: line.item.sku.product.itemId, sku: String(line.item.sku.skuId) },
    buyer: { user_id: line.item.order.buyer.id },
  })),
});

const headAnswer = ({ reverseOrderId, order, requestType, returnTo }: ReverseOrder): JsonObject => ({
  reverse_order_id: reverseOrderId,
  trade_order_id: order.orderId,
  request_type: requestType,
  is_rtm: returnTo === 'RTM',
  shipping_type: returnTo === undefined ? '' : 'PICK_UP',
});

/** Amounts are in minor units: cents, and whole VND. Times are in seconds. */
const lineAnswer = (line: ReverseLine): JsonObject => ({
  reverse_order_line_id: line.lineId,
  trade_order_line_id: line.item.itemId,
  reverse_status: line.status,
  ofc_status: line.ofcStatus,
  seller_sku_id: line.item.sku.sellerSku,
  platform_sku_id: line.item.sku.shopSku,
  reason_code: line.reason.id,
  reason_text: line.reason.text,
  refund_amount: line.item.price,
  item_unit_price: line.item.price,
  refund_payment_method: line.item.order.paymentMethod,
  whqc_decision: line.qcDecision,
  is_need_refund: line.item.order.paymentMethod !== 'COD' || line.reverse.requestType !== 'CANCEL',
  is_dispute: line.isDispute,
  tracking_number: line.trackingNumber,
  trade_order_gmt_create: seconds(line.item.order.createdMs),
  return_order_line_gmt_create: seconds(line.createdMs),
  return_order_line_gmt_modified: seconds(line.modifiedMs),
  sla: line.createdMs + 2 * DAY_MS,
});
