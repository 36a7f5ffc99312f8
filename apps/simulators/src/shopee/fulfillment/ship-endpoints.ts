import type { Fields } from '../catalog/fields.js';
import { locationOf } from '../order/order-answer.js';
import { fieldsOf } from '../order/order-call.js';
import type { OrderPackage } from '../order/order.js';
import { ApiError } from '../protocol/api-error.js';
import { shopOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { arrange, readHandover, readPickup, type Handover } from './arrange.js';
import { batchAnswer, tryRow } from './batch-answer.js';
import { logisticsError, mustNotName, orderOfRow, packageOfRow } from './package-call.js';
import { shippingParameter } from './shipping-parameter.js';

const MAX_ROWS = 50;

export const shipEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/logistics/get_shipping_parameter',
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: shippingParameter(namedPackage(call), call.world.nowMs()) }),
  },
  { path: '/api/v2/logistics/ship_order', method: 'POST', access: 'shop', handle: shipOrder },
  { path: '/api/v2/logistics/update_shipping_order', method: 'POST', access: 'shop', handle: updateShipping },
  { path: '/api/v2/logistics/get_mass_shipping_parameter', method: 'POST', access: 'shop', handle: massParameter },
  { path: '/api/v2/logistics/mass_ship_order', method: 'POST', access: 'shop', handle: massShip },
  { path: '/api/v2/logistics/batch_ship_order', method: 'POST', access: 'shop', handle: batchShip },
];

export const namedPackage = (call: ApiCall): OrderPackage =>
  packageOfRow(call.world, shopOf(call), fieldsOf(call, 'logistics'));

/** Unlike reads, writes refuse the number of a package where there is only one. */
function packageToShip(call: ApiCall): OrderPackage {
  mustNotName(orderOfRow(call.world, shopOf(call), fieldsOf(call, 'logistics')), call.params['package_number']);
  return namedPackage(call);
}

/** Success says nothing beyond the envelope. */
function shipOrder(call: ApiCall): JsonObject {
  const one = packageToShip(call);
  arrange(call.world, one, readHandover(fieldsOf(call, 'logistics')));
  return {};
}

/** Another time for a carrier who came in vain. */
function updateShipping(call: ApiCall): JsonObject {
  const one = packageToShip(call);
  if (one.status !== 'LOGISTICS_PICKUP_RETRY')
    throw logisticsError('error_status', `The package is ${one.status}; only one to be fetched again can be updated.`);
  one.pickup = readPickup(call.world, one, fieldsOf(call, 'logistics').object('pickup'));
  call.world.orderMoves.movePackage(one, 'LOGISTICS_REQUEST_CREATED');
  return { response: {} };
}

interface MassRow {
  readonly packageNumber: string;
  readonly one: OrderPackage | undefined;
  readonly reason: string;
}

/** The packages of a mass call: all of one channel and one place, or they fail by themselves. */
function massRows(call: ApiCall, fields: Fields): MassRow[] {
  const { shopId } = shopOf(call);
  const channelId = fields.optionalInt('logistics_channel_id');
  const location = fields.optionalText('product_location_id');
  return fields.someObjects('package_list', MAX_ROWS).map((row) => {
    const packageNumber = row.text('package_number');
    const one = call.world.orders.packageOf(shopId, packageNumber);
    if (!one) return { packageNumber, one: undefined, reason: 'The package is not found.' };
    const isOther =
      (channelId !== undefined && one.channelId !== channelId) ||
      (location !== undefined && locationOf(one.order) !== location);
    return isOther
      ? { packageNumber, one: undefined, reason: 'The package has another channel or location.' }
      : { packageNumber, one, reason: '' };
  });
}

function massParameter(call: ApiCall): JsonObject {
  const rows = massRows(call, fieldsOf(call, 'logistics'));
  const first = rows.find((row) => row.one)?.one;
  return {
    response: {
      ...(first ? shippingParameter(first, call.world.nowMs()) : { info_needed: {}, dropoff: null, pickup: null }),
      success_list: rows.flatMap((row) => (row.one ? [{ package_number: row.packageNumber }] : [])),
      fail_list: rows.flatMap((row) =>
        row.one ? [] : [{ package_number: row.packageNumber, fail_reason: row.reason }],
      ),
    },
  };
}

/** Both lists lie at the top of the answer. */
function massShip(call: ApiCall): JsonObject {
  const fields = fieldsOf(call, 'logistics');
  const handover = readHandover(fields);
  const success: JsonObject[] = [];
  const failed: JsonObject[] = [];
  for (const { packageNumber, one, reason } of massRows(call, fields)) {
    const why = one ? tryToArrange(call, one, handover) : reason;
    if (why === undefined) success.push({ package_number: packageNumber });
    else failed.push({ package_number: packageNumber, fail_reason: why });
  }
  return { success_list: success, fail_list: failed };
}

/** Undefined when it went well, else why not. */
function tryToArrange(call: ApiCall, one: OrderPackage, handover: Handover): string | undefined {
  try {
    if (call.world.faults.strike('partial-failure', call.path)) return 'The carrier did not answer, try again later.';
    arrange(call.world, one, handover);
    return undefined;
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return error.message;
  }
}

/** Only a channel in Brazil has it. */
function batchShip(call: ApiCall): JsonObject {
  const rows = fieldsOf(call, 'logistics').someObjects('order_list', MAX_ROWS);
  return batchAnswer(
    rows.map((row) =>
      tryRow({ order_sn: row.text('order_sn'), package_number: row.optionalText('package_number') ?? '' }, () => {
        throw logisticsError(
          'batch_ship_order_unsupport_channel',
          'The channel of this order does not support batches.',
        );
      }),
    ),
  );
}
