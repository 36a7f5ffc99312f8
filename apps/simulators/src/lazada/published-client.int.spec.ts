import { DEMO_SELLER_ID } from './seller/seller.js';
import { productPayload, startTestShop, stockPayload } from './test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, and the npm package lazada-open-platform-sdk as published.
describe('the published client', () => {
  let shop: Shop;

  beforeAll(async () => {
    shop = await startTestShop();
  });
  afterAll(() => shop.stop());

  it('gets tokens, and refreshes them', async () => {
    const created = await shop.connect();
    expect(created).toMatchObject({
      code: '0',
      country: 'cb',
      expires_in: 2_592_000,
      refresh_expires_in: 15_552_000,
      country_user_info: [{ country: 'th', seller_id: DEMO_SELLER_ID, short_code: 'TH10DEMO' }],
      request_id: expect.stringMatching(/^[0-9a-f]{24,30}$/),
    });
    await shop.control('POST', '/clock', { advance: '7d' });
    const refreshed = await shop.auth('/auth/token/refresh', { refresh_token: created['refresh_token'] });
    expect(refreshed).toMatchObject({ code: '0', expires_in: 2_592_000, country_user_info_list: [{ country: 'th' }] });
    // The end of the consent stays where it was.
    expect(refreshed['refresh_expires_in']).toBeLessThanOrEqual(15_552_000 - 7 * 86_400);
    expect(refreshed['refresh_expires_in']).toBeGreaterThan(15_552_000 - 7 * 86_400 - 60);
    expect(refreshed['access_token']).not.toBe(created['access_token']);
    expect(await shop.auth('/auth/token/refresh', { refresh_token: created['refresh_token'] })).toMatchObject({
      code: 'IllegalRefreshToken',
      type: 'ISV',
    });
    expect(await shop.auth('/auth/token/create', { code: '0_900001_none' })).toMatchObject({ code: 'InvalidCode' });
    shop.useToken(refreshed['access_token'] as string);
  });

  it('reads who the seller is', async () => {
    expect(await shop.get('/seller/get')).toMatchObject({
      data: { seller_id: Number(DEMO_SELLER_ID), cb: true, status: 'ACTIVE', short_code: 'TH10DEMO' },
    });
  });

  it('reads categories, their attributes and brands without a token', async () => {
    const tree = await shop.sdk('getCategoryTree');
    const leaves = (nodes: readonly TreeNode[]): TreeNode[] =>
      nodes.flatMap((node) => (node.leaf ? [node] : leaves(node.children!)));
    const shirts = leaves(tree.data as TreeNode[]).find((one) => one.name === 'T-Shirts');
    const attributes = await shop.sdk('getCategoryAttributes', { primary_category_id: String(shirts?.category_id) });
    const names = (attributes.data as { name: string; is_mandatory: number }[])
      .filter((one) => one.is_mandatory === 1)
      .map((one) => one.name);
    expect(names).toEqual([
      'name',
      'brand',
      'SellerSku',
      'price',
      'package_weight',
      'package_length',
      'package_width',
      'package_height',
    ]);
    expect(await shop.sdk('getCategoryAttributes', { primary_category_id: '1' })).toMatchObject({ code: '4227' });
    expect((await shop.sdk('getBrands', { offset: '0', limit: '1' })).data).toEqual([
      expect.objectContaining({ brand_id: 30768, name: 'No Brand' }),
    ]);
  });

  it('creates a product, reads it back, and is told everything that is wrong with another', async () => {
    const variation = {
      variation1: { name: 'color_family', hasImage: false, customize: false, options: { option: ['Black', 'Red'] } },
    };
    const skus = ['Black', 'Red'].map((color) => ({
      SellerSku: `TEE-${color}`,
      price: '1299.50',
      quantity: '8',
      saleProp: { color_family: color },
    }));
    const created = await shop.sdk('createProduct', { payload: productPayload(skus, { variation }) });
    const { item_id: itemId } = created.data as { item_id: number };
    const read = await shop.get('/product/item/get', { item_id: itemId });
    expect(read.data).toMatchObject({
      item_id: itemId,
      status: 'Active',
      attributes: { name: 'เสื้อยืด A&B', brand: 'No Brand' },
      variation: { Variation1: { name: 'color_family', options: ['Black', 'Red'] } },
      skus: [
        { SellerSku: 'TEE-Black', price: 1299.5, quantity: 8, saleProp: { color_family: 'Black' } },
        {
          SellerSku: 'TEE-Red',
          multiWarehouseInventories: [{ warehouseCode: 'dropshipping', sellableQuantity: 8, occupyQuantity: 0 }],
        },
      ],
    });
    const listed = await shop.sdk('getProducts', {
      filter: 'live',
      sku_seller_list: '["TEE-Red"]',
      limit: 10,
      offset: 0,
    });
    expect(listed.data).toMatchObject({ total_products: 1, products: [{ item_id: itemId }] });

    const wrong = productPayload([{ SellerSku: 'TEE-Red', price: '0', package_weight: '41' }], {
      Attributes: { name: 'x', brand: 'Unheard Of' },
    });
    const refused = await shop.sdk('createProduct', { payload: wrong });
    expect(refused).toMatchObject({ code: '500', type: 'ISP', message: 'E500: Create product failed' });
    expect((refused['detail'] as { code: string }[]).map((one) => one.code).sort()).toEqual([
      '4105',
      '4118',
      '4142',
      '4164',
    ]);
  });

  it('writes prices and stock, also as XML, and learns which of them failed', async () => {
    const first = await shop.create('STOCK-1', '5');
    const second = await shop.create('STOCK-2', '5');
    const xml = `<Request><Product><Skus><Sku><ItemId>${first.ItemId}</ItemId><SkuId>${first.SkuId}</SkuId><Price>250</Price><Quantity>9</Quantity></Sku></Skus></Product></Request>`;
    expect(await shop.sdk('updatePriceQuantity', { payload: xml })).toMatchObject({ code: '0' });
    const mixed = await shop.sdk(
      'updatePriceQuantity',
      stockPayload([
        { ...second, Quantity: '3' },
        { ...first, Quantity: '-1' },
        { SellerSku: 'STOCK-1', Quantity: '1' },
      ]),
    );
    expect(mixed).toMatchObject({
      code: '501',
      detail: [
        { code: '4152', sku_id: first.SkuId },
        { code: '4193', seller_sku: 'STOCK-1' },
      ],
    });
    await shop.post('/product/stock/sellable/adjust', stockPayload([{ ...second, SellableQuantity: '-2' }]));
    const skuOf = async (itemId: string) =>
      ((await shop.get('/product/item/get', { item_id: itemId })).data as { skus: unknown[] }).skus[0];
    expect(await skuOf(first.ItemId)).toMatchObject({ price: 250, quantity: 9 });
    expect(await skuOf(second.ItemId)).toMatchObject({ quantity: 1 });
  });

  it('sees an order as the marketplace shows it, one item for each unit', async () => {
    await shop.create('ORDER-1', '10', '2360.00');
    const orderId = await shop.order('ORDER-1', 2);
    const listed = await shop.sdk('getOrders', {
      created_after: '2026-01-01T00:00:00+07:00',
      sort_by: 'updated_at',
      sort_direction: 'DESC',
      limit: 1,
      offset: 0,
    });
    expect(listed.data).toMatchObject({
      count: 1,
      orders: [
        { order_id: Number(orderId), price: '4,720.00', statuses: ['pending'], items_count: 2, shipping_fee: 38 },
      ],
    });
    expect((await shop.sdk('getOrder', { order_id: Number(orderId) })).data).toMatchObject({
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0700$/),
      customer_first_name: expect.stringMatching(/^[A-Z]\*{4} [A-Z]\*{4}$/),
    });
    const items = await shop.items(orderId);
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      sku: 'ORDER-1',
      item_price: 2360,
      currency: 'THB',
      status: 'pending',
      tracking_code: '',
      package_id: '',
    });
    const several = await shop.sdk('getMultipleOrderItems', { order_ids: `[${orderId},1]` });
    expect(several.data).toMatchObject([
      { order_id: Number(orderId), order_items: [{ sku: 'ORDER-1' }, { sku: 'ORDER-1' }] },
    ]);
    expect(await shop.sdk('getMultipleOrderItems', { order_ids: orderId })).toMatchObject({ code: '56' });
    expect(await shop.sdk('getOrders', {})).toMatchObject({ code: 'MissingParameter' });
    expect(await shop.sdk('getOrders', { created_after: '2026-01-01' })).toMatchObject({ code: '17' });
  });

  it('packs, reports ready, and cannot do either twice', async () => {
    await shop.create('PACK-1', '10');
    const orderId = await shop.order('PACK-1', 2);
    const [item] = await shop.items(orderId);
    const options = await shop.get('/order/shipment/providers/get', {
      getShipmentProvidersReq: JSON.stringify({
        orders: [{ order_id: Number(orderId), order_item_ids: [item!.order_item_id] }],
      }),
    });
    expect(options['result']).toMatchObject({
      success: true,
      data: {
        platform_default: 0,
        shipping_allocate_type: 'NTFS',
        shipment_providers: [{ provider_code: 'FM49' }, { provider_code: 'FM50' }],
      },
    });
    expect((await shop.pack(orderId, { shipping_allocate_type: 'TFS' }))['result']).toMatchObject({
      success: false,
      error_code: '700004',
    });

    const packed = (await shop.pack(orderId))['result'] as {
      data: { pack_order_list: { order_item_list: Record<string, unknown>[] }[] };
    };
    const rows = packed.data.pack_order_list[0]!.order_item_list;
    expect(rows.map((row) => [row['item_err_code'], row['retry']])).toEqual([
      ['0', false],
      ['0', false],
    ]);
    const packageId = rows[0]!['package_id'];
    expect(rows[1]!['package_id']).toBe(packageId);
    expect((await shop.pack(orderId))['result']).toMatchObject({
      data: { pack_order_list: [{ order_item_list: [{ item_err_code: '700026' }, { item_err_code: '700026' }] }] },
    });

    const request = {
      readyToShipReq: JSON.stringify({ packages: [{ package_id: packageId }, { package_id: 'FP0' }] }),
    };
    expect((await shop.post('/order/package/rts', request))['result']).toMatchObject({
      data: { packages: [{ item_err_code: '0' }, { item_err_code: '600001' }] },
    });
    expect((await shop.post('/order/package/rts', request))['result']).toMatchObject({
      data: { packages: [{ item_err_code: '700000' }, { item_err_code: '600001' }] },
    });
    expect((await shop.items(orderId)).map((one) => [one.status, one['package_id']])).toEqual(
      [1, 2].map(() => ['ready_to_ship', packageId]),
    );

    const label = await shop.get('/order/package/document/get', {
      getDocumentReq: JSON.stringify({ doc_type: 'PDF', packages: [{ package_id: packageId }] }),
    });
    const { file, pdf_url: url } = (label['result'] as { data: { file: string; pdf_url: string } }).data;
    expect(Buffer.from(file, 'base64').toString()).toBe(`<iframe src="${url}"></iframe>`);
    expect(await (await fetch(url)).text()).toContain(`(Package ${String(packageId)}) Tj`);
  });

  it('reads the account: rows for each unit, and a statement once its day has passed', async () => {
    await shop.create('MONEY-1', '10', '1250.00');
    await shop.control('POST', '/faults', { kind: 'unknown-fee', count: 1, feeType: '9876', amount: '2.50' });
    const orderId = await shop.order('MONEY-1', 2);
    await shop.deliver(orderId);
    const now = new Date(String((await shop.control('GET', '/clock')).body['now']));
    const day = (offset: number) => new Date(now.getTime() + offset * 86_400_000).toISOString().slice(0, 10);
    const details = await shop.get('/finance/transaction/details/get', {
      start_time: day(-2),
      end_time: day(2),
      trade_order_id: orderId,
    });
    const rows = details.data as Record<string, string>[];
    const [first] = await shop.items(orderId);
    const ofFirst = rows.filter((row) => row['orderItem_no'] === String(first!.order_item_id));
    // Commission 5.35 % and payment fee 3.21 % of price and freight; both in whole satang.
    expect(ofFirst.map((row) => [row['fee_type'], row['amount']])).toEqual([
      ['13', '1,250.00'],
      ['16', '-66.88'],
      ['3', '-40.73'],
      ['8', '19.00'],
      ['7', '-23.75'],
      ['9876', '-2.50'],
    ]);
    expect(ofFirst[1]).toMatchObject({
      transaction_type: 'Orders-Lazada Fees',
      fee_name: 'Commission',
      VAT_in_amount: '-4.38',
      paid_status: 'Not paid',
      order_no: orderId,
    });
    expect(rows).toHaveLength(11);

    expect((await shop.get('/finance/payout/status/get', { created_after: day(-2) })).data).toEqual([]);
    await shop.control('POST', '/clock', { advance: '2d' });
    const net = rows.reduce((sum, row) => sum + Number(row['amount']!.replace(',', '')), 0).toFixed(2);
    const [statement] = (await shop.get('/finance/payout/status/get', { created_after: day(-2) })).data as Record<
      string,
      string
    >[];
    expect(statement).toMatchObject({
      item_revenue: '2500.00',
      other_revenue_total: '38.00',
      payout: `${net} THB`,
      opening_balance: '0.00',
      closing_balance: '0.00',
    });
    expect(Number(statement!['subtotal1'])).toBe(Number(net));
    await shop.control('POST', '/clock', { advance: '2d' });
    expect((await shop.get('/finance/payout/status/get', { created_after: day(-2) })).data).toMatchObject([
      { paid: '1' },
    ]);
    expect(
      await shop.get('/finance/transaction/details/get', { start_time: '2026-01-01', end_time: '2026-12-31' }),
    ).toMatchObject({ code: '1000012' });
  });
});

interface TreeNode {
  readonly category_id: number;
  readonly name: string;
  readonly leaf: boolean;
  readonly children?: readonly TreeNode[];
}
