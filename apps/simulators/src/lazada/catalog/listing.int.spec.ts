import { startTestShop } from '../test-shop.js';
import { codesOf, colors, detailsOf, image, listingsOf, sku } from './test-listing.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP, driven by a published client.
describe('the life of a listing', () => {
  let shop: Shop;
  let listings: ReturnType<typeof listingsOf>;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    listings = listingsOf(shop);
  });
  afterEach(() => shop.stop());

  it('takes XML of older clients, with sale properties beside the price', async () => {
    const answer = await shop.post('/product/create', {
      payload: `<?xml version="1.0" encoding="UTF-8"?><Request><Product><PrimaryCategory>10002019</PrimaryCategory>
        <Attributes><name><![CDATA[Tea & cups]]></name><brand>No Brand</brand></Attributes>
        <Images><Image>${image('x')}</Image></Images><Skus><Sku><SellerSku>XML-1</SellerSku><color_family>Green</color_family>
        <size>40</size><quantity>7</quantity><price>388.50</price><package_length>11</package_length><package_height>22</package_height>
        <package_weight>3</package_weight><package_width>44</package_width></Sku></Skus></Product></Request>`,
    });
    const product = await listings.read((answer.data as { item_id: number }).item_id);
    expect(product).toMatchObject({
      attributes: { name: 'Tea & cups' },
      images: [image('x')],
      variation: {
        Variation1: { name: 'color_family', options: ['Green'] },
        Variation2: { name: 'size', options: ['40'] },
      },
      skus: [{ price: 388.5, quantity: 7, saleProp: { color_family: 'Green', size: '40' } }],
    });
  });

  it('changes what an update names and leaves the rest', async () => {
    const itemId = await listings.created([sku('Black', { package_content: '1 shirt' })], {
      ...colors(['Black']),
      Attributes: { name: 'Shirt', brand: 'No Brand', description: '<p>Old</p>', description_en: '<p>Old</p>' },
    });
    const before = (await listings.read(itemId)).skus[0]!;
    const answer = await listings.update({
      ItemId: itemId,
      Attributes: { material: 'Bamboo', d_description_en: 'Yes' },
      Skus: {
        Sku: [{ SkuId: String(before.SkuId), special_price: '80', special_from_date: '2026-01-01', quantity: '9' }],
      },
    });
    expect(answer).toMatchObject({ code: '0', data: {} });
    const after = await listings.read(itemId);
    expect(after['images']).toEqual(['https://sg-live-02.slatic.net/p/a.jpg']);
    expect(after.attributes).toEqual({
      name: 'Shirt',
      brand: 'No Brand',
      brand_id: '30768',
      description: '<p>Old</p>',
      material: 'Bamboo',
      source: 'api',
    });
    expect(after.skus[0]).toEqual({
      ...before,
      special_price: 80,
      special_from_date: '2026-01-01',
      special_from_time: '2026-01-01',
      special_time_format: 'yyyy-MM-dd HH:mm',
      quantity: 9,
      Available: 9,
      multiWarehouseInventories: [
        {
          warehouseCode: 'dropshipping',
          quantity: 9,
          sellableQuantity: 9,
          totalQuantity: 9,
          occupyQuantity: 0,
          withholdQuantity: 0,
        },
      ],
    });
  });

  it('sets what can be ordered and not the total, when it is updated', async () => {
    const itemId = await listings.created([sku('Black')], colors(['Black']));
    await shop.order('LST-Black', 2);
    const { SkuId } = (await listings.read(itemId)).skus[0]!;
    await listings.update({ Skus: { Sku: [{ SkuId: String(SkuId), quantity: '9' }] } });
    expect((await listings.read(itemId)).skus[0]).toMatchObject({ quantity: 11, Available: 9 });
  });

  it('gets more variants through one that it has', async () => {
    const itemId = await listings.created([sku('Black')], colors(['Black']));
    const first = (await listings.read(itemId)).skus[0]!;
    const parcel = { package_weight: '1', package_length: '9', package_width: '9', package_height: '9' };
    const add = (color: string, product: Record<string, unknown> = {}) =>
      listings.update({
        AssociatedSku: String(first.SkuId),
        Skus: { Sku: [{ ...sku(color), ...parcel }] },
        ...product,
      });
    expect(detailsOf(await add('Red'))).toEqual(['209 SKU_VARIATION_OPTION_NOT_EXIST']);
    expect(await add('Red', colors(['Red']))).toMatchObject({ code: '0' });
    expect(
      await listings.update({
        AssociatedSku: 'LST-Black',
        ...colors(['Blue']),
        Skus: { Sku: [{ ...sku('Blue'), ...parcel }] },
      }),
    ).toMatchObject({ code: '0' });
    expect(codesOf(await add('Red', colors(['Red'])))).toEqual(['4105', '4112']);
    const product = await listings.read(itemId);
    expect(product['variation']).toMatchObject({ Variation1: { options: ['Black', 'Red', 'Blue'] } });
    expect(product.skus.map((one) => one.SellerSku)).toEqual(['LST-Black', 'LST-Red', 'LST-Blue']);
  });

  it('is updated whole or not at all', async () => {
    const itemId = await listings.created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const [black, red] = (await listings.read(itemId)).skus;
    await shop.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'LST-Red', quantity: 4 });
    const answer = await listings.update({
      ItemId: itemId,
      Attributes: { name: 'New name' },
      Skus: {
        Sku: [
          { SkuId: String(black!.SkuId), price: '120' },
          { SkuId: String(red!.SkuId), quantity: '1' },
        ],
      },
    });
    expect(answer).toMatchObject({ code: '501', detail: [{ code: '4170', seller_sku: 'LST-Red' }] });
    expect(await listings.read(itemId)).toMatchObject({
      attributes: { name: 'เสื้อยืด A&B' },
      skus: [{ price: 100 }, { quantity: 5 }],
    });
  });

  it('is updated by the number of its variant, and only while nobody else edits it', async () => {
    const itemId = await listings.created([sku('Black')], colors(['Black']));
    const { SkuId } = (await listings.read(itemId)).skus[0]!;
    const change = (one: Record<string, unknown>, product: Record<string, unknown> = {}) =>
      listings.update({ ...product, Skus: { Sku: [one] } });
    expect(await change({ SellerSku: 'LST-Black', price: '9' })).toMatchObject({ code: '4193' });
    expect(await change({ price: '9' })).toMatchObject({ code: '4216' });
    expect(codesOf(await change({ price: '9' }, { ItemId: itemId }))).toEqual(['4216']);
    expect(codesOf(await change({ SellerSku: 'LST-Black' }, { ItemId: itemId }))).toEqual(['4193']);
    expect(await change({ SkuId: '1' })).toMatchObject({ code: '207' });
    expect(await listings.update({ ItemId: '1' })).toMatchObject({ code: '208' });
    const bare = JSON.stringify({ Request: { Product: { ItemId: itemId } } });
    expect(await shop.post('/product/update', { payload: bare })).toMatchObject({ code: '5' });
    await shop.control('POST', '/faults', { kind: 'concurrent-edit', count: 1 });
    expect(codesOf(await change({ SkuId: String(SkuId), price: '90' }))).toEqual(['4147']);
    expect(await change({ SkuId: String(SkuId), price: '90' })).toMatchObject({ code: '0' });
  });

  it('leaves the shelf in part or whole, once', async () => {
    const itemId = await listings.created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const ids = (await listings.read(itemId)).skus.map((one) => one.SkuId);
    const deactivate = (product: Record<string, unknown>) =>
      shop.post('/product/deactivate', { apiRequestBody: JSON.stringify({ Request: { Product: product } }) });
    expect(await deactivate({})).toMatchObject({ code: 'E0001' });
    expect(await deactivate({ ItemId: 1 })).toMatchObject({ code: 'E0002' });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [1] } })).toMatchObject({ code: 'E0003' });
    expect(await deactivate({ ItemId: itemId, Skus: { SellerSku: 'LST-Red' } })).toMatchObject({ code: '4193' });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [ids[0]] } })).toMatchObject({ code: '0', data: {} });
    expect(await listings.read(itemId)).toMatchObject({
      status: 'Active',
      skus: [{ Status: 'inactive' }, { Status: 'active' }],
    });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [ids[0]] } })).toMatchObject({ code: 'E0004' });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: '0' });
    expect(await listings.read(itemId)).toMatchObject({ status: 'InActive' });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: 'E0004' });
    await shop.control('POST', '/faults', { kind: 'deactivate-error', count: 1 });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: 'E0006' });
    await listings.update({ ItemId: itemId, Skus: { Sku: [{ SkuId: String(ids[1]), Status: 'active' }] } });
    expect(await listings.read(itemId)).toMatchObject({
      status: 'Active',
      skus: [{ Status: 'inactive' }, { Status: 'active' }],
    });
  });

  it('is removed variant by variant, and is then found among the deleted alone', async () => {
    const itemId = await listings.created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const [black, red] = (await listings.read(itemId)).skus.map((one) => `SkuId_${itemId}_${one.SkuId}`);
    const remove = (list: unknown) => shop.post('/product/remove', { sku_id_list: JSON.stringify(list) });
    expect(await shop.post('/product/remove', { seller_sku_list: '["LST-Red"]' })).toMatchObject({ code: '6' });
    expect(await shop.post('/product/remove')).toMatchObject({ code: '30' });
    expect(await remove('x')).toMatchObject({ code: '5' });
    expect(await remove(Array.from({ length: 51 }, () => black))).toMatchObject({ code: '204' });
    expect(await remove([black, 'SkuId_1_1', 'LST-Red'])).toMatchObject({
      code: '503',
      detail: [{ code: '207' }, { code: '207' }],
    });
    expect((await listings.read(itemId)).skus.map((one) => one.SellerSku)).toEqual(['LST-Red']);
    expect(await remove([red])).toMatchObject({ code: '0', data: {} });
    expect(await shop.get('/product/item/get', { item_id: itemId })).toMatchObject({ code: '207' });
    const total = async (filter: string) =>
      ((await shop.get('/products/get', { filter })).data as { total_products: number }).total_products;
    expect([await total('all'), await total('deleted')]).toEqual([0, 1]);
  });

  it('loses variants together with the property that told them apart', async () => {
    const both = [
      sku('Black', { SellerSku: 'A', saleProp: { color_family: 'Black', size: 'M' } }),
      sku('Black', { SellerSku: 'B', saleProp: { color_family: 'Black', size: 'L' } }),
    ];
    const itemId = await listings.created(both, {
      variation: {
        ...colors(['Black']).variation,
        variation2: { name: 'size', hasImage: false, customize: false, options: { option: ['M', 'L'] } },
      },
    });
    const [first, second] = (await listings.read(itemId)).skus.map((one) => String(one.SkuId));
    const remove = (product: Record<string, unknown>) =>
      shop.post('/product/sku/remove', {
        payload: JSON.stringify({ Request: { Product: { ItemId: itemId, ...product } } }),
      });
    const size = { variation: { Variation1: { name: 'size' } } };
    expect(codesOf(await remove(size))).toEqual(['4112']);
    expect(codesOf(await remove({ Skus: { Sku: [{ SkuId: first }, { SkuId: second }] } }))).toEqual(['501']);
    expect(codesOf(await remove({ Skus: { Sku: [{ SellerSku: 'A' }] } }))).toEqual(['4193']);
    expect(await remove({ ...size, Skus: { Sku: [{ SkuId: first }] } })).toMatchObject({ code: '0', data: {} });
    expect(await listings.read(itemId)).toMatchObject({
      variation: { Variation1: { name: 'color_family' } },
      skus: [{ SellerSku: 'B', saleProp: { color_family: 'Black' } }],
    });
    expect((await listings.read(itemId))['variation']).not.toHaveProperty('Variation2');
  });
});
