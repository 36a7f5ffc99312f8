import type { Fields } from '../catalog/fields.js';
import type { OrderPackage } from '../order/order.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { MAX_PARCELS, type FirstMile, type Shipment } from './first-mile-book.js';
import {
  allFailed,
  entryOf,
  entryOfBinding,
  failure,
  firstMileEndpoint,
  isFailure,
  parcelOf,
  type FirstMileCall,
  type RowFailure,
} from './first-mile-call.js';

const MAX_ROWS = 50;
const MAX_NUMBERS = 20;
const METHODS = ['pickup', 'dropoff', 'self_deliver'] as const;

/** Puts parcels under first-mile numbers, and takes them off again. */
export const bindingEndpoints: readonly Endpoint[] = [
  firstMileEndpoint('generate_first_mile_tracking_number', 'POST', generate),
  firstMileEndpoint('bind_first_mile_tracking_number', 'POST', (call) => bind(call, entryOf(call), readShipment(call))),
  firstMileEndpoint('generate_and_bind_first_mile_tracking_number', 'POST', generateAndBind),
  firstMileEndpoint('unbind_first_mile_tracking_number', 'POST', (call) => unbind(call, entryOf(call))),
  firstMileEndpoint('unbind_first_mile_tracking_number_all', 'POST', unbindAll),
  firstMileEndpoint('bind_courier_delivery_first_mile_tracking_number', 'POST', bindCourier),
];

function readDate({ fields, call }: FirstMileCall): string {
  const date = fields.optionalText('declare_date') ?? new Date(call.world.nowMs()).toISOString().slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(date) || Number.isNaN(Date.parse(date)))
    throw fields.invalid('declare_date', 'value must be a date such as 2026-01-31');
  return date;
}

function generate(call: FirstMileCall): JsonObject {
  const { fields, book, shop } = call;
  fields.text('declare_date');
  const date = readDate(call);
  const quantity = fields.optionalInt('quantity', { min: 1, max: MAX_NUMBERS }) ?? 1;
  const numbers = Array.from({ length: quantity }, () => book.generate(shop.shopId, date).number);
  return { response: { first_mile_tracking_number_list: numbers } };
}

function readShipment({ fields }: FirstMileCall): Shipment {
  const region = fields.text('region').toUpperCase();
  if (!['CN', 'KR'].includes(region)) throw fields.invalid('region', 'value must be CN or KR');
  return {
    method: fields.oneOf('shipment_method', METHODS),
    region,
    channelId: fields.optionalInt('logistics_channel_id') ?? 0,
    warehouseId: fields.optionalText('warehouse_id') ?? '',
  };
}

function bind(call: FirstMileCall, entry: FirstMile, shipment: Shipment): JsonObject {
  return inOneList(bindRows(call, entry, shipment), { first_mile_tracking_number: entry.number });
}

function bindRows(call: FirstMileCall, entry: FirstMile, shipment: Shipment): JsonObject[] {
  const { fields, book } = call;
  if (entry.status !== 'NOT_AVAILABLE' && entry.status !== 'ORDER_CREATED')
    throw fields.refuse('first_mile_status_invalid', `The first mile is ${entry.status}; no parcel can be added.`);
  return fields.someObjects('order_list', MAX_ROWS).map((row) =>
    resultOf(row, () => {
      const parcel = parcelOf(call, row);
      if (isFailure(parcel)) return parcel;
      const refusal = whyNotBindable(call, entry, parcel);
      if (refusal) return refusal;
      book.bind(entry, parcel, shipment);
      return undefined;
    }),
  );
}

function whyNotBindable({ book }: FirstMileCall, entry: FirstMile, parcel: OrderPackage): RowFailure | undefined {
  if (parcel.status !== 'LOGISTICS_REQUEST_CREATED')
    return failure('order_status_invalid', 'Arrange the shipment first; a parcel that is on its way cannot be bound.');
  if (book.numberOf(parcel) !== undefined) return failure('order_already_bound', 'The parcel is bound already.');
  return entry.parcels.length >= MAX_PARCELS
    ? failure('order_exceed_limit', `A number takes at most ${MAX_PARCELS} parcels.`)
    : undefined;
}

function unbind(call: FirstMileCall, entry: FirstMile): JsonObject {
  return inOneList(unbindRows(call, entry), { first_mile_tracking_number: entry.number });
}

function unbindAll(call: FirstMileCall): JsonObject {
  return inTwoLists(unbindRows(call, undefined), {});
}

/** From one number, or from whichever number each parcel is under. */
function unbindRows(call: FirstMileCall, entry: FirstMile | undefined): JsonObject[] {
  const { fields, book } = call;
  return fields.someObjects('order_list', MAX_ROWS).map((row) =>
    resultOf(row, () => {
      const parcel = parcelOf(call, row);
      if (isFailure(parcel)) return parcel;
      const number = book.numberOf(parcel);
      if (number === undefined || (entry && number !== entry.number))
        return failure('order_not_bound', 'The parcel is not bound to this number.');
      if (entryOf(call, number).status !== 'ORDER_CREATED')
        return failure('first_mile_status_invalid', 'The parcels are on their way already.');
      book.unbind(parcel);
      return undefined;
    }),
  );
}

/** A courier brings the parcels: the number is made and bound in one call, and known by its binding. */
function generateAndBind(call: FirstMileCall): JsonObject {
  const { fields, book, shop } = call;
  fields.oneOf('shipment_method', ['courier_delivery']);
  const info = fields.object('courier_delivery_info');
  const shipment: Shipment = {
    method: 'courier_delivery',
    region: (fields.optionalText('region') ?? 'CN').toUpperCase(),
    channelId: info.int('logistics_product_id'),
    warehouseId: info.text('warehouse_id'),
  };
  const entry = book.generate(shop.shopId, readDate(call), true);
  return inTwoLists(bindRows(call, entry, shipment), { binding_id: entry.bindingId });
}

/** More parcels for a binding that there is. */
function bindCourier(call: FirstMileCall): JsonObject {
  call.fields.oneOf('shipment_method', ['courier_delivery']);
  const entry = entryOfBinding(call);
  const shipment = entry.shipment ?? { method: 'courier_delivery', region: 'CN', channelId: 0, warehouseId: '' };
  return inTwoLists(bindRows(call, entry, shipment), { binding_id: entry.bindingId });
}

function resultOf(row: Fields, apply: () => RowFailure | undefined): JsonObject {
  const refusal = apply();
  const packageNumber = row.optionalText('package_number');
  return {
    order_sn: row.text('order_sn'),
    ...(packageNumber === undefined ? {} : { package_number: packageNumber }),
    ...(refusal ?? { fail_error: '', fail_message: '' }),
  };
}

const isDone = (row: JsonObject): boolean => row['fail_error'] === '';
const named = ({ order_sn, package_number }: JsonObject): JsonObject => ({ order_sn, package_number });

/** Rows that failed stand among the others and again in `warning`; when all did, it is an error. */
function inOneList(rows: readonly JsonObject[], head: JsonObject): JsonObject {
  const response = { ...head, order_list: rows };
  if (!rows.some(isDone)) throw allFailed(response);
  const warning = rows.filter((row) => !isDone(row)).map(named);
  return { ...(warning.length > 0 ? { warning } : {}), response };
}

/** Rows that failed stand in a list of their own. */
function inTwoLists(rows: readonly JsonObject[], head: JsonObject): JsonObject {
  const failed = rows.filter((row) => !isDone(row));
  const response = { ...head, success_list: rows.filter(isDone).map(named), fail_list: failed };
  if (failed.length === rows.length) throw allFailed(response);
  return { response };
}
