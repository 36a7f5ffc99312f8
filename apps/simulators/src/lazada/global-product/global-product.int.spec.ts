import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const IMAGE = 'https://my-live.slatic.net/p/g.jpg';
const PATHS = [
  '/product/global/create',
  '/product/global/status/get',
  '/product/global/attribute/update',
  '/product/global/unfilled/attribute/get',
  '/product/global/extension',
  '/product/global/delete',
  '/product/global/update/status',
  '/product/global/semi/avaible/get',
  '/product/global/semi/recommend/price/get',
  '/product/global/semi/upgrade',
  '/product/global/semi/update',
];

interface Status {
  readonly globalItemId: number;
  readonly ventures: readonly { venture: string; status: string; itemId?: number; message?: string }[];
}

// Real: the simulator over HTTP, driven by a published client at the Malaysian host.
describe('global products', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop({}, 'my');
    await shop.connect('six');
  });
  afterEach(() => shop.stop());

  const payload = (change: { product?: string; sku?: string; ventures?: readonly string[]; name?: string } = {}) => ({
    payload: `<?xml version="1.0" encoding="utf-8"?><Request><Product><PrimaryCategory>10002019</PrimaryCategory>
      <Ventures>${(change.ventures ?? ['MY', 'SG', 'VN']).map((one) => `<Venture>${one}</Venture>`).join('')}</Ventures>
      <Images><Image>${IMAGE}</Image></Images>
      <Attributes><name>${change.name ?? 'Brocade shirt'}</name><brand>No Brand</brand><package_length>20</package_length>
      <package_height>3</package_height><package_weight>0.3</package_weight><package_width>15</package_width></Attributes>
      ${change.product ?? ''}
      <Skus><Sku><SellerSku>GSP-1</SellerSku><color_family>Red</color_family><size>M</size><quantity>12</quantity>
      <retail_price>100.00</retail_price><sales_price>80.00</sales_price><sg_retail_price>40.00</sg_retail_price>
      ${change.sku ?? ''}</Sku></Skus></Product></Request>`,
  });
  const status = async (sellerSku = 'GSP-1') => {
    const answer = await shop.get('/product/global/status/get', { params: JSON.stringify({ sellerSku }) });
    expect(answer).toMatchObject({ code: '0', success: true, data: expect.any(String) });
    return JSON.parse(answer.data as string) as Status;
  };
  const publish = async () => {
    expect(await shop.post('/product/global/create', payload())).toMatchObject({ code: '0' });
    await shop.control('POST', '/clock', { advance: '3m' });
    return status();
  };
  const skusOf = async (sellerSku: string) => {
    const { body } = await shop.control('GET', '/shops');
    const shops = body['shops'] as { shop: string; skus: { sellerSku: string; status: string }[] }[];
    return shops.flatMap((one) =>
      one.skus.filter((sku) => sku.sellerSku === sellerSku).map((sku) => [one.shop, sku.status]),
    );
  };

  it.each(PATHS)('are refused at any other host: %s', async (path) => {
    const abroad = await startTestShop({}, 'sg');
    try {
      await abroad.connect('six');
      expect(await abroad.post(path)).toMatchObject({ code: 'E1000', message: 'Internal Application Error' });
    } finally {
      await abroad.stop();
    }
  });

  it('appear on their sites minutes after they were written, in the money of each', async () => {
    expect((await shop.post('/product/global/create', payload())).data).toEqual({
      sku_list: [{ seller_sku: 'GSP-1' }],
    });
    expect((await status()).ventures.map((one) => [one.venture, one.status])).toEqual([
      ['MY', 'PUBLISHING'],
      ['SG', 'PUBLISHING'],
      ['VN', 'PUBLISHING'],
    ]);
    await shop.control('POST', '/clock', { advance: '3m' });
    const { globalItemId, ventures } = await status();
    expect(ventures.map((one) => one.status)).toEqual(['PUBLISHED', 'PUBLISHED', 'PUBLISHED']);
    expect((await shop.get('/product/item/get', { item_id: ventures[0]!.itemId })).data).toMatchObject({
      attributes: { name: 'Brocade shirt' },
      variation: { Variation1: { name: 'color_family' }, Variation2: { name: 'size' } },
      skus: [{ SellerSku: 'GSP-1', price: 100, special_price: 80, quantity: 12, package_weight: '0.3' }],
    });
    const extended = await shop.get('/product/global/extension', { global_item_ids: `[${globalItemId}]` });
    expect(extended.data).toMatchObject([
      {
        global_item_id: globalItemId,
        products: [
          { market: 'LAZADA_MY', semi_status: 0, skus: [{ price: { amount: 100, currency: 'MYR' } }] },
          { market: 'LAZADA_SG', skus: [{ seller_sku: 'GSP-1', price: { amount: 40, currency: 'SGD' } }] },
          { market: 'LAZADA_VN', skus: [{ price: { amount: 560_000, currency: 'VND' } }] },
        ],
      },
    ]);
  });

  it('say what kept a site from taking them', async () => {
    await shop.control('PUT', '/catalog', { itemLimit: 0 });
    expect((await publish()).ventures).toEqual([
      expect.objectContaining({ venture: 'MY', status: 'FAILED', message: expect.stringMatching(/reach limit/) }),
      expect.objectContaining({ venture: 'SG', status: 'FAILED' }),
      expect.objectContaining({ venture: 'VN', status: 'FAILED' }),
    ]);
  });

  it('are not known under a code that nobody wrote', async () => {
    const ask = (params: unknown) => shop.get('/product/global/status/get', { params: JSON.stringify(params) });
    expect(await ask({ sellerSku: 'NONE' })).toMatchObject({ code: '0', success: false, error_code: 'E0208' });
    expect(await ask({})).toMatchObject({ success: false, error_code: 'E0207' });
    expect(await shop.get('/product/global/status/get')).toMatchObject({ code: 'MissingParameter' });
  });

  it('are refused whole, with the numbers of this family', async () => {
    const codesOf = async (change: Parameters<typeof payload>[0]) => {
      const answer = await shop.post('/product/global/create', payload(change));
      expect(answer).toMatchObject({ code: '500', type: 'ISP' });
      return (answer['detail'] as { code: string }[]).map((one) => one.code);
    };
    expect(await codesOf({ ventures: ['SG'] })).toEqual(['4164']);
    expect(await codesOf({ ventures: [] })).toEqual(['4163']);
    expect(await codesOf({ name: '' })).toEqual(['4165']);
    expect(await codesOf({ sku: '<Images><Image>https://img.example.com/a.jpg</Image></Images>' })).toEqual(['4178']);
    expect(await codesOf({ sku: '<my_retail_price>5</my_retail_price><my_sales_price>6</my_sales_price>' })).toEqual([
      '4190',
    ]);
    await publish();
    expect(await codesOf({})).toEqual(['4194']);
  });

  it('change on every site, and say what is not filled in', async () => {
    const { globalItemId, ventures } = await publish();
    const unfilled = () =>
      shop.get('/product/global/unfilled/attribute/get', { offset: 0, limit: 50, attributeTag: 'key_prop' });
    expect((await unfilled()).data).toMatchObject({
      total_products: 1,
      products: [{ item_id: globalItemId, seller_sku: 'GSP-1', attributes: [{ name: 'material' }] }],
    });
    const update = `<Request><Product><item_id>${globalItemId}</item_id><AssociatedSku>GSP-1</AssociatedSku><Attributes><material>Cotton</material></Attributes></Product></Request>`;
    expect(await shop.post('/product/global/attribute/update', { payload: update })).toMatchObject({ success: true });
    expect((await unfilled()).data).toEqual({ total_products: 0, products: [] });
    expect((await shop.get('/product/item/get', { item_id: ventures[0]!.itemId })).data).toMatchObject({
      attributes: { material: 'Cotton', name: 'Brocade shirt' },
    });
    const limit = await shop.get('/product/global/unfilled/attribute/get', {
      offset: 0,
      limit: 51,
      attributeTag: 'key_prop',
    });
    expect(limit).toMatchObject({ success: false, error_code: '19' });
    const unknown = update.replaceAll('GSP-1', 'NONE').replace(String(globalItemId), '1');
    expect(await shop.post('/product/global/attribute/update', { payload: unknown })).toMatchObject({
      success: false,
      error_code: '501',
    });
  });

  it('leave the shelf and come back, on all sites or one, until they are deleted', async () => {
    const { globalItemId, ventures } = await publish();
    const shelve = (change: Record<string, unknown>) =>
      shop.post('/product/global/update/status', { type: 'global', product_id: globalItemId, ...change });
    expect(await shelve({ status: 'downShelf' })).toMatchObject({
      success: true,
      data: { update_gsp_product_result: true, update_ic_product_result: true },
    });
    expect((await skusOf('GSP-1')).map(([, state]) => state)).toEqual(['inactive', 'inactive', 'inactive']);
    const single = { type: 'single', country: 'SG', product_id: ventures[1]!.itemId };
    expect(await shelve({ ...single, status: 'upShelf' })).toMatchObject({ success: true });
    expect((await skusOf('GSP-1')).map(([, state]) => state)).toEqual(['active', 'inactive', 'inactive']);
    expect(await shelve({ status: 'sideways' })).toMatchObject({ success: false });
    const deleted = await shop.post('/product/global/delete', { type: 'global', product_id: globalItemId });
    expect(deleted).toMatchObject({
      success: true,
      data: { deleteGspProductResult: true, deleteICProductResult: true },
    });
    expect((await skusOf('GSP-1')).map(([, state]) => state)).toEqual(['deleted', 'deleted', 'deleted']);
    const again = await shop.post('/product/global/delete', { type: 'global', product_id: globalItemId });
    expect(again).toMatchObject({ success: false, error_code: 'E0208' });
  });

  it('can be run by the platform in part, and are then edited there', async () => {
    const { globalItemId, ventures } = await publish();
    const itemId = ventures[0]!.itemId;
    const listed = async () =>
      (
        await shop.get('/product/global/semi/avaible/get', {
          type: 'global',
          country: 'MY',
          pageNo: 0,
          pageSize: 10,
          currentIndex: 0,
        })
      ).data;
    expect(await listed()).toMatchObject({
      total_products: 1,
      products: [
        {
          global_item_id: globalItemId,
          item_id: itemId,
          skus: [{ package_weight: '0.3', country_info: [{ market: 'LAZADA_MY', price: '100.00', quantity: 12 }] }],
        },
      ],
    });
    const request = (price: string | null) => ({
      payload: JSON.stringify({
        global_item_id: null,
        item_id: itemId,
        country: ['my'],
        abs: '2',
        skus: [{ seller_sku: 'GSP-1', country_info: [{ market: 'LAZADA_MY', no_postage_price: price }] }],
      }),
    });
    expect((await shop.post('/product/global/semi/recommend/price/get', request(null))).data).toMatchObject({
      skus: [{ country_price: [{ market: 'LAZADA_MY', no_postage_price: '72.00', currency: 'MYR' }] }],
    });
    const upgrade = (price: string) => shop.post('/product/global/semi/upgrade', request(price));
    expect(await shop.post('/product/global/semi/update', request('60'))).toMatchObject({ error_code: '10001' });
    expect(await upgrade('100')).toMatchObject({ success: false, error_code: '10004' });
    expect(await upgrade('73')).toMatchObject({ success: false, error_code: '10006' });
    expect(await upgrade('60.50')).toMatchObject({ success: true, data: { product_id: globalItemId } });
    expect(await upgrade('60.50')).toMatchObject({ success: false, error_code: '10005' });
    expect(await listed()).toMatchObject({ total_products: 0 });
    const skuId = ((await shop.get('/product/item/get', { item_id: itemId })).data as { skus: { SkuId: number }[] })
      .skus[0]!.SkuId;
    const stock = (field: string) => ({
      payload: JSON.stringify({
        Request: { Product: { Skus: { Sku: [{ ItemId: String(itemId), SkuId: String(skuId), [field]: '5' }] } } },
      }),
    });
    expect(await shop.post('/product/price_quantity/update', stock('Quantity'))).toMatchObject({
      code: '501',
      detail: [{ code: '4225' }],
    });
    expect(await shop.post('/product/stock/sellable/update', stock('SellableQuantity'))).toMatchObject({ code: '0' });
    expect(await shop.post('/product/global/semi/update', request('55'))).toMatchObject({ success: true });
    const extended = await shop.get('/product/global/extension', { item_ids: `[${itemId}]`, country: 'MY' });
    expect(extended.data).toMatchObject([
      { item_id: itemId, products: [{ semi_status: 1, abs: '2', skus: [{ no_postage_fee: { amount: 55 } }] }, {}, {}] },
    ]);
    expect(await shop.post('/product/global/semi/upgrade', { payload: '{"item_id":1}' })).toMatchObject({
      error_code: '10003',
    });
  });

  it('can be upgraded from the first', async () => {
    const product = '<SemiUpgradeVentures><Venture>SG</Venture></SemiUpgradeVentures>';
    await shop.post('/product/global/create', payload({ product, sku: '<sg_no_fee_price>31</sg_no_fee_price>' }));
    await shop.control('POST', '/clock', { advance: '3m' });
    const { globalItemId } = await status();
    const extended = await shop.get('/product/global/extension', { global_item_ids: `[${globalItemId}]` });
    expect(extended.data).toMatchObject([
      {
        products: [
          { semi_status: 0 },
          { semi_status: 1, skus: [{ no_postage_fee: { amount: 31 } }] },
          { semi_status: 0 },
        ],
      },
    ]);
  });
});
