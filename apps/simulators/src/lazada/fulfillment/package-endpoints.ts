import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { textOf } from '../protocol/payload.js';
import type { OrderItem, OrderPackage } from '../order/order.js';
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
import { labelAnswer } from './label.js';

export const packageEndpoints: readonly Endpoint[] = [
  { path: '/order/package/rts', access: 'seller', handle: (call) => inResult(() => readyToShip(call)) },
  { path: '/order/package/repack', access: 'seller', handle: (call) => inResult(() => repack(call)) },
  { path: '/order/package/document/get', access: 'seller', handle: (call) => inResult(() => document(call)) },
];

const readyToShip = (call: ApiCall): JsonObject =>
  onPackages(call, 'readyToShipReq', (items) => {
    if (items.some((item) => item.status !== 'packed')) return statusRefusal(items);
    for (const item of items) {
      call.world.orderMoves.step(item, 'ready_to_ship');
      call.world.calls.reacted(item.order, 'order → ready to ship');
    }
    return DONE;
  });

/** Undoes the package: its items may be packed again, in other ways. */
const repack = (call: ApiCall): JsonObject =>
  onPackages(call, 'rePackReq', (items) => {
    if (items.some((item) => item.status !== 'packed')) return statusRefusal(items);
    for (const item of items) {
      if (item.pack) item.pack.canceled = true;
      call.world.orderMoves.step(item, 'repacked');
      item.pack = undefined;
    }
    return DONE;
  });

export const statusRefusal = (items: readonly OrderItem[]): EntryResult =>
  refused('700000', `current package status ${items[0]?.status} not allow to operation`);

/** Answers for each package by itself: one that fails does not stop the others. */
export function onPackages(
  call: ApiCall,
  parameter: string,
  act: (items: readonly OrderItem[], pack: OrderPackage) => EntryResult,
): JsonObject {
  const entries = readList(readRequest(call, parameter), 'packages');
  return {
    packages: entries.map((entry) => {
      const packageId = textOf(entry, 'package_id');
      const { code, message, retry } = onPackage(call, packageId, act);
      return { package_id: packageId ?? '', msg: message, item_err_code: code, retry };
    }),
  };
}

function onPackage(
  call: ApiCall,
  packageId: string | undefined,
  act: (items: readonly OrderItem[], pack: OrderPackage) => EntryResult,
): EntryResult {
  if (packageId === undefined) return refused('30012', 'package id is missing');
  const found = call.world.orders.packaged(sellerOf(call), packageId);
  if (!found) return refused('600001', 'package not found');
  if (found.pack.canceled) return refused('600002', 'package already cancelled');
  const planted = plantedResult(call);
  return planted ?? act(found.items, found.pack);
}

function document(call: ApiCall): JsonObject {
  const request = readRequest(call, 'getDocumentReq');
  const type = textOf(request, 'doc_type')?.toUpperCase();
  if (type !== 'PDF' && type !== 'HTML') throw new FulfillmentRefusal('700004', 'doc_type must be PDF or HTML');
  const found = readList(request, 'packages').map((entry) => {
    const one = call.world.orders.packaged(sellerOf(call), textOf(entry, 'package_id') ?? '');
    if (!one) throw new FulfillmentRefusal('600001', 'package not found');
    if (one.items[0]?.order.kind === 'own-fleet')
      throw new FulfillmentRefusal('50008', 'There is no label for an order of the seller’s own fleet');
    return one;
  });
  const printable = found.filter(({ pack }) => !pack.canceled);
  if (printable.length === 0) throw new FulfillmentRefusal('700040', 'There is nothing printable');
  return labelAnswer(call, printable, { type, withItems: textOf(request, 'print_item_list') === 'true' });
}
