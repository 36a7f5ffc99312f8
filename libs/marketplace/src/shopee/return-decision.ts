import { InvalidRequestError, NotSupportedError } from '../port/errors.js';
import type { ReturnDecision } from '../port/reverse.types.js';
import type { endpoints } from './endpoints.js';

export interface ReturnCall {
  readonly endpoint: keyof typeof endpoints;
  readonly body: Record<string, unknown>;
}

/** @param contact the seller's address for Shopee's questions, which a dispute must name */
export function toReturnDecision(
  { returnId, action, reasonId, comment, images = [] }: ReturnDecision,
  contact: string,
): ReturnCall {
  const body = { return_sn: returnId };
  switch (action) {
    case 'refund':
    case 'refund_without_return':
      return { endpoint: 'confirmReturn', body };
    case 'accept_return':
    case 'confirm_receipt':
      throw notAStep();
    case 'refuse_return':
    case 'refuse_refund':
    case 'dispute':
      if (reasonId === undefined || !/^\d{1,9}$/.test(reasonId)) throw noReason();
      return {
        endpoint: 'disputeReturn',
        body: {
          ...body,
          email: contact,
          dispute_reason_id: Number(reasonId),
          ...(comment !== undefined && { dispute_text_reason: comment }),
          ...(images.length > 0 && { image_list: [{ module_index: 0, requirement: '', image_url: images }] }),
        },
      };
    default:
      return action satisfies never;
  }
}

const notAStep = (): NotSupportedError =>
  new NotSupportedError(
    {
      cause: 'On Shopee the seller does not say that goods may come back, nor that they have come.',
      advice: 'Refund the return, or dispute it.',
      zh: { cause: '虾皮没有“同意退货”或“确认收货”步骤。', advice: '请退款，或提出争议。' },
    },
    { marketplace: 'shopee', operation: 'returns.decide' },
  );

const noReason = (): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'A return can be refused for a reason only.',
      advice: 'Name one of the refusal reasons.',
      zh: { cause: '拒绝退货必须说明原因。', advice: '请选择一个拒绝原因。' },
    },
    { marketplace: 'shopee', operation: 'returns.decide' },
    [{ field: 'reasonId', message: 'Needed to refuse.' }],
  );
