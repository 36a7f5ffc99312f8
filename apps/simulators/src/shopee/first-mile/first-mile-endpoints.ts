import { readCursor } from '../finance/finance-call.js';
import { writePdf } from '../fulfillment/pdf.js';
import { FileAnswer, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { OrderPackage } from '../order/order.js';
import { isHandedOver } from '../order/status.js';
import { bindingEndpoints } from './binding-endpoints.js';
import type { FirstMile } from './first-mile-book.js';
import { entryOf, entryOfBinding, firstMileEndpoint, type FirstMileCall } from './first-mile-call.js';

const HALF_A_YEAR_MS = 183 * 86_400_000;

const CHANNELS = [
  { logistics_channel_id: 813, logistics_channel_name: 'Pickup service', shipment_method: 'pickup' },
  { logistics_channel_id: 814, logistics_channel_name: 'Drop-off point', shipment_method: 'dropoff' },
  { logistics_channel_id: 0, logistics_channel_name: 'Self deliver', shipment_method: 'self_deliver' },
];
const WAREHOUSES = [
  {
    region: 'CN',
    warehouse_id: 'CNS01',
    warehouse_name_en: 'Nanning transit warehouse',
    warehouse_name_cn: '南宁转运仓',
  },
  {
    region: 'CN',
    warehouse_id: 'CNS02',
    warehouse_name_en: 'Dongguan transit warehouse',
    warehouse_name_cn: '东莞转运仓',
  },
  {
    region: 'KR',
    warehouse_id: 'KRS01',
    warehouse_name_en: 'Incheon transit warehouse',
    warehouse_name_cn: '仁川转运仓',
  },
];
const COURIERS = [
  {
    logistics_product_id: 9001,
    logistics_product_name: 'Courier to the warehouse',
    courier_list: [{ courier_name: 'Fast Courier', courier_service_id: '1', courier_service_name: 'Standard' }],
  },
];

export const firstMileEndpoints: readonly Endpoint[] = [
  firstMileEndpoint('get_channel_list', 'GET', ({ fields }) => {
    const region = (fields.optionalText('region') ?? 'CN').toUpperCase();
    return { response: { logistics_channel_list: CHANNELS.map((one) => ({ ...one, region })) } };
  }),
  firstMileEndpoint('get_transit_warehouse_list', 'GET', ({ fields }) => {
    const region = (fields.optionalText('region') ?? 'CN').toUpperCase();
    const own = WAREHOUSES.filter((one) => one.region === region);
    return {
      response: { transit_warehouse_list: own.map(({ region: _region, ...one }) => ({ ...one, warehouse_type: 1 })) },
    };
  }),
  firstMileEndpoint('get_unbind_order_list', 'GET', listUnbound),
  ...bindingEndpoints,
  firstMileEndpoint('get_detail', 'GET', (call) => detail(call, entryOf(call))),
  firstMileEndpoint('get_tracking_number_list', 'GET', (call) => listNumbers(call, false)),
  firstMileEndpoint('get_waybill', 'POST', waybill),
  firstMileEndpoint('get_courier_delivery_channel_list', 'GET', () => ({
    response: { logistics_channel_list: COURIERS },
  })),
  firstMileEndpoint('get_courier_delivery_detail', 'GET', (call) => detail(call, entryOfBinding(call))),
  firstMileEndpoint('get_courier_delivery_tracking_number_list', 'GET', (call) => listNumbers(call, true)),
  firstMileEndpoint('get_courier_delivery_waybill', 'POST', courierWaybills),
];

/** Parcels that are arranged, under no number, and not older than half a year. */
function listUnbound({ call, shop, fields, book }: FirstMileCall): JsonObject {
  const wanted = fields.texts('response_optional_fields');
  const since = call.world.nowMs() - HALF_A_YEAR_MS;
  const parcels = call.world.orders
    .sorted(shop.shopId, 'createdMs')
    .filter((order) => order.createdMs >= since)
    .flatMap((order) => order.packages)
    .filter((one) => one.status === 'LOGISTICS_REQUEST_CREATED' && book.numberOf(one) === undefined);
  const { page, more, next } = readCursor(fields, parcels);
  return {
    response: {
      order_list: page.map((one) => ({
        order_sn: one.order.orderSn,
        ...(wanted.includes('logistics_status') ? { logistics_status: one.status } : {}),
        ...(wanted.includes('package_number') ? { package_number: one.packageNumber } : {}),
      })),
      more,
      next_cursor: next,
    },
  };
}

function detail({ fields }: FirstMileCall, entry: FirstMile): JsonObject {
  const { page, more, next } = readCursor(fields, entry.parcels);
  return {
    response: {
      first_mile_tracking_number: entry.number,
      ...(entry.bindingId === '' ? {} : { binding_id: entry.bindingId }),
      status: entry.status,
      declare_date: entry.declareDate,
      shipment_method: entry.shipment?.method ?? '',
      logistics_channel_id: entry.shipment?.channelId ?? 0,
      last_update_time: Math.floor(entry.updatedMs / 1000),
      order_list: page.map((one) => parcelAnswer(one, entry)),
      more,
      next_cursor: next,
    },
  };
}

const parcelAnswer = (parcel: OrderPackage, entry: FirstMile): JsonObject => ({
  order_sn: parcel.order.orderSn,
  package_number: parcel.packageNumber,
  sls_tracking_number: parcel.trackingNumber,
  pick_up_done: ['PICKED_UP', 'ORDER_RECEIVED', 'DELIVERED'].includes(entry.status),
  arrived_transit_warehouse: entry.status === 'DELIVERED' || isHandedOver(parcel.status),
});

function listNumbers({ shop, fields, book }: FirstMileCall, isCourier: boolean): JsonObject {
  const from = fields.optionalText('from_date') ?? '';
  const to = fields.optionalText('to_date') ?? '9999';
  const entries = book
    .of(shop.shopId)
    .filter((one) => (one.bindingId !== '') === isCourier && one.declareDate >= from && one.declareDate <= to);
  const { page, more, next } = readCursor(fields, entries);
  const list = page.map((one) => ({
    first_mile_tracking_number: one.number,
    ...(isCourier ? { binding_id: one.bindingId } : {}),
    status: one.status,
    declare_date: one.declareDate,
  }));
  return {
    response: {
      [isCourier ? 'tracking_number_list' : 'first_mile_tracking_number_list']: list,
      more,
      next_cursor: next,
    },
  };
}

/** A page for each number. */
function waybill(call: FirstMileCall): FileAnswer {
  const numbers = call.fields.texts('first_mile_tracking_number_list');
  if (numbers.length === 0) throw call.fields.notNull('first_mile_tracking_number_list');
  const entries = numbers.map((number) => entryOf(call, number));
  const pages = entries.map((one) => ['First mile', one.number, one.declareDate, `${one.parcels.length} parcels`]);
  return new FileAnswer('application/pdf', 'first-mile-waybill.pdf', writePdf(pages));
}

/** Addresses of the labels; nothing is kept there. */
function courierWaybills(call: FirstMileCall): JsonObject {
  const ids = call.fields.texts('binding_id_list');
  if (ids.length === 0) throw call.fields.notNull('binding_id_list');
  const list = ids.map((id) => ({
    binding_id: entryOfBinding(call, id).bindingId,
    shipping_label_url: `https://labels.shopee.example/${id}.pdf`,
  }));
  return { response: { waybill_list: list } };
}
