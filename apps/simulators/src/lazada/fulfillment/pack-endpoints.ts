import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { children, textOf, type Node } from '../protocol/payload.js';
import type { OrderItem } from '../order/order.js';
import {
  DONE,
  FulfillmentRefusal,
  inResult,
  plantedResult,
  readList,
  readRequest,
  refused,
  type EntryResult,
} from './fulfillment-call.js';
import { allocationOf, inSameWarehouse, whyNotPackable } from './pack-rules.js';
import { packTogether, TRANSFER_WAREHOUSES } from './package.js';

export const packEndpoints: readonly Endpoint[] = [
  { path: '/order/shipment/providers/get', access: 'seller', handle: (call) => inResult(() => providers(call)) },
  { path: '/order/fulfill/pack', access: 'seller', handle: (call) => inResult(() => packOrders(call)) },
];

function providers(call: ApiCall): JsonObject {
  const entries = readList(readRequest(call, 'getShipmentProvidersReq'), 'orders');
  const items = entries.flatMap((entry) => {
    const found = findItems(call, entry, 'order_item_ids');
    const missing = found.find((one) => one.item === undefined);
    if (missing) throw new FulfillmentRefusal(missing.code, missing.message);
    return found.flatMap((one) => one.item ?? []);
  });
  const allocation = allocationOf(items[0]!);
  if (items.some((item) => allocationOf(item) !== allocation))
    throw new FulfillmentRefusal('700004', 'Orders that ship in different ways cannot be asked for together');
  return {
    platform_default: allocation === 'NTFS' ? 0 : 1,
    shipment_providers:
      allocation === 'NTFS' ? TRANSFER_WAREHOUSES.map(({ name, code }) => ({ name, provider_code: code })) : [],
    shipping_allocate_type: allocation,
  };
}

function packOrders(call: ApiCall): JsonObject {
  const request = readRequest(call, 'packReq');
  if (textOf(request, 'delivery_type') !== 'dropship')
    throw new FulfillmentRefusal('700013', 'delivery_type must be dropship');
  const orders = readList(request, 'pack_order_list').map((entry) => ({
    entry,
    found: findItems(call, entry, 'order_item_list'),
  }));
  const items = orders.flatMap(({ found }) => found.flatMap(({ item }) => item ?? []));
  const provider = checkAllocation(request, items);
  return {
    pack_order_list: orders.map(({ entry, found }) => ({
      order_id: Number(textOf(entry, 'order_id')),
      order_item_list: packOne(call, found, provider),
    })),
  };
}

/** The transfer warehouse, empty where there is none. Both fields hold for the whole call. */
function checkAllocation(request: Node, items: readonly OrderItem[]): string {
  const allocation = textOf(request, 'shipping_allocate_type');
  const provider = textOf(request, 'shipment_provider_code') ?? '';
  if (allocation !== 'NTFS' && allocation !== 'TFS')
    throw new FulfillmentRefusal('700004', 'shipping_allocate_type must be NTFS or TFS');
  const wrong = items.find((item) => allocationOf(item) !== allocation);
  if (wrong)
    throw new FulfillmentRefusal('700004', `shipping_allocate_type of this order must be ${allocationOf(wrong)}`);
  if (allocation === 'TFS' && provider !== '')
    throw new FulfillmentRefusal('700004', 'shipment_provider_code must not be given for this order');
  if (allocation === 'NTFS' && provider === '')
    throw new FulfillmentRefusal('700017', 'shipment_provider_code must be given for a cross-border order');
  if (allocation === 'NTFS' && !TRANSFER_WAREHOUSES.some((one) => one.code === provider))
    throw new FulfillmentRefusal('700033', 'transferringWarehouseCode cannot found');
  return provider;
}

/** What can be packed goes into one package; each item is told how it fared. */
function packOne(call: ApiCall, found: readonly FoundItem[], provider: string): JsonObject[] {
  const items = found.flatMap(({ item }) => item ?? []);
  const mixed = inSameWarehouse(items) ? undefined : refused('700029', 'item must belong same warehouse');
  const planted = mixed ? undefined : plantedResult(call);
  const results = found.map(({ item, code, message, itemId }) => ({
    item,
    itemId,
    result: item ? (whyNotPackable(item) ?? mixed ?? planted ?? DONE) : refused(code, message),
  }));
  const packable = results.flatMap(({ item, result }) => (item && result === DONE ? [item] : []));
  if (packable.length > 0) packTogether(call.world, packable, provider);
  return results.map(({ item, itemId, result }) => itemAnswer(itemId, item, result));
}

const itemAnswer = (
  itemId: number,
  item: OrderItem | undefined,
  { code, message, retry }: EntryResult,
): JsonObject => ({
  order_item_id: itemId,
  msg: message,
  item_err_code: code,
  ...(code === '0' && {
    tracking_number: item?.pack?.trackingNumber,
    shipment_provider: item?.pack?.carrier,
    package_id: item?.pack?.packageId,
  }),
  retry,
});

interface FoundItem {
  readonly itemId: number;
  readonly item: OrderItem | undefined;
  /** Why there is no such item. */
  readonly code: string;
  readonly message: string;
}

export function findItems(call: ApiCall, entry: Node, listName: string): FoundItem[] {
  const ids = children(entry, listName).map(Number);
  if (ids.length === 0) throw new FulfillmentRefusal('700019', `${listName} must not be empty`);
  const order = call.world.orders.findOf(sellerOf(call), Number(textOf(entry, 'order_id')));
  const [code, message] = order
    ? (['700025', 'order item not found'] as const)
    : (['700021', 'order not found'] as const);
  return ids.map((itemId) => ({
    itemId,
    item: order?.items.find((one) => one.itemId === itemId),
    code,
    message,
  }));
}
