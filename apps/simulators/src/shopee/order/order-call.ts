import { Fields } from '../catalog/fields.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall } from '../protocol/endpoint.js';
import type { Order } from './order.js';

export const orderNotFound = (): ApiError =>
  new ApiError('error_not_found', 'Wrong parameters, detail: the order is not found.');

/** The parameters of a call of a module; its error names begin with the module. */
export const fieldsOf = (call: ApiCall, module = 'order'): Fields => new Fields(call.params, `${module}.`);

/** The order of this shop that the call names. */
export function orderOf(call: ApiCall, fields: Fields): Order {
  const order = call.world.orders.findOf(shopOf(call).shopId, fields.text('order_sn'));
  if (!order) throw orderNotFound();
  return order;
}
