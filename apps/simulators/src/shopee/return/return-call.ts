import { fieldsOf } from '../order/order-call.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall } from '../protocol/endpoint.js';
import type { Return } from './return.js';

/** The return of this shop that the call names. */
export function returnOf(call: ApiCall): Return {
  const one = call.world.returns.findOf(shopOf(call).shopId, fieldsOf(call, 'returns').text('return_sn'));
  if (!one) throw new ApiError('error_not_found', 'Wrong parameters, detail: the return is not found.');
  return one;
}

export const statusError = (one: Return): ApiError =>
  new ApiError('error_status', `The return is ${one.status}; this cannot be done any more.`);
