import type { Fields } from '../catalog/fields.js';
import { recipientAddress } from '../order/buyer.js';
import { carrierOf, locationOf, packageLineAnswer, weightOf } from '../order/order-answer.js';
import { fieldsOf } from '../order/order-call.js';
import { daysToShip, shipByMs, type OrderPackage } from '../order/order.js';
import { isHandedOver } from '../order/status.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { logisticsError } from './package-call.js';

const MAX_IDS = 50;

export const packageEndpoints: readonly Endpoint[] = [
  { path: '/api/v2/order/search_package_list', method: 'POST', access: 'shop', handle: searchPackages },
  { path: '/api/v2/order/get_package_detail', method: 'GET', access: 'shop', handle: packageDetails },
  { path: '/api/v2/order/get_shipment_list', method: 'GET', access: 'shop', handle: shipmentList },
];

const TO_PROCESS = 2;
const SORTS: Readonly<Record<number, (one: OrderPackage) => number>> = {
  1: (one) => shipByMs(one.order),
  2: (one) => one.order.createdMs,
  3: (one) => one.order.payMs,
};

/** Packages that the carrier does not have yet. */
function searchPackages(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const filter = fields.optionalObject('filter');
  const pagination = fields.object('pagination');
  const size = pagination.int('page_size', { min: 1, max: 100 });
  const start = startOf(pagination);
  const sort = fields.optionalObject('sort');
  const sortType = sort?.optionalInt('sort_type', { min: 1, max: 3 }) ?? 1;
  const isAscending = sort?.boolean('ascending', true) ?? true;
  const key = SORTS[sortType]!;
  const sign = isAscending ? 1 : -1;
  const all = openPackages(call)
    .filter((one) => isWanted(one, filter))
    .toSorted((a, b) => sign * (key(a) - key(b)) || (a.packageNumber < b.packageNumber ? -1 : 1));
  const rows = all.slice(start, start + size);
  const more = all.length > start + size;
  return {
    response: {
      packages_list: rows.map((one) => ({
        order_sn: one.order.orderSn,
        package_number: one.packageNumber,
        logistics_channel_id: one.channelId,
        product_location_id: locationOf(one.order),
        sorting_group: '',
        is_shipment_arranged: one.arrangedMs > 0,
      })),
      pagination: { total_count: all.length, next_cursor: more ? String(start + size) : '', more },
      sort: { sort_type: sortType, ascending: isAscending },
    },
  };
}

function openPackages({ world, ...call }: ApiCall): OrderPackage[] {
  const { shopId } = shopOf({ world, ...call });
  return world.orders
    .sorted(shopId, 'createdMs')
    .filter((order) => ['READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP'].includes(order.status))
    .flatMap((order) => order.packages.filter((one) => !isHandedOver(one.status)));
}

function isWanted(one: OrderPackage, filter: Fields | undefined): boolean {
  const status = filter?.optionalInt('package_status', { max: 3 }) ?? TO_PROCESS;
  const isToProcess = one.status === 'LOGISTICS_READY' || one.status === 'LOGISTICS_PICKUP_RETRY';
  const isRight = [true, one.status === 'LOGISTICS_NOT_START', isToProcess, one.status === 'LOGISTICS_REQUEST_CREATED'];
  const channels = filter?.ints('logistics_channel_ids') ?? [];
  const locations = filter?.texts('product_location_ids') ?? [];
  return (
    isRight[status]! &&
    (channels.length === 0 || channels.includes(one.channelId)) &&
    (locations.length === 0 || locations.includes(locationOf(one.order)))
  );
}

function startOf(fields: Fields): number {
  const cursor = fields.optionalText('cursor') ?? '0';
  if (!/^\d{1,9}$/.test(cursor)) throw fields.invalid('cursor', 'value must be the next_cursor of the page before');
  return Number(cursor);
}

function packageDetails(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const numbers = fields.texts('package_number_list');
  if (numbers.length === 0 || numbers.length > MAX_IDS)
    throw fields.invalid('package_number_list', `length should be between 1 and ${MAX_IDS}`);
  const { shopId } = shopOf(call);
  const found = numbers.flatMap((number) => call.world.orders.packageOf(shopId, number) ?? []);
  if (found.length === 0) throw logisticsError('package_not_exist', 'The package is not found.');
  return { response: { package_list: found.map((one) => detailOf(call, one)) } };
}

function detailOf({ world }: ApiCall, one: OrderPackage): JsonObject {
  const { order } = one;
  const isOpen = order.status === 'READY_TO_SHIP';
  return {
    order_sn: order.orderSn,
    package_number: one.packageNumber,
    fulfillment_status: one.status,
    update_time: Math.floor(one.updatedMs / 1000),
    logistics_channel_id: one.channelId,
    shipping_carrier: carrierOf(one.channelId),
    allow_self_design_awb: true,
    days_to_ship: daysToShip(order),
    ship_by_date: Math.floor(shipByMs(order) / 1000),
    pending_terms: [],
    pending_description: [],
    tracking_number: one.trackingNumber,
    tracking_number_expiration_date: 0,
    pickup_done_time: Math.floor(order.pickupDoneMs / 1000),
    is_split_up: order.isSplit,
    item_list: one.lines.map((line) => ({
      ...packageLineAnswer(line, order),
      item_sku: line.line.offer.itemSku,
      model_sku: line.line.offer.modelSku,
    })),
    recipient_address: recipientAddress(order.buyer, order.shop.region, world.settings.maskBuyers),
    parcel_chargeable_weight_gram: weightOf(one),
    group_shipment_id: null,
    virtual_contact_number: '',
    package_query_number: '',
    sorting_group: '',
    is_shipment_arranged: one.arrangedMs > 0,
    status_info_tag: null,
    can_split_order: isOpen && !order.isSplit,
    can_unsplit_order: isOpen && order.isSplit,
    is_pre_order: false,
    driver_info: null,
  };
}

/** Going out of use; `search_package_list` has taken its place. */
function shipmentList(call: ApiCall): JsonObject {
  const fields = fieldsOf(call);
  const size = fields.int('page_size', { min: 1, max: 100 });
  const start = startOf(fields);
  const all = openPackages(call).filter((one) => one.status === 'LOGISTICS_READY');
  const more = all.length > start + size;
  return {
    response: {
      order_list: all
        .slice(start, start + size)
        .map((one) => ({ order_sn: one.order.orderSn, package_number: one.packageNumber })),
      more,
      next_cursor: more ? String(start + size) : '',
    },
  };
}
