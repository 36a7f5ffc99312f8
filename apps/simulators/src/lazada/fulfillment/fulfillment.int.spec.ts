import { LOCAL_SELLER_ID } from '../seller/seller.js';
import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Row = Record<string, unknown>;

// Real: the simulator over HTTP.
describe('fulfilment', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect('local');
  });
  afterEach(() => shop.stop());

  /** Orders of the local shop, which has things in stock from the start. */
  const place = async (order: Row = {}, lines: Row[] = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }]) => {
    const { body } = await shop.control('POST', '/orders', { orders: [{ shop: LOCAL_SELLER_ID, lines, ...order }] });
    return (body['placed'] as { orderNumber: string }[])[0]!.orderNumber;
  };
  const resultOf = async (path: string, parameters: Row): Promise<Row> => {
    const texts = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]));
    return (await shop.post(path, texts))['result'] as Row;
  };
  const entryOf = async (orderId: string, listName = 'order_item_list') => ({
    order_id: Number(orderId),
    [listName]: (await shop.items(orderId)).map((item) => item.order_item_id),
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

  it('lets the seller’s own fleet report what it did, without a label', async () => {
    const own = { kind: 'own-fleet' };
    const orders = [await place(own), await place(own), await place(own)];
    const packages = [await packed(orders[0]!), await packed(orders[1]!), await packed(orders[2]!)];
    expect(await shop.items(orders[0]!)).toMatchObject([
      { delivery_option_sof: 1, shipping_provider_type: 'seller_own_fleet', shipment_provider: 'Seller Own Fleet' },
    ]);
    expect(await document(packages)).toMatchObject({ success: false, error_code: '50008' });
    const delivered = (packageId: string) => onPackage('/order/package/sof/delivered', 'dbsDeliveryReq', packageId);
    expect(await delivered(packages[0]!)).toBe('700000');
    for (const packageId of packages) expect(await rts(packageId)).toBe('0');
    expect(await onPackage('/order/package/sof/collect', 'dbsCollectReq', packages[0]!)).toBe('0');
    expect(await shop.items(orders[0]!)).toMatchObject([{ status: 'shipped' }]);
    expect(await delivered(packages[0]!)).toBe('0');
    const failed = await onPackage('/order/package/sof/failed_delivery', 'dbsFailedDeliveryReq', packages[1]!);
    expect(failed).toBe('0');
    const update = (status: string) =>
      shop.post('/order/package/sof/status/update', {
        trackingNumber: 'SOF1',
        source: 'OPENAPI',
        tag: packages[2]!,
        trackInfo: JSON.stringify({ latestStatus: { status, subStatus: status }, latestEvent: { eventTime: 1 } }),
      });
    expect(await update('shipped')).toMatchObject({ code: '0', success: true, module: { result: true } });
    expect(await update('teleported')).toMatchObject({ code: '0', success: false });
    expect(await Promise.all(orders.map(async (one) => (await shop.items(one))[0]!.status))).toEqual([
      'delivered',
      'failed_delivery',
      'shipped',
    ]);
    const packageId = await packed(await place());
    expect(await delivered(packageId)).toBe('700009');
  });

  it('lets what is no thing be delivered without a parcel', async () => {
    const digital = await place({ kind: 'digital' });
    const normal = await place();
    const result = await resultOf('/order/digital/delivered', {
      digitalDeliveryReq: { orders: [await entryOf(digital), await entryOf(normal)] },
    });
    expect(result).toMatchObject({
      success: true,
      data: {
        orders: [{ order_item_list: [{ item_err_code: '0' }] }, { order_item_list: [{ item_err_code: '700020' }] }],
      },
    });
    expect(await shop.items(digital)).toMatchObject([
      { status: 'delivered', is_digital: 1, shipping_provider_type: 'digital' },
    ]);
  });

  it('lets the platform pack what lies in its own warehouse', async () => {
    const orderId = await place({ kind: 'fbl' });
    await shop.control('POST', `/orders/${orderId}/advance`, { to: 'shipped' });
    expect(await shop.items(orderId)).toMatchObject([
      { status: 'shipped', is_fbl: 1, shipping_type: 'Own Warehouse', package_id: expect.stringMatching(/^FP/) },
    ]);
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
