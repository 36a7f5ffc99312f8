import { regionRule } from '../catalog/region-rule.js';
import { recipientAddress } from '../order/buyer.js';
import { moneyOf } from '../order/order-answer.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import { goodsOf, type Return } from './return.js';

const seconds = (ms: number): number => Math.floor(ms / 1000);

/** A return as the list shows it. */
export function returnRow(world: World, one: Return): JsonObject {
  const money = moneyOf(one.order);
  return {
    image: [],
    buyer_videos: [],
    reason: one.reason,
    text_reason: one.textReason,
    reassessed_request_reason: '',
    return_sn: one.returnSn,
    order_sn: one.order.orderSn,
    refund_amount: money(one.refund),
    amount_before_discount: money(goodsOf(one)),
    currency: regionRule(one.order.shop.region).currency,
    create_time: seconds(one.createdMs),
    update_time: seconds(one.updatedMs),
    status: one.status,
    due_date: seconds(one.dueMs),
    tracking_number: one.trackingNumber,
    dispute_reason: one.disputeReasons,
    dispute_text_reason: one.disputeTexts,
    needs_logistics: one.solution === 'RETURN_REFUND',
    user: { username: one.order.buyer.username, email: '****', portrait: '' },
    item: one.lines.map(({ line, quantity }) => ({
      item_id: line.offer.itemId,
      model_id: line.offer.modelId,
      name: line.offer.itemName,
      images: [world.media.urlOf(line.offer.imageId)],
      amount: quantity,
      item_price: money(line.price),
      is_add_on_deal: false,
      is_main_item: false,
      add_on_deal_id: 0,
      item_sku: line.offer.itemSku,
      variation_sku: line.offer.modelSku,
    })),
    return_ship_due_date: one.solution === 'RETURN_REFUND' ? seconds(one.dueMs) : 0,
    return_seller_due_date: seconds(one.dueMs),
    negotiation_status: one.negotiation.status,
    seller_proof_status: proofStatus(one),
    seller_compensation_status: '',
    return_refund_type: one.type,
    return_solution: one.solution === 'RETURN_REFUND' ? 0 : 1,
    is_seller_arrange: false,
    is_shipping_proof_mandatory: false,
    return_refund_request_type: 0,
    validation_type: 'seller_validation',
  };
}

/** The same, with what only the detail has. */
export function returnDetail(world: World, one: Return): JsonObject {
  const {
    negotiation_status: _n,
    seller_proof_status: _p,
    seller_compensation_status: _c,
    ...row
  } = returnRow(world, one);
  const money = moneyOf(one.order);
  const { negotiation, order } = one;
  return {
    ...row,
    negotiation: {
      negotiation_status: negotiation.status,
      latest_solution: negotiation.status === '' ? '' : negotiation.solution,
      latest_offer_amount: money(negotiation.amount),
      latest_offer_creator: negotiation.by,
      counter_limit: negotiation.left,
      offer_due_date: negotiation.status === '' ? 0 : seconds(one.dueMs),
    },
    seller_proof: { seller_proof_status: proofStatus(one), seller_evidence_deadline: seconds(one.dueMs) },
    seller_compensation: {
      seller_compensation_status: '',
      seller_compensation_due_date: 0,
      compensation_amount: 0,
    },
    activity: [],
    logistics_status: one.reverseStatus,
    reverse_logistics_status: one.reverseStatus,
    return_pickup_address: pickupAddress(world, one),
    virtual_contact_number: '',
    package_query_number: '',
    return_address: { whs_id: '' },
    has_uploaded_shipping_proof: one.hasShippingProof,
    is_reverse_logistics_channel_integrated: true,
    reverse_logistics_channel_name: order.shop.region === 'TW' ? '' : 'Standard Return',
  };
}

function pickupAddress(world: World, one: Return): JsonObject {
  const { full_address: address, ...rest } = recipientAddress(
    one.order.buyer,
    one.order.shop.region,
    world.settings.maskBuyers,
  );
  return { address, ...rest };
}

const proofStatus = (one: Return): string => (one.proof ? 'UPLOADED' : one.disputeReasons.length > 0 ? 'PENDING' : '');
