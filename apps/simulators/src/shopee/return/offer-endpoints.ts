import { regionRule, toMinor } from '../catalog/region-rule.js';
import { moneyOf } from '../order/order-answer.js';
import { fieldsOf } from '../order/order-call.js';
import { ApiError } from '../protocol/api-error.js';
import type { ApiCall, Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { returnOf, statusError } from './return-call.js';
import { goodsOf } from './return.js';

export const offerEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/returns/get_available_solutions', method: 'GET', access: 'shop', handle: solutions },
  { path: '/api/v2/returns/offer', method: 'POST', access: 'shop', handle: offer },
  { path: '/api/v2/returns/accept_offer', method: 'POST', access: 'shop', handle: acceptOffer },
];

function solutions(call: ApiCall): JsonObject {
  const one = returnOf(call);
  const isOpen = one.status === 'REQUESTED' && one.negotiation.left > 0;
  const max = moneyOf(one.order)(goodsOf(one));
  const limits = { refund_amount_adjustable: isOpen, max_refund_amount: max, min_refund_amount: 0 };
  return {
    response: {
      return_sn: one.returnSn,
      offer_return_refund: { eligibility: isOpen && one.solution === 'RETURN_REFUND', ...limits },
      offer_refund: { eligibility: isOpen, ...limits },
    },
  };
}

/** The seller proposes something, and the buyer answers. What the buyer has asked for needs no answer. */
function offer(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const one = returnOf(call);
  const solution = fields.oneOf('proposed_solution', ['RETURN_REFUND', 'REFUND']);
  if (one.status !== 'REQUESTED' || one.negotiation.left === 0) throw statusError(one);
  const rule = regionRule(one.order.shop.region);
  const proposed = fields.get('proposed_adjusted_refund_amount');
  const amount = proposed === undefined ? goodsOf(one) : toMinor(proposed, rule);
  if (amount === undefined || amount > goodsOf(one))
    throw fields.invalid(
      'proposed_adjusted_refund_amount',
      `value must be at most ${moneyOf(one.order)(goodsOf(one))}`,
    );
  if (solution === one.solution && amount === one.refund) {
    if (solution === 'REFUND') call.world.returns.refund(one);
    else call.world.returns.step(one, 'ACCEPTED');
    return { response: { return_sn: one.returnSn } };
  }
  const before = one.negotiation.status;
  one.negotiation = { status: 'PENDING_BUYER_RESPOND', solution, amount, by: 'SELLER', left: one.negotiation.left - 1 };
  call.world.returns.changed(one, 'negotiation_status', { before, after: one.negotiation.status });
  return { response: { return_sn: one.returnSn } };
}

/** The seller takes what the buyer has proposed. */
function acceptOffer(call: ApiCall): JsonObject {
  const one = returnOf(call);
  if (one.status !== 'REQUESTED' || one.negotiation.status !== 'PENDING_RESPOND')
    throw new ApiError('error_status', 'The buyer has not made an offer that waits for an answer.');
  one.solution = one.negotiation.solution;
  one.refund = one.negotiation.amount;
  one.negotiation = { ...one.negotiation, status: 'TERMINATED' };
  if (one.solution === 'REFUND') call.world.returns.refund(one);
  else call.world.returns.step(one, 'ACCEPTED');
  return { response: { return_sn: one.returnSn } };
}
