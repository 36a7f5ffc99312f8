import { businessError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import { parseLooseJson } from '../protocol/payload.js';
import { cancelReasons, OUT_OF_STOCK, WRONG_PRICE } from '../reverse/reasons.js';
import type { OrderItem } from '../order/order.js';
import { htmlOf, linesOf } from './label.js';
import { whyNotPackable } from './pack-rules.js';
import { packTogether, TRANSFER_WAREHOUSES } from './package.js';

/** Announced as switched off in 2023 and still called by older clients. */
export const legacyEndpoints: readonly Endpoint[] = [
  {
    path: '/shipment/providers/get',
    access: 'seller',
    handle: (call) => ({
      data: {
        shipment_providers: providerNames(call).map((name, index) => ({
          name,
          cod: 1,
          is_default: index === 0 ? 1 : 0,
          api_integration: 1,
        })),
      },
    }),
  },
  {
    path: '/order/pack',
    access: 'seller',
    handle: (call) => {
      const provider = call.params.get('shipping_provider') ?? '';
      if (!providerNames(call).includes(provider)) throw businessError(6, `Invalid shipping provider [${provider}]`);
      const items = readItems(call);
      const wrong = items.map(whyNotPackable).find((one) => one !== undefined);
      if (wrong) throw businessError(73, `All order items must have status Pending [${wrong.message}]`);
      for (const group of byOrder(items))
        packTogether(call.world, group, sellerOf(call).crossBorder ? TRANSFER_WAREHOUSES[0].code : '');
      return {
        data: {
          order_items: items.map((item) => ({
            order_item_id: item.itemId,
            tracking_number: item.pack?.trackingNumber,
            shipment_provider: item.pack?.carrier,
            package_id: item.pack?.packageId,
            purchase_order_id: '',
            purchase_order_number: '',
          })),
        },
      };
    },
  },
  {
    path: '/order/rts',
    access: 'seller',
    handle: (call) => {
      const items = readItems(call);
      if (items.some((item) => item.status !== 'packed')) throw businessError(34, 'Order items must be packed');
      for (const item of items) {
        call.world.orderMoves.step(item, 'ready_to_ship');
        call.world.calls.reacted(item.order, 'order → ready to ship');
      }
      return {
        data: {
          order_items: items.map((item) => ({
            order_item_id: item.itemId,
            purchase_order_id: '',
            purchase_order_number: '',
          })),
        },
      };
    },
  },
  {
    path: '/order/document/get',
    access: 'seller',
    handle: (call) => {
      const type = call.params.get('doc_type') ?? '';
      if (!DOCUMENTS.includes(type)) throw businessError(32, `Document type [${type}] is not valid`);
      const items = readItems(call);
      const pages = items.map((item) => {
        if (!item.pack)
          throw businessError(34, 'Order items must be packed. Please call setStatusToReadyToShip before');
        return linesOf({ pack: item.pack, items: [item] }, type !== 'shippingLabel');
      });
      const file = Buffer.from(htmlOf(pages)).toString('base64');
      return { data: { document: { file, mime_type: 'text/html', document_type: type } } };
    },
  },
  {
    path: '/order/cancel',
    access: 'seller',
    handle: (call) => {
      const item = call.world.orders.item(sellerOf(call), Number(call.params.get('order_item_id')));
      if (!item) throw businessError(20, 'Invalid Order Item ID');
      const { site } = sellerOf(call);
      const reasons = cancelReasons(site);
      const id = call.params.get('reason_id');
      const known = reasons.find((one) => String(one.id) === id || String(LEGACY_REASON_IDS[one.text]) === id);
      const text = known?.text ?? (call.params.get('reason_detail') || reasons.at(-1)!.text);
      call.world.orderMoves.cancel([item], {
        initiator: 'cancellation-seller',
        reason: known ?? { id: 0, text },
        operator: 'seller',
      });
      return { success: true };
    },
  },
  {
    path: '/order/failure_reason/get',
    access: 'seller',
    handle: () => ({
      data: Object.entries(LEGACY_REASON_IDS).map(([name, id]) => ({ type: 'canceled', name, reason_id: id })),
    }),
  },
];

/** The old call has short ids of its own. */
const LEGACY_REASON_IDS: Readonly<Record<string, number>> = { [OUT_OF_STOCK]: 15, [WRONG_PRICE]: 21 };

const DOCUMENTS: readonly string[] = ['invoice', 'shippingLabel', 'carrierManifest'];

const providerNames = (call: ApiCall): string[] => {
  const { crossBorder, site } = sellerOf(call);
  return crossBorder ? TRANSFER_WAREHOUSES.map((one) => `LGS ${one.code}`) : [site.carrier];
};

function readItems(call: ApiCall): OrderItem[] {
  const list = call.params.get('order_item_ids');
  if (!list) throw missingParameter('order_item_ids');
  const ids = parseLooseJson(list);
  if (!Array.isArray(ids) || ids.length === 0) throw businessError(20, 'Invalid Order Item IDs');
  return ids.map((id) => {
    const item = call.world.orders.item(sellerOf(call), Number(id));
    if (!item) throw businessError(20, `Invalid Order Item ID: ${String(id)}`);
    return item;
  });
}

function byOrder(items: readonly OrderItem[]): OrderItem[][] {
  const orders = [...new Set(items.map((item) => item.order))];
  return orders.map((order) => items.filter((item) => item.order === order));
}
