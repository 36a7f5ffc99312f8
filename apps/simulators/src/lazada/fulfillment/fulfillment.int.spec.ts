import { startTestShop } from '../test-shop.js';
import { fulfillmentOf, type Row } from './test-fulfillment.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP.
describe('fulfilment', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect('local');
  });
  afterEach(() => shop.stop());

  const { place, resultOf, entryOf, packAll, rowsOf, packed, rts, repack, document } = fulfillmentOf(() => shop);

  it('takes twenty orders in one call and not more', async () => {
    const orderIds = await Promise.all(Array.from({ length: 21 }, () => place()));
    expect(await packAll(orderIds)).toMatchObject({ success: false, error_code: '700022' });
    const rows = rowsOf(await packAll(orderIds.slice(0, 20)));
    expect(rows.map((row) => row['item_err_code'])).toEqual(Array.from({ length: 20 }, () => '0'));
  });

  it('tells for each item why it cannot be packed, and packs the others', async () => {
    const normal = await place();
    const orders = [
      await place({ kind: 'fbl' }),
      await place({ kind: 'digital' }),
      await place({ kind: 'store-pickup' }),
      await place({ status: 'unpaid' }),
      await place({}, [
        { sellerSku: 'LOCAL-TEE-BLK', quantity: 1 },
        { sellerSku: 'LOCAL-TEE-WHT', quantity: 1, warehouse: 'TH10RV7-WH-10002' },
      ]),
    ];
    const rows = rowsOf(await packAll([normal, ...orders]));
    expect(rows.map((row) => row['item_err_code'])).toEqual([
      '0',
      '700027',
      '700030',
      '700028',
      '700031',
      '700029',
      '700029',
    ]);
    expect((await shop.items(orders[4]!)).map((item) => [item.status, item['warehouse_code']])).toEqual([
      ['pending', 'dropshipping'],
      ['pending', 'TH10RV7-WH-10002'],
    ]);
    const unknown = await resultOf('/order/fulfill/pack', {
      packReq: {
        pack_order_list: [
          { order_id: Number(normal), order_item_list: [1] },
          { order_id: 1, order_item_list: [2] },
        ],
        delivery_type: 'dropship',
        shipping_allocate_type: 'TFS',
      },
    });
    expect(rowsOf(unknown).map((row) => [row['order_item_id'], row['item_err_code']])).toEqual([
      [1, '700025'],
      [2, '700021'],
    ]);
  });

  it('keeps units of two warehouses in two packages, and each in its warehouse’s stock', async () => {
    await shop.connect('two');
    const { body } = await shop.control('GET', '/shops');
    const [own] = (body['accounts'] as { account: string; shops: { shop: string }[] }[])
      .filter((one) => one.account === 'two')
      .flatMap((one) => one.shops);
    const warehouses = (await shop.get('/seller/warehouse/get', { addressTypes: '["warehouse"]' }))['result'] as {
      module: { code: string }[];
    };
    const [near, far] = warehouses.module.map((one) => one.code);
    const sku = await shop.create('TWO-1', '1');
    const inventory = { WarehouseCode: far, Quantity: '5' };
    const payload = {
      Request: {
        Product: {
          Skus: { Sku: [{ ...sku, MultiWarehouseInventories: { MultiWarehouseInventory: [inventory] } }] },
        },
      },
    };
    expect(await shop.post('/product/price_quantity/update', { payload: JSON.stringify(payload) })).toMatchObject({
      code: '0',
    });
    const orderId = await place({ shop: own!.shop }, [{ sellerSku: 'TWO-1', quantity: 2 }]);
    const items = await shop.items(orderId);
    expect(items.map((item) => item['warehouse_code'])).toEqual([near, far]);
    const stock = async () => {
      const read = await shop.get('/product/item/get', { item_id: sku.ItemId });
      const { skus } = read.data as {
        skus: {
          multiWarehouseInventories: { warehouseCode: string; sellableQuantity: number; occupyQuantity: number }[];
        }[];
      };
      return skus[0]!.multiWarehouseInventories.map((one) => [
        one.warehouseCode,
        one.sellableQuantity,
        one.occupyQuantity,
      ]);
    };
    expect(await stock()).toContainEqual([far, 4, 1]);
    expect(rowsOf(await packAll([orderId])).map((row) => row['item_err_code'])).toEqual(['700029', '700029']);
    await shop.control('POST', `/orders/${orderId}/cancel`, { orderItemIds: [String(items[1]!.order_item_id)] });
    expect(await stock()).toContainEqual([far, 5, 0]);
  });

  it.each([
    ['another delivery type', { delivery_type: 'send_to_warehouse' }, '700013'],
    ['the allocation of a cross-border shop', { shipping_allocate_type: 'NTFS' }, '700004'],
    ['a transfer warehouse', { shipment_provider_code: 'FM49' }, '700004'],
  ])('refuses %s to a local shop', async (_name, change, code) => {
    expect(await packAll([await place()], change)).toMatchObject({ success: false, error_code: code });
  });

  it.each([
    ['no transfer warehouse', { shipment_provider_code: undefined }, '700017'],
    ['one that there is not', { shipment_provider_code: 'FM99' }, '700033'],
  ])('refuses %s to a cross-border shop', async (_name, change, code) => {
    await shop.connect();
    await shop.create('CB-1', '5');
    const answer = await shop.pack(await shop.order('CB-1'), change);
    expect(answer['result']).toMatchObject({ success: false, error_code: code });
  });

  it('packs again after repacking, in another way; the old package is cancelled', async () => {
    const orderId = await place({}, [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 2 }]);
    const first = await packed(orderId);
    expect([await repack(first), await repack(first), await rts(first)]).toEqual(['0', '600002', '600002']);
    const items = await shop.items(orderId);
    expect(items.map((item) => [item.status, item['package_id'], item['tracking_code']])).toEqual([
      ['repacked', '', ''],
      ['repacked', '', ''],
    ]);
    expect(await document([first])).toMatchObject({ success: false, error_code: '700040' });
    const request = (itemId: number) => ({
      packReq: {
        pack_order_list: [{ order_id: Number(orderId), order_item_list: [itemId] }],
        delivery_type: 'dropship',
        shipping_allocate_type: 'TFS',
      },
    });
    const packages = [];
    for (const item of items)
      packages.push(rowsOf(await resultOf('/order/fulfill/pack', request(item.order_item_id)))[0]!['package_id']);
    expect(new Set([first, ...packages]).size).toBe(3);
    expect(await rts(String(packages[0]))).toBe('0');
    expect((await shop.items(orderId)).map((item) => item.status)).toEqual(['ready_to_ship', 'packed']);
    expect(await repack(String(packages[0]))).toBe('700000');
  });

  it('gives a label that opens, at an address that is valid for ten minutes', async () => {
    const orders = [await place(), await place()];
    const packages = [await packed(orders[0]!), await packed(orders[1]!)];
    const { data } = (await document(packages)) as { data: { file: string; doc_type: string; pdf_url: string } };
    expect(data.doc_type).toBe('PDF');
    expect(Buffer.from(data.file, 'base64').toString()).toBe(`<iframe src="${data.pdf_url}"></iframe>`);
    const response = await fetch(data.pdf_url);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    const pdf = await response.text();
    expect(pdf.startsWith('%PDF-1.4')).toBe(true);
    for (const packageId of packages) expect(pdf).toContain(`(Package ${packageId}) Tj`);
    expect(pdf).not.toContain('LOCAL-TEE-BLK');
    await shop.control('POST', '/clock', { advance: '9m' });
    expect((await fetch(data.pdf_url)).status).toBe(200);
    await shop.control('POST', '/clock', { advance: '2m' });
    expect((await fetch(data.pdf_url)).status).toBe(403);
    expect((await fetch(data.pdf_url.replace(/[0-9a-f]{32}/, '0'.repeat(32)))).status).toBe(403);
  });

  it('gives a label in HTML, with a list of the goods when asked for', async () => {
    const packageId = await packed(await place());
    const html = async (change: Row) => {
      const { data } = (await document([packageId], { doc_type: 'HTML', ...change })) as { data: Row };
      expect(data['pdf_url']).toBeUndefined();
      return Buffer.from(String(data['file']), 'base64').toString();
    };
    expect(await html({})).toContain(`Package ${packageId}`);
    expect(await html({})).not.toContain('LOCAL-TEE-BLK');
    expect(await html({ print_item_list: true })).toContain('1 x LOCAL-TEE-BLK');
  });

  it('gives an empty label until it is ready, where that is switched on', async () => {
    const slow = await startTestShop({ labelDelayMs: 5000 });
    const fast = shop;
    try {
      shop = slow;
      await shop.connect('local');
      const packageId = await packed(await place());
      expect(await document([packageId])).toEqual({ success: true, data: { file: '', doc_type: 'PDF' } });
      await shop.control('POST', '/clock', { advance: '5s' });
      expect(await document([packageId])).toMatchObject({ data: { file: expect.stringMatching(/.{40}/) } });
    } finally {
      shop = fast;
      await slow.stop();
    }
  });

  it.each([
    ['a package that there is not', ['FP0'], {}, '600001'],
    ['another kind of document', ['FP0'], { doc_type: 'invoice' }, '700004'],
    ['no package', [], {}, '700017'],
  ])('gives no label for %s', async (_name, packageIds, change, code) => {
    expect(await document(packageIds, change)).toMatchObject({ success: false, error_code: code });
  });

  it('says which failures are worth another try', async () => {
    const orderId = await place();
    await shop.control('POST', '/faults', { kind: 'fulfillment-error', count: 1 });
    expect(rowsOf(await packAll([orderId]))).toMatchObject([{ item_err_code: '1003', retry: true }]);
    expect(await shop.items(orderId)).toMatchObject([{ status: 'pending' }]);
    expect(rowsOf(await packAll([orderId]))).toMatchObject([{ item_err_code: '0', retry: false }]);
  });

  it('says through which carrier or warehouse an order can go', async () => {
    const entries = async (orderIds: readonly string[]) => ({
      getShipmentProvidersReq: {
        orders: await Promise.all(orderIds.map((one) => entryOf(one, 'order_item_ids'))),
      },
    });
    const orderId = await place();
    expect(await resultOf('/order/shipment/providers/get', await entries([orderId]))).toEqual({
      success: true,
      data: { platform_default: 1, shipment_providers: [], shipping_allocate_type: 'TFS' },
    });
    const none = { getShipmentProvidersReq: { orders: [{ order_id: 1, order_item_ids: [1] }] } };
    expect(await resultOf('/order/shipment/providers/get', none)).toMatchObject({ error_code: '700021' });
  });
});
