import { ConflictError, InvalidRequestError, NotFoundError } from '../port/errors.js';
import type { CancelRequest, CancellationAnswer, ReverseReason } from '../port/reverse.types.js';
import type { SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { activeUnitsOf, lineIdOf, lineKeyOf } from './orders.js';

type Country = SalesCountry | 'TW';

/** For which orders a reason is one; all orders unless it says otherwise. */
const cancelReasons: readonly (ReverseReason & {
  readonly countries?: readonly Country[];
  readonly onlyCashOnDelivery?: boolean;
})[] = [
  { reasonId: 'OUT_OF_STOCK', name: 'Out of stock' },
  { reasonId: 'UNDELIVERABLE_AREA', name: 'The area cannot be delivered to', countries: ['MY', 'TW'] },
  { reasonId: 'COD_NOT_SUPPORTED', name: 'Cash on delivery is not supported', onlyCashOnDelivery: true },
  { reasonId: 'CUSTOMER_REQUEST', name: 'The buyer asked for it' },
];

/** Until the carrier has the parcel. */
const cancellable: ReadonlySet<string> = new Set(['UNPAID', 'READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP']);

/** What an order can be cancelled for as it is now. */
export const cancelReasonsOf = (order: WireObject): ReverseReason[] =>
  cancellable.has(order.text('order_status'))
    ? cancelReasons
        .filter(
          ({ countries, onlyCashOnDelivery }) =>
            (countries === undefined || (countries as readonly string[]).includes(order.text('region'))) &&
            (onlyCashOnDelivery !== true || order.flag('cod')),
        )
        .map(({ reasonId, name }) => ({ reasonId, name }))
    : [];

/**
 * A part of an order is cancelled by another field than the whole.
 * @param order as it is now
 * @throws ConflictError when the lines are not in it any more, or it is too late
 */
export function toCancelRequest(
  { orderNumber, externalLineIds, reasonId }: CancelRequest,
  order: WireObject | undefined,
): Record<string, unknown> {
  if (!order) throw unknownOrder();
  const open = order.objects('item_list').filter((row) => activeUnitsOf(row) > 0);
  const chosen = open.filter((row) => externalLineIds.includes(lineIdOf(row)));
  // An empty list of lines would cancel the whole order.
  if (chosen.length === 0 || !cancellable.has(order.text('order_status'))) throw nothingToCancel();
  if (!cancelReasons.some((reason) => reason.reasonId === reasonId)) throw noSuchReason();
  const isPart = chosen.length < open.length;
  const itemOf = (row: WireObject) => {
    const { item_id, model_id } = lineKeyOf(row);
    return { item_id, model_id };
  };
  return {
    order_sn: orderNumber,
    cancel_reason: reasonId,
    ...((reasonId === 'OUT_OF_STOCK' || isPart) && { item_list: chosen.map(itemOf) }),
    ...(isPart && {
      partial_cancel_item_list: chosen.map((row) => ({
        ...lineKeyOf(row),
        model_quantity: activeUnitsOf(row),
      })),
    }),
  };
}

const cancelDetails = { marketplace: 'shopee', operation: 'cancellations.cancel' } as const;

const unknownOrder = (): NotFoundError =>
  new NotFoundError(
    {
      cause: 'The shop has no such order.',
      advice: 'Check the order number and the shop.',
      zh: { cause: '店铺没有该订单。', advice: '请检查订单号与店铺。' },
    },
    cancelDetails,
  );

const nothingToCancel = (): ConflictError =>
  new ConflictError(
    {
      cause: 'The lines are cancelled already, are not in the order, or have left the warehouse.',
      advice: 'Read the order, then decide.',
      zh: { cause: '这些商品已取消、不在订单中或已发货。', advice: '请读取订单后再作决定。' },
    },
    cancelDetails,
  );

const noSuchReason = (): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'The reason is not one of Shopee’s.',
      advice: 'Name one of the reasons that are answered for the lines.',
      zh: { cause: '取消原因无效。', advice: '请选择系统给出的取消原因之一。' },
    },
    cancelDetails,
    [{ field: 'reasonId', message: cancelReasons.map(({ reasonId }) => reasonId).join(', ') }],
  );

export const toCancellationAnswerRequest = ({ orderNumber, agree }: CancellationAnswer): Record<string, unknown> => ({
  order_sn: orderNumber,
  operation: agree ? 'ACCEPT' : 'REJECT',
});
