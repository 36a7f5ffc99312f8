import { Fields } from '../catalog/fields.js';
import type { OrderPackage } from '../order/order.js';
import { ApiError } from '../protocol/api-error.js';
import { FileAnswer, shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { Shop } from '../shop/shop.js';
import type { FirstMile, FirstMileBook } from './first-mile-book.js';

export interface FirstMileCall {
  readonly call: ApiCall;
  readonly shop: Shop;
  readonly fields: Fields;
  readonly book: FirstMileBook;
}

/** A call of the first-mile module; only shops that ship from another country have a first mile. */
export const firstMileEndpoint = (
  name: string,
  method: Endpoint['method'],
  handle: (call: FirstMileCall) => JsonObject | FileAnswer,
): Endpoint => ({
  path: `/api/v2/first_mile/${name}`,
  method,
  access: 'shop',
  handle: (call) => {
    const shop = shopOf(call);
    const fields = new Fields(call.params, 'firstmile.');
    if (!shop.isCrossBorder) throw fields.refuse('error_permission', 'First mile is for cross-border shops only.');
    return handle({ call, shop, fields, book: call.world.firstMile });
  },
});

export function entryOf(
  { shop, fields, book }: FirstMileCall,
  number = fields.text('first_mile_tracking_number'),
): FirstMile {
  const entry = book.find(shop.shopId, number);
  if (!entry) throw fields.refuse('first_mile_tracking_number_not_exist', `The number ${number} does not exist.`);
  return entry;
}

/** The first mile that a courier brings, by its binding. */
export function entryOfBinding(
  { shop, fields, book }: FirstMileCall,
  bindingId = fields.text('binding_id'),
): FirstMile {
  const entry = book.of(shop.shopId).find((one) => one.bindingId === bindingId);
  if (!entry) throw fields.refuse('binding_not_exist', `The binding ${bindingId} does not exist.`);
  return entry;
}

/** Why a parcel cannot be bound: the name of the error and its words. */
export interface RowFailure {
  readonly fail_error: string;
  readonly fail_message: string;
}

/** The parcel of a row, or why there is none. */
export function parcelOf({ call, shop }: FirstMileCall, row: Fields): OrderPackage | RowFailure {
  const order = call.world.orders.findOf(shop.shopId, row.text('order_sn'));
  if (!order) return failure('order_not_exist', 'The order does not exist.');
  const number = row.optionalText('package_number');
  const parcel = number === undefined ? order.packages[0] : order.packages.find((one) => one.packageNumber === number);
  if (!parcel) return failure('package_not_exist', 'The package does not exist.');
  if (number === undefined && order.isSplit)
    return failure('package_number_required', 'The order is split; say which package.');
  return parcel;
}

export const failure = (name: string, message: string): RowFailure => ({
  fail_error: `firstmile.${name}`,
  fail_message: message,
});

export const isFailure = (one: OrderPackage | RowFailure): one is RowFailure => 'fail_error' in one;

export const allFailed = (response: JsonObject): ApiError =>
  new ApiError('common.batch_api_all_failed', 'All rows failed, see the list for the reasons.', { response });
