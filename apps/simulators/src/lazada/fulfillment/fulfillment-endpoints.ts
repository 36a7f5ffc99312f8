import { missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { children, isNode, parseLooseJson, textOf, type Node } from '../protocol/payload.js';
import type { OrderItem } from '../order/order.js';
import { labelAnswer } from './label.js';
import { packTogether, TRANSFER_WAREHOUSES } from './package.js';

export const fulfillmentEndpoints: readonly Endpoint[] = [
  { path: '/order/shipment/providers/get', access: 'seller', handle: (call) => inResult(() => providers(call)) },
  { path: '/order/fulfill/pack', access: 'seller', handle: (call) => inResult(() => packOrders(call)) },
  { path: '/order/package/rts', access: 'seller', handle: (call) => inResult(() => readyToShip(call)) },
  { path: '/order/package/repack', access: 'seller', handle: (call) => inResult(() => repack(call)) },
  { path: '/order/package/document/get', access: 'seller', handle: (call) => inResult(() => document(call)) },
];

/** A refusal inside the `result` envelope: the call itself succeeded. */
class FulfillmentRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

function inResult(decide: () => JsonObject): JsonObject {
  try {
    return { result: { success: true, data: decide() } };
  } catch (error) {
    if (!(error instanceof FulfillmentRefusal)) throw error;
    return { result: { success: false, error_code: error.code, error_msg: error.message } };
  }
}

/** Each of these calls takes one parameter that holds JSON. */
function readRequest(call: ApiCall, name: string): Node {
  const value = call.params.get(name);
  if (!value) throw missingParameter(name);
  const request = parseLooseJson(value);
  if (!isNode(request)) throw new FulfillmentRefusal('700004', `${name} is not valid JSON`);
  return request;
}

function readList(request: Node, name: string): Node[] {
  const list = children(request, name).filter(isNode);
  if (list.length === 0) throw new FulfillmentRefusal('700017', `${name} must not be empty`);
  if (list.length > 20) throw new FulfillmentRefusal('700022', `${name} holds more than 20 entries`);
  return list;
}

function providers(call: ApiCall): JsonObject {
  const { crossBorder } = sellerOf(call);
  for (const entry of readList(readRequest(call, 'getShipmentProvidersReq'), 'orders'))
    findItems(call, entry, 'order_item_ids');
  return {
    platform_default: crossBorder ? 0 : 1,
    shipment_providers: crossBorder ? TRANSFER_WAREHOUSES.map(({ name, code }) => ({ name, provider_code: code })) : [],
    shipping_allocate_type: crossBorder ? 'NTFS' : 'TFS',
  };
}

function packOrders(call: ApiCall): JsonObject {
  const { world } = call;
  const { crossBorder } = sellerOf(call);
  const request = readRequest(call, 'packReq');
  if (textOf(request, 'delivery_type') !== 'dropship')
    throw new FulfillmentRefusal('700013', 'delivery_type must be dropship');
  const allocate = textOf(request, 'shipping_allocate_type');
  if (allocate !== (crossBorder ? 'NTFS' : 'TFS')) {
    throw new FulfillmentRefusal(
      '700004',
      `shipping_allocate_type of this shop must be ${crossBorder ? 'NTFS' : 'TFS'}`,
    );
  }
  const provider = textOf(request, 'shipment_provider_code');
  if (crossBorder && !TRANSFER_WAREHOUSES.some((one) => one.code === provider)) {
    throw new FulfillmentRefusal('700016', 'There is no NTFS 3PL with this shipment_provider_code');
  }
  const orders = readList(request, 'pack_order_list').map((entry) => ({
    entry,
    items: findItems(call, entry, 'order_item_list'),
  }));
  return {
    pack_order_list: orders.map(({ entry, items }) => {
      const packable = items.filter((item) => item.status === 'pending' || item.status === 'repacked');
      if (packable.length > 0) packTogether(world, packable, provider ?? '');
      return {
        order_id: Number(textOf(entry, 'order_id')),
        order_item_list: items.map((item) => packedAnswer(item, packable.includes(item))),
      };
    }),
  };
}

const packedAnswer = (item: OrderItem, packed: boolean): JsonObject =>
  packed
    ? {
        order_item_id: item.itemId,
        msg: 'success',
        item_err_code: '0',
        tracking_number: item.pack?.trackingNumber,
        shipment_provider: item.pack?.carrier,
        package_id: item.pack?.packageId,
        retry: false,
      }
    : {
        order_item_id: item.itemId,
        msg: `The item status ${item.status} is not packable`,
        item_err_code: '700026',
        retry: false,
      };

function readyToShip(call: ApiCall): JsonObject {
  return onPackages(call, 'readyToShipReq', (items) => {
    if (items.some((item) => item.status !== 'packed'))
      return ['700000', `The status ${items[0]?.status} does not allow this`];
    for (const item of items) {
      call.world.orderMoves.step(item, 'ready_to_ship');
      call.world.reacted(item.order, 'order → ready to ship');
    }
    return ['0', 'success'];
  });
}

function repack(call: ApiCall): JsonObject {
  return onPackages(call, 'rePackReq', (items) => {
    if (items[0]?.pack?.canceled) return ['600002', 'The package was cancelled already'];
    if (items.some((item) => item.status !== 'packed'))
      return ['700000', `The status ${items[0]?.status} does not allow this`];
    for (const item of items) {
      if (item.pack) item.pack.canceled = true;
      call.world.orderMoves.step(item, 'repacked');
      item.pack = undefined;
    }
    return ['0', 'success'];
  });
}

/** Answers for each package by itself: one that fails does not stop the others. */
function onPackages(
  call: ApiCall,
  parameter: string,
  act: (items: readonly OrderItem[]) => readonly [code: string, message: string],
): JsonObject {
  const packages = readList(readRequest(call, parameter), 'packages');
  return {
    packages: packages.map((entry) => {
      const packageId = textOf(entry, 'package_id') ?? '';
      const items = call.world.orders.packaged(sellerOf(call), packageId);
      // An item that was packed again belongs to its newer package.
      const own = items?.filter((item) => item.pack?.packageId === packageId && item.status !== 'canceled');
      const [code, msg] = own?.length
        ? act(own)
        : items
          ? ['600002', 'The package was cancelled already']
          : ['600001', 'The package was not found'];
      return { package_id: packageId, msg, item_err_code: code, retry: false };
    }),
  };
}

function document(call: ApiCall): JsonObject {
  const request = readRequest(call, 'getDocumentReq');
  const packages = readList(request, 'packages').map((entry) => {
    const items = call.world.orders.packaged(sellerOf(call), textOf(entry, 'package_id') ?? '');
    const pack = items?.[0]?.pack;
    if (!pack) throw new FulfillmentRefusal('600001', 'The package was not found');
    return pack;
  });
  return labelAnswer(packages, textOf(request, 'doc_type') ?? 'PDF', sellerOf(call).site);
}

function findItems(call: ApiCall, entry: Node, listName: string): OrderItem[] {
  const order = call.world.orders.findOf(sellerOf(call), Number(textOf(entry, 'order_id')));
  if (!order) throw new FulfillmentRefusal('700021', 'The order was not found');
  const ids = children(entry, listName).map(Number);
  if (ids.length === 0) throw new FulfillmentRefusal('700019', `${listName} must not be empty`);
  return ids.map((id) => {
    const item = order.items.find((one) => one.itemId === id);
    if (!item) throw new FulfillmentRefusal('700025', `The order item ${id} was not found`);
    return item;
  });
}
