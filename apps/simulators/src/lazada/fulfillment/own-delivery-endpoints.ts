import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { child, isNode, parseLooseJson, textOf } from '../protocol/payload.js';
import type { ItemStatus, OrderItem } from '../order/order.js';
import { DONE, inResult, plantedResult, readList, readRequest, refused, type EntryResult } from './fulfillment-call.js';
import { findItems } from './pack-endpoints.js';
import { onPackages, statusRefusal } from './package-endpoints.js';

/** What sellers report who deliver by themselves: with a fleet of their own, or goods that are no things. */
export const ownDeliveryEndpoints: readonly Endpoint[] = [
  {
    path: '/order/package/sof/collect',
    access: 'seller',
    handle: (call) => inResult(() => report(call, 'dbsCollectReq', 'shipped')),
  },
  {
    path: '/order/package/sof/delivered',
    access: 'seller',
    handle: (call) => inResult(() => report(call, 'dbsDeliveryReq', 'delivered')),
  },
  {
    path: '/order/package/sof/failed_delivery',
    access: 'seller',
    handle: (call) => inResult(() => report(call, 'dbsFailedDeliveryReq', 'failed_delivery')),
  },
  { path: '/order/package/sof/status/update', access: 'seller', handle: updateStatus },
  { path: '/order/digital/delivered', access: 'seller', handle: (call) => inResult(() => deliverDigital(call)) },
];

type Reported = 'shipped' | 'delivered' | 'failed_delivery';

const report = (call: ApiCall, parameter: string, to: Reported): JsonObject =>
  onPackages(call, parameter, (items) => move(call, items, to));

const STEPS: Readonly<Record<Reported, Partial<Record<ItemStatus, readonly ItemStatus[]>>>> = {
  shipped: { ready_to_ship: ['shipped'] },
  delivered: { ready_to_ship: ['shipped', 'delivered'], shipped: ['delivered'] },
  failed_delivery: { ready_to_ship: ['shipped', 'failed_delivery'], shipped: ['failed_delivery'] },
};

function move(call: ApiCall, items: readonly OrderItem[], to: Reported): EntryResult {
  if (items[0]?.order.kind !== 'own-fleet') return refused('700009', 'operation not support for nonDBS order!');
  const plans = items.flatMap((item) => {
    const steps = STEPS[to][item.status];
    return steps ? [{ item, steps }] : [];
  });
  if (plans.length < items.length) return statusRefusal(items);
  call.world.orderMoves.stepTogether(plans);
  return DONE;
}

/** One package's newest status in the words of its carrier. The envelope is one of its own. */
function updateStatus(call: ApiCall): JsonObject {
  const { params, world } = call;
  for (const name of ['trackingNumber', 'source', 'tag', 'trackInfo'])
    if (!params.get(name)) throw missingParameter(name);
  const info = parseLooseJson(params.get('trackInfo')!);
  // Some clients put the information into a field of the same name once more.
  const tree = isNode(info) ? (child(info, 'trackInfo') ?? info) : {};
  const status = textOf(child(tree, 'latestStatus'), 'status')?.toLowerCase();
  const to = REPORTED_WORDS[status ?? ''];
  const found = world.orders.packaged(sellerOf(call), params.get('tag')!);
  const result =
    found && !found.pack.canceled && to
      ? move(call, found.items, to)
      : refused(found ? '700004' : '600001', found ? 'The status is not known' : 'package not found');
  return result.code === '0'
    ? { success: true, module: { result: true } }
    : { success: false, module: { result: false }, errorCode: { displayMessage: result.message } };
}

const REPORTED_WORDS: Readonly<Record<string, Reported>> = {
  shipped: 'shipped',
  delivered: 'delivered',
  failed_delivery: 'failed_delivery',
  failed: 'failed_delivery',
};

function deliverDigital(call: ApiCall): JsonObject {
  const entries = readList(readRequest(call, 'digitalDeliveryReq'), 'orders');
  return {
    orders: entries.map((entry) => ({
      order_id: Number(textOf(entry, 'order_id')),
      order_item_list: findItems(call, entry, 'order_item_list').map(({ itemId, item }) => {
        const { code, message, retry } = deliverOne(call, item);
        return { order_item_id: itemId, msg: message, item_err_code: code, retry };
      }),
    })),
  };
}

function deliverOne(call: ApiCall, item: OrderItem | undefined): EntryResult {
  if (item?.order.kind !== 'digital') return refused('700020', 'order item not found or not belong to digital!');
  if (item.status !== 'pending') return statusRefusal([item]);
  const planted = plantedResult(call);
  if (planted) return planted;
  call.world.orderMoves.step(item, 'delivered');
  return DONE;
}
