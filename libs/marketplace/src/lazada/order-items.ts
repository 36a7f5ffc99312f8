import { parseCurrency, sumMoney, type Money } from '@pinglu/kernel';
import { NotFoundError } from '../port/errors.js';
import type { CancellationRequest, MarketplaceOrderLine, MarketplacePackage, OrderItems } from '../port/order.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { lazadaCapabilities } from './capabilities.js';
import { wholeNumber } from './ids.js';
import { fromSiteTime } from './sites.js';
import { ofAll, toOrderStatus } from './status.js';

/** A list of orders is a text with a JSON array in it, of numbers. */
export const toOrderItemsRequest = (orderNumbers: readonly string[]): Record<string, string> => ({
  order_ids: `[${orderNumbers.map((number) => wholeNumber(number, 'orders.items')).join(',')}]`,
});

export const fromOrderItemsResponse = (data: readonly WireObject[]): OrderItems[] =>
  data.map((order) => fromItems(order.id('order_id'), order.objects('order_items')));

export function fromItems(orderNumber: string, rows: readonly WireObject[]): OrderItems {
  const deadlines = rows.flatMap((row) => {
    const text = row.text('sla_time_stamp');
    if (text === '') return [];
    return [fromSiteTime(text) ?? fail(row)];
  });
  const lines = mergeRows(rows.map(toUnit));
  return {
    orderNumber,
    lines,
    packages: packagesOf(rows),
    // The earliest of its units binds the order.
    shipBy: earliest(deadlines),
    cancellationRequest: cancellationRequestOf(rows),
  };
}

/** What buyers ask for at different times comes one after the other: first what would happen by itself first. */
function cancellationRequestOf(rows: readonly WireObject[]): CancellationRequest | null {
  const open = rows.filter((row) => row.flag('need_cancel_confirm') && row.text('reverse_order_id') !== '');
  const byRequest = new Map<string, { ids: string[]; answerBy: Date | null }>();
  for (const row of open) {
    const requestId = row.id('reverse_order_id');
    const known = byRequest.get(requestId);
    const dates = [known?.answerBy, cancelTriggerOf(row)].filter((date) => date instanceof Date);
    const ids = [...(known?.ids ?? []), row.id('order_item_id')];
    byRequest.set(requestId, { ids, answerBy: earliest(dates) });
  }
  const [first] = [...byRequest].sort(
    ([, a], [, b]) => (a.answerBy?.getTime() ?? Infinity) - (b.answerBy?.getTime() ?? Infinity),
  );
  if (!first) return null;
  const [requestId, { ids, answerBy }] = first;
  return { requestId, externalLineIds: ids.sort(byNumber), answerBy };
}

/** In milliseconds; a zero where there is none. */
function cancelTriggerOf(row: WireObject): Date | null {
  const ms = row.integerOrNull('cancel_trigger_time') ?? 0;
  return ms > 0 ? new Date(ms) : null;
}

const earliest = (dates: readonly Date[]): Date | null =>
  dates.length === 0 ? null : new Date(Math.min(...dates.map((date) => date.getTime())));

/** Lazada has no quantities: two units of a variant are two rows, each with an id, a state and prices of its own. */
function toUnit(row: WireObject): MarketplaceOrderLine {
  const currency = parseCurrency(row.text('currency'));
  const rawStatus = row.text('status');
  return {
    externalLineIds: [row.id('order_item_id')],
    sellerSku: row.text('sku'),
    externalItemId: row.idOrNull('product_id'),
    externalSkuId: row.idOrNull('sku_id'),
    title: row.text('name'),
    quantity: 1,
    unitPrice: row.amount('item_price', currency),
    paid: row.amount('paid_price', currency),
    status: toOrderStatus(rawStatus),
    rawStatus,
    reason: row.textOrNull('reason'),
  };
}

/**
 * Units that are alike in variant, price and state become one line. A unit that is cancelled alone leaves its line and
 * has one of its own; ids are sorted, so that the rest of the line keeps its first id whatever order the rows come in.
 */
export function mergeRows(units: readonly MarketplaceOrderLine[]): MarketplaceOrderLine[] {
  const groups = new Map<string, MarketplaceOrderLine[]>();
  for (const unit of [...units].sort(byLineId)) {
    const { sellerSku, externalSkuId, unitPrice, rawStatus, reason } = unit;
    const key = JSON.stringify([
      sellerSku,
      externalSkuId,
      unitPrice.amountMinor,
      unitPrice.currency,
      rawStatus,
      reason,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), unit]);
  }
  return [...groups.values()].map((group) => {
    const first = group[0]!;
    return {
      ...first,
      externalLineIds: group.flatMap(({ externalLineIds }) => externalLineIds),
      quantity: group.reduce((sum, { quantity }) => sum + quantity, 0),
      paid: total(
        group.map(({ paid }) => paid),
        first.unitPrice,
      ),
    };
  });
}

const total = (amounts: readonly Money[], { currency }: Money): Money => sumMoney(amounts, currency);

/** Ids are digits of any length. */
const byNumber = (a: string, b: string): number => a.length - b.length || (a < b ? -1 : Number(a > b));
const byLineId = (a: MarketplaceOrderLine, b: MarketplaceOrderLine): number =>
  byNumber(a.externalLineIds[0] ?? '', b.externalLineIds[0] ?? '');

type ReadItems = (orderNumbers: readonly string[]) => Promise<readonly OrderItems[]>;

/** One order that the shop does not have makes Lazada refuse the batch: it is halved until that one stands alone. */
export async function readItemsInBatches(orderNumbers: readonly string[], read: ReadItems): Promise<OrderItems[]> {
  const size = lazadaCapabilities.limits.orderItemsPerCall;
  const unique = [...new Set(orderNumbers)];
  const queue: string[][] = [];
  for (let from = 0; from < unique.length; from += size) queue.push(unique.slice(from, from + size));
  const found: OrderItems[] = [];
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    try {
      found.push(...(await read(batch)));
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      const half = Math.ceil(batch.length / 2);
      if (batch.length > 1) queue.unshift(batch.slice(0, half), batch.slice(half));
    }
  }
  return found;
}

function packagesOf(rows: readonly WireObject[]): MarketplacePackage[] {
  const groups = new Map<string, WireObject[]>();
  for (const row of rows) {
    const packageId = row.text('package_id');
    if (packageId !== '') groups.set(packageId, [...(groups.get(packageId) ?? []), row]);
  }
  return [...groups].map(([packageId, inside]) => ({
    packageId,
    trackingNumber: inside[0]!.textOrNull('tracking_code'),
    carrier: inside[0]!.textOrNull('shipment_provider'),
    externalLineIds: inside.map((row) => row.id('order_item_id')).sort(byNumber),
    status: ofAll(inside.map((row) => toOrderStatus(row.text('status')))),
  }));
}

function fail(row: WireObject): never {
  throw row.violation('sla_time_stamp', 'a time with an offset');
}
