import { fieldsOf } from '../order/order-call.js';
import type { OrderPackage } from '../order/order.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { namedPackage } from './ship-endpoints.js';

export const trackingEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/logistics/get_tracking_number',
    method: 'GET',
    access: 'shop',
    handle: (call) => {
      const wanted = fieldsOf(call, 'logistics').texts('response_optional_fields');
      return { response: numbersOf(call, namedPackage(call), wanted) };
    },
  },
  { path: '/api/v2/logistics/get_mass_tracking_number', method: 'POST', access: 'shop', handle: massNumbers },
  { path: '/api/v2/logistics/get_tracking_info', method: 'GET', access: 'shop', handle: trackingInfo },
];

/** A number may take minutes to come; until then it is empty. */
function numbersOf({ world }: ApiCall, one: OrderPackage, wanted: readonly string[]): JsonObject {
  const { isCrossBorder } = one.order.shop;
  const optional: JsonObject = {
    plp_number: '',
    first_mile_tracking_number: world.firstMile.numberOf(one) ?? '',
    last_mile_tracking_number: isCrossBorder ? one.trackingNumber : '',
  };
  return {
    tracking_number: one.trackingNumber,
    hint:
      one.arrangedMs > 0 && one.trackingNumber === ''
        ? 'The carrier is being asked for a number, try again later.'
        : '',
    pickup_code: '',
    ...Object.fromEntries(Object.entries(optional).filter(([name]) => wanted.includes(name))),
  };
}

function massNumbers(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'logistics');
  const wanted = fields.texts('response_optional_fields');
  const success: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const row of fields.someObjects('package_list', 50)) {
    const packageNumber = row.text('package_number');
    const one = call.world.orders.packageOf(shopOf(call).shopId, packageNumber);
    if (one) success.push({ package_number: packageNumber, ...numbersOf(call, one, wanted) });
    else failed.push({ package_number: packageNumber, fail_reason: 'The package is not found.' });
  }
  return { response: { success_list: success, fail_list: failed } };
}

const EVENTS: readonly (readonly [(one: OrderPackage) => number, string, string])[] = [
  [(one) => one.arrangedMs, 'ORDER_CREATED', 'The shipment was arranged'],
  [(one) => one.order.pickupDoneMs, 'PICKED_UP', 'The parcel was handed over'],
  [(one) => (one.status === 'LOGISTICS_DELIVERY_DONE' ? one.updatedMs : 0), 'DELIVERED', 'The parcel was delivered'],
  [
    (one) => (one.status === 'LOGISTICS_DELIVERY_FAILED' ? one.updatedMs : 0),
    'FAILED_DELIVERED',
    'The delivery failed',
  ],
];

function trackingInfo(call: ApiCall): JsonObject {
  const one = namedPackage(call);
  const events = EVENTS.map(([at, status, description]) => ({
    update_time: Math.floor(at(one) / 1000),
    description,
    logistics_status: status,
  })).filter((event) => event.update_time > 0);
  return {
    response: {
      order_sn: one.order.orderSn,
      package_number: one.packageNumber,
      logistics_status: one.status,
      tracking_info: events.toReversed(),
    },
  };
}
