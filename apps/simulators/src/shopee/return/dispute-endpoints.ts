import { fieldsOf } from '../order/order-call.js';
import { imageTypeOf } from '../media/image.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { returnOf, statusError } from './return-call.js';
import { isOver } from './return.js';

export const disputeEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/returns/get_return_dispute_reason', method: 'GET', access: 'shop', handle: reasons },
  { path: '/api/v2/returns/dispute', method: 'POST', access: 'shop', handle: dispute },
  { path: '/api/v2/returns/cancel_dispute', method: 'POST', access: 'shop', handle: cancelDispute },
  { path: '/api/v2/returns/convert_image', method: 'POST', access: 'shop', handle: convertImage },
  { path: '/api/v2/returns/upload_proof', method: 'POST', access: 'shop', handle: uploadProof },
  { path: '/api/v2/returns/query_proof', method: 'GET', access: 'shop', handle: queryProof },
];

const EVIDENCE = 'Photo of the parcel';
const REASONS = [
  { id: 1, reason: 'NON_RECEIPT', text: 'I would like to reject the non-receipt claim' },
  { id: 2, reason: 'OTHER', text: 'I would like to raise another claim' },
  { id: 3, reason: 'NOT_RECEIVED', text: 'I have not received the returned goods' },
  { id: 4, reason: 'UNKNOWN', text: 'The returned goods are not the ones that were sent' },
] as const;

function reasons(call: ApiCall): JsonObject {
  returnOf(call);
  return {
    response: {
      dispute_reason_list: REASONS.map(({ id, reason, text }) => ({
        dispute_reason_id: id,
        dispute_reason: reason,
        dispute_requirement: text,
        sample_evidence: [],
        evidence_module_list: [{ module_index: 1, requirement: EVIDENCE, is_required: true }],
      })),
    },
  };
}

/** The seller does not agree; the platform will judge. */
function dispute(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const one = returnOf(call);
  fields.text('email');
  const id = fields.int('dispute_reason_id');
  const reason = REASONS.find((each) => each.id === id);
  if (!reason)
    throw fields.invalid('dispute_reason_id', `value must be one of ${REASONS.map((each) => each.id).join(', ')}`);
  const images = fields.objects('image_list');
  for (const row of images) {
    row.int('module_index');
    row.optionalText('requirement');
    if (row.texts('image_url').length === 0) throw row.notNull('image_url');
  }
  if (isOver(one) || !['REQUESTED', 'ACCEPTED', 'PROCESSING'].includes(one.status)) throw statusError(one);
  one.disputeReasons.push(reason.reason);
  one.disputeTexts.push(fields.optionalText('dispute_text_reason') ?? '');
  call.world.returns.step(one, 'SELLER_DISPUTE');
  return { response: { return_sn: one.returnSn, msg: '' } };
}

function cancelDispute(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const one = returnOf(call);
  fields.text('email');
  if (one.status !== 'SELLER_DISPUTE') throw statusError(one);
  call.world.returns.step(one, one.statusBefore);
  return { response: { return_sn: one.returnSn, message: '' } };
}

function convertImage(call: ApiCall): JsonObject {
  returnOf(call);
  const file = call.files.find((one) => one.name === 'upload_image') ?? call.files[0];
  const type = file && imageTypeOf(file.content);
  if (!file || !type) throw new ApiError('error_param', 'No image found in the request.');
  const image = call.world.media.addImage(file.content, type, shopOf(call).region);
  const url = call.world.media.urlOf(image.imageId);
  return { response: { url, thumbnail: url } };
}

function uploadProof(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'returns');
  const one = returnOf(call);
  const photos = fields.objects('photo').map((row) => ({ url: row.text('url'), thumbnail: row.text('thumbnail') }));
  const description = fields.optionalText('description') ?? '';
  if (photos.length === 0 && description === '') throw fields.notNull('photo');
  one.proof = { photos, description };
  call.world.returns.changed(one, 'seller_proof_status', { before: 'PENDING', after: 'UPLOADED' });
  return { response: {} };
}

function queryProof(call: ApiCall): JsonObject {
  const { proof } = returnOf(call);
  return { response: { image: proof?.photos ?? [], video: [], description: proof?.description ?? '' } };
}
