import { LOCAL_SELLER_ID } from '../seller/seller.js';
import type { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
export type Row = Record<string, unknown>;

/** Orders and parcels of the local shop, through the calls of the marketplace. `shop` gives the shop of the moment. */
export function fulfillmentOf(current: () => Shop) {
  /** Orders of the local shop, which has things in stock from the start. */
  const place = async (order: Row = {}, lines: Row[] = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }]) => {
    const { body } = await current().control('POST', '/orders', {
      orders: [{ shop: LOCAL_SELLER_ID, lines, ...order }],
    });
    return (body['placed'] as { orderNumber: string }[])[0]!.orderNumber;
  };
  const resultOf = async (path: string, parameters: Row): Promise<Row> => {
    const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]));
    return (await current().post(path, texts))['result'] as Row;
  };
  const entryOf = async (orderId: string, listName = 'order_item_list') => ({
    order_id: Number(orderId),
    [listName]: (await current().items(orderId)).map((item) => item.order_item_id),
  });
  const packAll = async (orderIds: readonly string[], change: Row = {}) =>
    resultOf('/order/fulfill/pack', {
      packReq: {
        pack_order_list: await Promise.all(orderIds.map((one) => entryOf(one))),
        delivery_type: 'dropship',
        shipping_allocate_type: 'TFS',
        ...change,
      },
    });
  const rowsOf = (result: Row): Row[] =>
    (result['data'] as { pack_order_list: { order_item_list: Row[] }[] }).pack_order_list.flatMap(
      (one) => one.order_item_list,
    );
  const packed = async (orderId: string): Promise<string> => String(rowsOf(await packAll([orderId]))[0]!['package_id']);
  const onPackage = async (path: string, parameter: string, packageId: string) => {
    const result = await resultOf(path, { [parameter]: { packages: [{ package_id: packageId }] } });
    return (result['data'] as { packages: Row[] }).packages[0]!['item_err_code'];
  };
  const rts = (packageId: string) => onPackage('/order/package/rts', 'readyToShipReq', packageId);
  const repack = (packageId: string) => onPackage('/order/package/repack', 'rePackReq', packageId);
  const document = (packageIds: readonly string[], change: Row = {}) =>
    resultOf('/order/package/document/get', {
      getDocumentReq: { doc_type: 'PDF', packages: packageIds.map((one) => ({ package_id: one })), ...change },
    });
  return { place, resultOf, entryOf, packAll, rowsOf, packed, onPackage, rts, repack, document };
}
