import type { Fields } from '../catalog/fields.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { fieldsOf } from '../order/order-call.js';
import { returnDetail, returnRow } from './return-answer.js';
import { returnOf, statusError } from './return-call.js';
import { disputeEndpoints } from './dispute-endpoints.js';
import { offerEndpoints } from './offer-endpoints.js';
import { isOver, RETURN_STATUSES } from './return.js';

const MAX_WINDOW_SECONDS = 15 * 86_400;

export const returnEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/returns/get_return_list', method: 'GET', access: 'shop', handle: listReturns },
  {
    path: '/api/v2/returns/get_return_detail',
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: returnDetail(call.world, returnOf(call)) }),
  },
  { path: '/api/v2/returns/confirm', method: 'POST', access: 'shop', handle: confirm },
  { path: '/api/v2/returns/get_shipping_carrier', method: 'GET', access: 'shop', handle: carriers },
  { path: '/api/v2/returns/upload_shipping_proof', method: 'POST', access: 'shop', handle: uploadShippingProof },
  { path: '/api/v2/returns/get_reverse_tracking_info', method: 'GET', access: 'shop', handle: tracking },
  ...offerEndpoints,
  ...disputeEndpoints,
];

/** The first page is called 0 by some and 1 by others: both mean the first. */
function listReturns(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const { world } = call;
  const size = fields.optionalInt('page_size', { min: 1, max: 100 }) ?? 40;
  const page = Math.max(1, fields.optionalInt('page_no') ?? 1);
  const status = fields.has('status') ? fields.oneOf('status', RETURN_STATUSES) : undefined;
  const negotiation = fields.optionalText('negotiation_status');
  const created = readWindow(fields, 'create_time');
  const updated = readWindow(fields, 'update_time');
  const all = world.returns
    .of(shopOf(call).shopId)
    .filter((one) => status === undefined || one.status === status)
    .filter((one) => negotiation === undefined || one.negotiation.status === negotiation)
    .filter((one) => isWithin(one.createdMs, created) && isWithin(one.updatedMs, updated));
  const rows = all.slice((page - 1) * size, page * size);
  return {
    response: { more: all.length > page * size, return: rows.map((one) => returnRow(world, one)) },
  };
}

function readWindow(fields: Fields, name: string): { from: number; to: number } {
  const from = fields.optionalInt(`${name}_from`);
  const to = fields.optionalInt(`${name}_to`);
  if (from !== undefined && to !== undefined && (from > to || to - from > MAX_WINDOW_SECONDS))
    throw fields.refuse('error_param', `The time range of ${name} must not be longer than 15 days.`);
  return { from: (from ?? 0) * 1000, to: ((to ?? Number.MAX_SAFE_INTEGER / 2000) + 1) * 1000 };
}

const isWithin = (ms: number, { from, to }: { from: number; to: number }): boolean => ms >= from && ms < to;

/** The seller grants what the buyer asks for. */
function confirm(call: ApiCall): JsonObject {
  const one = returnOf(call);
  if (isOver(one) || !['REQUESTED', 'ACCEPTED', 'PROCESSING'].includes(one.status)) throw statusError(one);
  call.world.returns.refund(one);
  return { response: { return_sn: one.returnSn } };
}

function carriers(call: ApiCall): JsonObject {
  const one = returnOf(call);
  return {
    response: {
      is_shipping_proof_mandatory: false,
      has_uploaded_seller_arrange_proof: one.hasShippingProof,
      shipping_proof_template: [{ is_tracking_number_required: true, is_shipping_image_file_mandatory: false }],
      reverse_logistics_carrier_list: [
        { reverse_logistics_carrier_id: 1, reverse_logistics_carrier_name: 'Standard Return' },
      ],
    },
  };
}

function uploadShippingProof(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const one = returnOf(call);
  fields.int('reverse_logistics_carrier_id');
  const before = one.trackingNumber;
  one.trackingNumber = fields.optionalText('tracking_number') ?? before;
  one.hasShippingProof = true;
  call.world.returns.changed(one, 'tracking_number', { before, after: one.trackingNumber });
  return { response: {} };
}

function tracking(call: ApiCall): JsonObject {
  const one = returnOf(call);
  return {
    response: {
      return_sn: one.returnSn,
      return_refund_request_type: 0,
      validation_type: 'seller_validation',
      reverse_logistics_status: one.reverseStatus,
      reverse_logistics_update_time: Math.floor(one.updatedMs / 1000),
      estimated_delivery_date_max: 0,
      estimated_delivery_date_min: 0,
      tracking_number: one.trackingNumber,
      tracking_info:
        one.trackingNumber === ''
          ? []
          : [
              {
                update_time: Math.floor(one.updatedMs / 1000),
                tracking_description: 'The parcel was handed over by the buyer',
                epop_image_list: [],
                epod_image_list: [],
              },
            ],
    },
  };
}
