import { multiplyMoney, parseCurrency, sumMoney } from '@pinglu/kernel';
import type {
  MarketplaceOrder,
  MarketplaceOrderLine,
  MarketplacePackage,
  OrderHeader,
  OrderItems,
} from '../port/order.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { shopeeCapabilities } from './capabilities.js';
import { ExactInteger } from './client.js';
import type { PageOfPart, Part } from './parts.js';
import { isArranged, toOrderStatus, toPackageStatus } from './status.js';

const { ordersPerPage } = shopeeCapabilities.limits;

/** Without it an order that is paid and held by Shopee looks like one that may be shipped. */
const tellingHeldOnes = { request_order_status_pending: true };

/** @param cursor empty at the beginning */
export const toOrderListRequest = ({ from, to }: Part, cursor = ''): Record<string, unknown> => ({
  time_range_field: 'update_time',
  time_from: from,
  time_to: to,
  page_size: ordersPerPage,
  cursor,
  ...tellingHeldOnes,
});

export function fromOrderListResponse(data: WireObject | null): PageOfPart<string> {
  const next = data?.text('next_cursor') ?? '';
  return {
    rows: (data?.objects('order_list') ?? []).map((order) => order.id('order_sn')),
    cursor: data?.flag('more') === true && next !== '' ? next : null,
  };
}

/** What is not asked for by name is left out of the answer. Nothing of it says who buys. */
const fields = [
  'item_list',
  'package_list',
  'pay_time',
  'cancel_by',
  'cancel_reason',
  'buyer_cancel_reason',
  'fulfillment_flag',
];

export const toOrderDetailRequest = (orderNumbers: readonly string[]): Record<string, unknown> => ({
  order_sn_list: orderNumbers.join(','),
  response_optional_fields: fields.join(','),
  ...tellingHeldOnes,
});

/** Arranged packages whose tracking number has to be asked for. */
export const packageNumbersOf = (orders: readonly WireObject[]): string[] =>
  orders.flatMap((order) =>
    order
      .objects('package_list')
      .filter((parcel) => isArranged(parcel.text('logistics_status')))
      .map((parcel) => parcel.id('package_number')),
  );

export const toPackageDetailRequest = (packageNumbers: readonly string[]): Record<string, unknown> => ({
  package_number_list: packageNumbers.join(','),
});

/** Tracking numbers by package; one that is not there yet is left out. */
export const fromPackageDetailResponse = (data: WireObject | null): Map<string, string> =>
  new Map(
    (data?.objects('package_list') ?? []).flatMap((parcel) => {
      const number = parcel.textOrNull('tracking_number');
      return number === null ? [] : [[parcel.id('package_number'), number] as const];
    }),
  );

export function fromOrder(order: WireObject, tracking: ReadonlyMap<string, string>): MarketplaceOrder {
  return { ...fromOrderHeader(order), ...withoutNumber(fromOrderItems(order, tracking)) };
}

const withoutNumber = ({ orderNumber: _, ...items }: OrderItems): Omit<OrderItems, 'orderNumber'> => items;

export function fromOrderHeader(order: WireObject): OrderHeader {
  const lines = linesOf(order);
  const currency = parseCurrency(order.text('currency'));
  return {
    orderNumber: order.id('order_sn'),
    status: statusOf(order),
    rawStatus: order.text('order_status'),
    placedAt: instant(order, 'create_time'),
    updatedAt: instant(order, 'update_time'),
    total: sumMoney(
      lines.map(({ paid }) => paid),
      currency,
    ),
    unitCount: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    warehouseCode: order.objects('item_list')[0]?.texts('product_location_id')[0] ?? null,
  };
}

export function fromOrderItems(order: WireObject, tracking: ReadonlyMap<string, string>): OrderItems {
  const lines = linesOf(order);
  return {
    orderNumber: order.id('order_sn'),
    lines,
    packages: packagesOf(order, tracking),
    shipBy: instantOf(order, 'ship_by_date'),
    cancellationRequest:
      order.text('order_status') === 'IN_CANCEL'
        ? {
            // Shopee has one request per order and no number for it.
            requestId: order.id('order_sn'),
            externalLineIds: lines
              .filter(({ status }) => status !== 'cancelled')
              .flatMap(({ externalLineIds }) => externalLineIds),
            answerBy: null,
          }
        : null,
  };
}

/** While a buyer asks to cancel, only the parcels still say how far the order was. */
function statusOf(order: WireObject): OrderHeader['status'] {
  const raw = order.text('order_status');
  if (raw !== 'IN_CANCEL') return toOrderStatus(raw);
  const arranged = order.objects('package_list').some((parcel) => isArranged(parcel.text('logistics_status')));
  return arranged ? 'ready_to_ship' : 'placed';
}

/** Shopee's lines have no id of their own: an item, its model and the promotion it was bought in tell them apart. */
export const lineIdOf = (row: WireObject): string =>
  [
    row.text('order_item_id') || row.id('item_id'),
    row.text('model_id') || '0',
    row.text('promotion_group_id') || '0',
  ].join('.');

/** By which Shopee knows a row again. Ids of promotions, and some of items, go beyond 2^53. */
export const lineKeyOf = (row: WireObject) => ({
  item_id: new ExactInteger(row.id('item_id')),
  model_id: new ExactInteger(row.text('model_id') || '0'),
  order_item_id: new ExactInteger(row.text('order_item_id') || row.id('item_id')),
  promotion_group_id: new ExactInteger(row.text('promotion_group_id') || '0'),
});

/** Units of a row that are not cancelled. */
export const activeUnitsOf = (row: WireObject): number =>
  Math.max(0, row.integer('model_quantity_purchased') - (row.integerOrNull('cancelled_qty') ?? 0));

function linesOf(order: WireObject): MarketplaceOrderLine[] {
  const currency = parseCurrency(order.text('currency'));
  const rawStatus = order.text('order_status');
  const reason = order.textOrNull('cancel_reason') ?? order.textOrNull('buyer_cancel_reason');
  const status = statusOf(order);
  return order.objects('item_list').flatMap((row) => {
    const all = row.integer('model_quantity_purchased');
    const active = status === 'cancelled' ? 0 : activeUnitsOf(row);
    // The price of a bundle's parts is written as 0.
    const discounted = amountOf(row, 'model_discounted_price', currency);
    const unitPrice = discounted.amountMinor === '0' ? amountOf(row, 'model_original_price', currency) : discounted;
    const modelId = row.text('model_id') || '0';
    const line = {
      sellerSku: row.text('model_sku') || row.text('item_sku'),
      externalItemId: row.id('item_id'),
      externalSkuId: modelId === '0' ? row.id('item_id') : modelId,
      title: [row.text('item_name'), row.text('model_name')].filter((name) => name !== '').join(', '),
      unitPrice,
      rawStatus,
      reason,
    };
    const id = lineIdOf(row);
    const part = (externalLineId: string, quantity: number, partStatus: typeof status): MarketplaceOrderLine => ({
      ...line,
      externalLineIds: [externalLineId],
      quantity,
      paid: multiplyMoney(unitPrice, quantity),
      status: partStatus,
    });
    if (active === all) return [part(id, all, status)];
    if (active === 0) return [part(id, all, 'cancelled')];
    // Units of one line in two states are two lines to us, and no two lines have one id.
    return [part(id, active, status), part(`${id}.cancelled`, all - active, 'cancelled')];
  });
}

function packagesOf(order: WireObject, tracking: ReadonlyMap<string, string>): MarketplacePackage[] {
  return order.objects('package_list').flatMap((parcel) => {
    const raw = parcel.text('logistics_status');
    if (!isArranged(raw)) return [];
    const packageId = parcel.id('package_number');
    return {
      packageId,
      trackingNumber: tracking.get(packageId) ?? null,
      carrier: parcel.textOrNull('shipping_carrier'),
      externalLineIds: parcel.objects('item_list').map(lineIdOf),
      status: toPackageStatus(raw),
    };
  });
}

function instant(order: WireObject, name: string): Date {
  const at = instantOf(order, name);
  if (at === null) throw order.violation(name, 'a time in seconds');
  return at;
}
