import { ApiError } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { escrowAnswer } from './escrow-answer.js';
import { isWithin, paymentEndpoint, readPage, readWindow, seconds, type FinanceCall } from './finance-call.js';

const MAX_BATCH = 50;

export const escrowEndpoints: readonly Endpoint[] = [
  paymentEndpoint('get_escrow_detail', 'GET', getDetail),
  // The documentation says GET, the gateway takes POST.
  paymentEndpoint('get_escrow_detail_batch', 'ANY', getDetails),
  paymentEndpoint('get_escrow_list', 'GET', listReleased),
  {
    path: '/api/v2/payment/get_payment_method_list',
    method: 'GET',
    access: 'public',
    handle: () => ({ response: PAYMENT_METHODS }),
  },
];

const PAYMENT_METHODS = ['SG', 'MY', 'TH', 'VN', 'PH', 'ID'].map((region) => ({
  payment_method: ['Credit Card/Debit Card', 'ShopeePay', ...(region === 'SG' ? [] : ['Cash on Delivery'])],
  region,
}));

function getDetail({ call, shop, fields, book }: FinanceCall): JsonObject {
  const order = call.world.orders.findOf(shop.shopId, fields.text('order_sn'));
  if (!order) throw new ApiError('order_not_found', 'Wrong parameters, detail: the order is not found.');
  return { response: escrowAnswer(book, order) };
}

/** An array. Orders that are not the shop's are left out. */
function getDetails({ call, shop, fields, book }: FinanceCall): JsonObject {
  const numbers = fields.texts('order_sn_list');
  if (numbers.length === 0) throw fields.notNull('order_sn_list');
  if (numbers.length > MAX_BATCH) throw fields.invalid('order_sn_list', `length should be between 1 and ${MAX_BATCH}`);
  const orders = numbers.flatMap((orderSn) => call.world.orders.findOf(shop.shopId, orderSn) ?? []);
  return { response: orders.map((order) => ({ escrow_detail: escrowAnswer(book, order) })) };
}

function listReleased({ shop, fields, book, major }: FinanceCall): JsonObject {
  const window = readWindow(fields, 'release_time', Number.MAX_SAFE_INTEGER);
  const { from, size } = readPage(fields);
  const all = book.settlements(shop.shopId).filter((one) => isWithin(one.releasedMs, window));
  return {
    response: {
      escrow_list: all.slice(from, from + size).map(({ order, escrow, releasedMs }) => ({
        order_sn: order.orderSn,
        payout_amount: major(escrow.amount),
        escrow_release_time: seconds(releasedMs),
      })),
      more: from + size < all.length,
    },
  };
}
