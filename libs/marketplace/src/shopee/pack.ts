import { InvalidRequestError } from '../port/errors.js';
import type { PackRequest } from '../port/fulfillment.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { toShippingParameterRequest } from './fulfillment.js';
import { activeUnitsOf, lineKeyOf } from './orders.js';

/** @param packageId only of an order that was split */
export function toShipOrderRequest(
  { orderNumber, carrierCode }: PackRequest,
  packageId?: string,
): Record<string, unknown> {
  const [method, addressId, timeId] = (carrierCode ?? '').split(':');
  const order = toShippingParameterRequest(orderNumber, packageId);
  if (method === 'pickup' && addressId !== undefined && /^\d{1,15}$/.test(addressId)) {
    return {
      ...order,
      pickup: { address_id: Number(addressId), ...(timeId !== undefined && { pickup_time_id: timeId }) },
    };
  }
  if (method === 'dropoff' || method === 'non_integrated') return { ...order, [method]: {} };
  throw new InvalidRequestError(
    {
      cause: 'How the parcel is handed over is not named.',
      advice: 'Ask for the shipping options and name the code of one of them.',
      zh: { cause: '未指定交件方式。', advice: '请先获取发货选项并选择其一。' },
    },
    { marketplace: 'shopee', operation: 'fulfillment.pack' },
    [{ field: 'carrierCode', message: 'One of the codes of the shipping options.' }],
  );
}

/** Parts an order into the units of the request and the rest. */
export const toSplitRequest = (
  orderNumber: string,
  parcels: readonly (readonly WireObject[])[],
): Record<string, unknown> => ({
  order_sn: orderNumber,
  package_list: parcels.map((rows) => ({
    item_list: rows.map((row) => ({
      ...lineKeyOf(row),
      model_quantity: activeUnitsOf(row),
    })),
  })),
});
