import type { MarketplaceReturn, MarketplaceReturnLine, ReverseReason } from '../port/reverse.types.js';
import { currencyOfCountry, type SalesCountry } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { shopeeCapabilities } from './capabilities.js';
import type { PageOfPart, Part } from './parts.js';
import { toReturnStatus } from './status.js';

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
