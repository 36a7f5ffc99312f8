import { ConflictError, OutcomeUnknownError, type MarketplaceErrorDetails } from '../port/errors.js';
import type { OrderUnits } from '../port/order.types.js';
import type { CancellationAnswer, CancelRequest, ReverseReason } from '../port/reverse.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { wholeNumber } from './ids.js';

export const toCancelReasonsRequest = (units: OrderUnits): Record<string, string> =>
  toUnitsRequest(units, 'cancellations.reasons');

/** Units that cannot be cancelled are no refusal of the call: it answers an error's tip and no reasons. */
export function fromCancelReasonsResponse(data: WireObject | null): ReverseReason[] {
  if (data === null || tipOf(data) === 'error') return [];
  return data.objects('reason_options').map((option) => ({
    reasonId: option.id('reason_id'),
    name: option.text('reason_name'),
  }));
}

export const toCancelRequest = ({ reasonId, ...units }: CancelRequest): Record<string, string> => ({
  ...toUnitsRequest(units, 'cancellations.cancel'),
  reason_id: String(wholeNumber(reasonId, 'cancellations.cancel')),
});

/** The tip decides, whatever the code says. Its words are left out: they are about an order. */
export function fromCancelResponse(data: WireObject | null, details: MarketplaceErrorDetails): void {
  const tip = data === null ? '' : tipOf(data);
  if (tip === 'success' || tip === 'warning' || tip === 'warn') return;
  if (tip === 'error') {
    throw new ConflictError(
      {
        cause: 'These units cannot be cancelled any more.',
        advice: 'Read the order, then decide.',
        zh: { cause: '这些商品已不能取消。', advice: '请先查询订单状态，再决定下一步。' },
      },
      details,
    );
  }
  throw new OutcomeUnknownError(
    {
      cause: 'Lazada’s answer does not say whether the units were cancelled.',
      advice: 'Read the order before repeating it.',
    },
    details,
  );
}

export const toCancelAnswerRequest = ({ requestId, agree, reasonId }: CancellationAnswer): Record<string, string> => ({
  reverse_order_id: String(wholeNumber(requestId, 'cancellations.answer')),
  agree_cancel: String(agree),
  ...(reasonId !== undefined && { reason_code: String(wholeNumber(reasonId, 'cancellations.answer')) }),
});

/** Ids of units travel as texts here, and as numbers elsewhere. */
const toUnitsRequest = (
  { orderNumber, externalLineIds }: OrderUnits,
  operation: string,
): { order_id: string; order_item_id_list: string } => ({
  order_id: String(wholeNumber(orderNumber, operation)),
  order_item_id_list: JSON.stringify(externalLineIds.map((id) => String(wholeNumber(id, operation)))),
});

const tipOf = (data: WireObject): string => data.text('tip_type').toLowerCase();
