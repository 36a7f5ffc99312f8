import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import { InvalidRequestError } from '../port/errors.js';
import type {
  CancelRequest,
  CancellationAnswer,
  MarketplaceReturn,
  MarketplaceReturnLine,
  ReturnDecision,
  ReturnsWindow,
  ReverseReason,
} from '../port/reverse.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { longestWindowMs, shopeeCapabilities } from './capabilities.js';
import type { endpoints } from './endpoints.js';
import { toReturnStatus } from './status.js';

/** A fixed list, the same for every order; the last two are for some countries only. */
const cancelReasons: readonly (ReverseReason & { readonly countries?: readonly string[] })[] = [
  { reasonId: 'OUT_OF_STOCK', name: 'Out of stock' },
  { reasonId: 'CUSTOMER_REQUEST', name: 'The buyer asked for it' },
  { reasonId: 'UNDELIVERABLE_AREA', name: 'The area cannot be delivered to', countries: ['MY', 'TW'] },
  { reasonId: 'COD_NOT_SUPPORTED', name: 'Cash on delivery is not supported' },
];

export const cancelReasonsOf = (country: string): ReverseReason[] =>
  cancelReasons
    .filter(({ countries }) => countries === undefined || countries.includes(country))
    .map(({ reasonId, name }) => ({ reasonId, name }));

/** The parts of a line's id, as `orders.ts` makes it. */
const itemOf = (lineId: string): { item: number; model: number; promotionGroup: number } => {
  const [item = '', model = '', group = ''] = lineId.split('.');
  const numbers = { item: Number(item), model: Number(model), promotionGroup: Number(group) };
  if (Object.values(numbers).every(Number.isSafeInteger) && item !== '') return numbers;
  throw new InvalidRequestError(
    { cause: 'A line id is not one of Shopee’s.', advice: 'Check which marketplace it came from.' },
    { marketplace: 'shopee', operation: 'cancellations.cancel' },
  );
};

/** @param rows the order's lines as they are now: a part is cancelled by another field than the whole */
export function toCancelRequest(
  { orderNumber, externalLineIds, reasonId }: CancelRequest,
  lines: readonly {
    readonly lineId: string;
    readonly itemId: number;
    readonly modelId: number;
    readonly quantity: number;
  }[],
): Record<string, unknown> {
  externalLineIds.forEach(itemOf);
  const chosen = lines.filter(({ lineId }) => externalLineIds.includes(lineId));
  const items = chosen.map(({ itemId, modelId }) => ({ item_id: itemId, model_id: modelId }));
  const part = chosen.length < lines.length;
  return {
    order_sn: orderNumber,
    cancel_reason: reasonId,
    ...((reasonId === 'OUT_OF_STOCK' || part) && { item_list: items }),
    ...(part && {
      partial_cancel_item_list: chosen.map(({ lineId, itemId, modelId, quantity }) => ({
        item_id: itemId,
        model_id: modelId,
        order_item_id: itemOf(lineId).item,
        promotion_group_id: itemOf(lineId).promotionGroup,
        model_quantity: quantity,
      })),
    }),
  };
}

export const toCancellationAnswerRequest = ({ orderNumber, agree }: CancellationAnswer): Record<string, unknown> => ({
  order_sn: orderNumber,
  operation: agree ? 'ACCEPT' : 'REJECT',
});

/** Windows of 15 days at most, one page number after the other in each. */
export interface ReturnsPosition {
  readonly from: number;
  readonly to: number;
  readonly page: number;
}

export function returnsPositionIn({ since, until, cursor }: ReturnsWindow): ReturnsPosition {
  const end = Math.floor(until.getTime() / 1000);
  const [, from, to, page] = /^(\d{1,11})\.(\d{1,11})\.(\d{1,6})$/.exec(cursor ?? '') ?? [];
  if (from !== undefined) return { from: Number(from), to: Number(to), page: Number(page) };
  const begin = Math.floor(since.getTime() / 1000);
  return { from: begin, to: Math.min(end, begin + longestWindowMs / 1000), page: 1 };
}

export function nextReturnsPosition(
  at: ReturnsPosition,
  more: boolean,
  { until }: ReturnsWindow,
  now: Date,
): string | null {
  if (more) return `${at.from}.${at.to}.${at.page + 1}`;
  const end = Math.floor(until.getTime() / 1000);
  if (at.to >= end || at.to > now.getTime() / 1000) return null;
  return `${at.to}.${Math.min(end, at.to + longestWindowMs / 1000)}.1`;
}

export const toReturnListRequest = ({ from, to, page }: ReturnsPosition): Record<string, unknown> => ({
  page_no: page,
  page_size: shopeeCapabilities.limits.ordersPerPage,
  update_time_from: from,
  update_time_to: to,
});

export function fromReturn(row: WireObject, country: SalesCountry): MarketplaceReturn {
  const rawStatus = row.text('status');
  const rawKind = row.text('return_solution');
  const kind = rawKind === '0' ? 'return' : rawKind === '1' ? 'refund_only' : 'unrecognized';
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
    case 'confirm_receipt':
      return { endpoint: 'confirmReturn', body };
    case 'accept_return':
      return { endpoint: 'offerReturn', body: { ...body, proposed_solution: 'RETURN_REFUND' } };
    case 'refuse_return':
    case 'refuse_refund':
    case 'dispute':
      if (reasonId === undefined) throw noReason();
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
