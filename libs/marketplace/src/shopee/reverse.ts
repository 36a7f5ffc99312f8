import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { ConflictError, InvalidRequestError, NotFoundError, NotSupportedError } from '../port/errors.js';
import type {
  CancelRequest,
  CancellationAnswer,
  MarketplaceReturn,
  MarketplaceReturnLine,
  ReturnDecision,
  ReverseReason,
} from '../port/reverse.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { shopeeCapabilities } from './capabilities.js';
import type { endpoints } from './endpoints.js';
import { activeUnitsOf, lineIdOf, lineKeyOf } from './orders.js';
import type { PageOfPart, Part } from './parts.js';
import { toReturnStatus } from './status.js';

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

/** @param cursor the number of the page; empty at the beginning */
export const toReturnListRequest = ({ from, to }: Part, cursor: string): Record<string, unknown> => ({
  page_no: cursor === '' ? firstPage : Number(cursor),
  page_size: shopeeCapabilities.limits.ordersPerPage,
  update_time_from: from,
  update_time_to: to,
});

/** The documentation begins with 0 here and with 1 there. From 0 on, a page may come twice; from 1 on, one might be left out. */
const firstPage = 0;

export const fromReturnListResponse = (data: WireObject | null, cursor: string): PageOfPart<WireObject> => ({
  rows: data?.objects('return') ?? [],
  cursor: data?.flag('more') === true ? String((cursor === '' ? firstPage : Number(cursor)) + 1) : null,
});

/** A number in lists and details, a name where solutions are offered. */
const kinds: Readonly<Record<string, MarketplaceReturn['kind']>> = {
  '0': 'return',
  '1': 'refund_only',
  RETURN_REFUND: 'return',
  REFUND: 'refund_only',
};

export function fromReturn(row: WireObject, country: SalesCountry): MarketplaceReturn {
  const rawStatus = row.text('status');
  const rawKind = row.text('return_solution');
  const kind = (Object.hasOwn(kinds, rawKind) ? kinds[rawKind] : undefined) ?? 'unrecognized';
  const returnId = row.id('return_sn');
  return {
    returnId,
    orderNumber: row.id('order_sn'),
    kind,
    rawKind,
    goesTo:
      kind === 'refund_only'
        ? 'nowhere'
        : row.text('validation_type') === 'warehouse_validation'
          ? 'marketplace'
          : 'seller',
    status: toReturnStatus(rawStatus),
    lines: linesOf(row, country),
    requestedAt: instant(row, 'create_time'),
    updatedAt: instant(row, 'update_time'),
  };
}

/**
 * Shopee refunds a sum for all of a return. It is given to the lines by what their goods cost, and what does not divide
 * goes to the first, so that the lines always add up to the sum.
 */
function linesOf(row: WireObject, country: SalesCountry): MarketplaceReturnLine[] {
  const currency = currencyOfCountry[country];
  const refund = BigInt(amountOf(row, 'refund_amount', currency).amountMinor);
  const items = row.objects('item');
  const values = items.map(
    (item) => BigInt(amountOf(item, 'item_price', currency).amountMinor) * BigInt(item.integer('amount')),
  );
  const total = values.reduce((sum, value) => sum + value, 0n);
  const shares = values.map((value) => (total === 0n ? 0n : (refund * value) / total));
  const rest = refund - shares.reduce((sum, share) => sum + share, 0n);
  const rawStatus = row.text('status');
  return items.map((item, index) => ({
    returnLineId: `${item.id('item_id')}.${item.text('model_id') || '0'}`,
    externalLineId: null,
    sellerSku: item.text('variation_sku') || item.text('item_sku'),
    quantity: item.integer('amount'),
    refund: { amountMinor: ((shares[index] ?? 0n) + (index === 0 ? rest : 0n)).toString(), currency },
    status: toReturnStatus(rawStatus),
    rawStatus,
    reason: row.textOrNull('reason'),
    trackingNumber: row.textOrNull('tracking_number'),
    answerBy: instantOf(row, 'due_date'),
  }));
}

function instant(row: WireObject, name: string): Date {
  const at = instantOf(row, name);
  if (at === null) throw row.violation(name, 'a time in seconds');
  return at;
}

export const fromDisputeReasonsResponse = (data: WireObject): ReverseReason[] =>
  data.objects('dispute_reason_list').map((row) => ({
    reasonId: row.id('dispute_reason_id'),
    name: row.text('dispute_reason_text') || row.text('dispute_reason'),
  }));

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
