import { productPayload, startPushReceiver, startTestShop } from '../test-shop.js';
import { waitUntil } from '@pinglu/testing';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

interface ShownSku {
  readonly SkuId: number;
  readonly SellerSku: string;
  readonly Status: string;
  readonly [name: string]: unknown;
}
interface Shown {
  readonly item_id: number;
  readonly status: string;
  readonly subStatus: string | null;
  readonly attributes: Record<string, string>;
  readonly skus: readonly ShownSku[];
  readonly [name: string]: unknown;
}

const image = (name: string) => `https://th-live.slatic.net/p/${name}.jpg`;
const sku = (color: string, change: Record<string, unknown> = {}) => ({
  SellerSku: `LST-${color}`,
  price: '100',
  quantity: '5',
  saleProp: { color_family: color },
  ...change,
});
const colors = (options: readonly string[], change: Record<string, unknown> = {}) => ({
  variation: {
    variation1: { name: 'color_family', hasImage: false, customize: false, options: { option: options }, ...change },
  },
});

// Real: the simulator over HTTP, driven by a published client.
describe('the life of a listing', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterEach(() => shop.stop());

  const create = (skus: readonly Record<string, unknown>[], product: Record<string, unknown> = {}) =>
    shop.post('/product/create', { payload: productPayload(skus, product) });
  const created = async (skus: readonly Record<string, unknown>[], product: Record<string, unknown> = {}) => {
    const answer = await create(skus, product);
    expect(answer).toMatchObject({ code: '0' });
    return (answer.data as { item_id: number }).item_id;
  };
  const read = async (itemId: number) => (await shop.get('/product/item/get', { item_id: itemId })).data as Shown;
  const update = (product: Record<string, unknown>) =>
    shop.post('/product/update', { payload: JSON.stringify({ Request: { Product: { Attributes: {}, ...product } } }) });
  const details = (answer: Record<string, unknown>) =>
    (answer['detail'] as { code: string; message: string }[]).map((one) => `${one.code} ${one.message.split(':')[0]}`);
  const codes = (answer: Record<string, unknown>) =>
    (answer['detail'] as { code: string }[]).map((one) => one.code).sort();

  describe('is refused at its creation for', () => {
    const long = (length: number) => 'x'.repeat(length);
    const twoProps = (change: Record<string, unknown>) => ({
      variation: {
        Variation1: { name: 'color_family', hasImage: 'false', customize: 'false', options: ['Black'] },
        Variation2: { name: 'Finish', hasImage: false, customize: true, options: { option: ['Matt'] }, ...change },
      },
    });
    const matt = [sku('Black', { saleProp: { color_family: 'Black', Finish: 'Matt' } })];

    it.each([
      [
        'three sale properties',
        matt,
        { variation: { ...twoProps({}).variation, Variation3: { name: 'x', customize: true, options: ['y'] } } },
        '209 VARIATION_SIZE_LIMIT',
      ],
      [
        'pictures of the second property',
        matt,
        twoProps({ hasImage: true }),
        '209 VARIATION_IMAGE_MUST_SET_VARIATION1',
      ],
      ['a long name of a property', matt, twoProps({ name: long(16) }), '209 VARIATION_NAME_LENGTH_LIMIT'],
      ['the same name twice', matt, twoProps({ name: 'color_family' }), '209 VARIATION_NAME_DUPLICATE'],
      [
        'a property that the category does not know',
        matt,
        twoProps({ customize: false }),
        '209 VARIATION_CATEGORY_ATTRIBUTE_INVALID',
      ],
      ['a property without options', [sku('Black')], colors([]), '209 VARIATION_OPTIONS_EMPTY'],
      [
        '51 options',
        [sku('c1')],
        colors(Array.from({ length: 51 }, (_, index) => `c${index}`)),
        '209 OPTIONS_SIZE_LIMIT',
      ],
      ['a long option', [sku(long(21))], colors([long(21)]), '209 VARIATION_OPTION_LENGTH_LIMIT'],
      ['an option twice', [sku('Black')], colors(['Black', 'Black']), '209 VARIATION_OPTION_DUPLICATE'],
      ['an option that was not declared', [sku('Pink')], colors(['Black']), '209 SKU_VARIATION_OPTION_NOT_EXIST'],
      [
        'a variant without its property',
        [sku('Black', { saleProp: {} })],
        colors(['Black']),
        '209 SKU_VARIATION_NAME_MISSING',
      ],
      [
        'promised pictures that are not there',
        [sku('Black')],
        colors(['Black'], { hasImage: true }),
        '209 SKU_VARIATION_IMAGES_MISSING',
      ],
      [
        'a sale property in two places',
        [sku('Black', { color_family: 'Black' })],
        colors(['Black']),
        '4145 BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT',
      ],
      [
        'a sale property that was not declared',
        [sku('Black', { saleProp: { color_family: 'Black', mood: 'Good' } })],
        colors(['Black']),
        '4143 BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID',
      ],
      [
        'pictures of variants that were not promised',
        [sku('Black', { Images: { Image: [image('a')] } })],
        colors(['Black']),
        '209 VARIATION_IMAGE_SETTING_ERROR',
      ],
      [
        'pictures of one variant only',
        [
          { ...sku('Black', { Images: { Image: [image('a')] } }), saleProp: undefined, color_family: 'Black' },
          { ...sku('Red'), saleProp: undefined, color_family: 'Red' },
        ],
        {},
        '4153 THD_IC_ERR_FC_IC_SKU_IMAGE_001',
      ],
      [
        'nine pictures',
        [sku('Black')],
        { ...colors(['Black']), Images: { Image: Array.from({ length: 9 }, (_, index) => image(`m${index}`)) } },
        '4169 CHK_IMAGE_MAX_ITEMS',
      ],
      [
        'a long name',
        [sku('Black')],
        { ...colors(['Black']), Attributes: { name: long(256), brand: 'No Brand' } },
        '4160 The name is longer than 255 characters',
      ],
      [
        'an outer picture in its text',
        [sku('Black')],
        {
          ...colors(['Black']),
          Attributes: { name: 'n', brand: 'No Brand', description: '<p><img src="http://img.example.com/a.jpg"></p>' },
        },
        '4138 BIZ_CHECK_EXIST_OUTER_IMAGE',
      ],
      [
        'a brand that is unknown',
        [sku('Black')],
        { ...colors(['Black']), Attributes: { name: 'n', brand_id: '1' } },
        '4142 THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY',
      ],
      [
        'a heavy parcel',
        [sku('Black', { package_weight: '40.01' })],
        colors(['Black']),
        '4164 BIZ_CHECK_MAX_PACKAGE_WEIGHT',
      ],
      [
        'a large parcel',
        [sku('Black', { package_length: '290' })],
        colors(['Black']),
        '4165 BIZ_CHECK_MAX_PACKAGE_DIMENISIONS',
      ],
      [
        'three decimals of a weight',
        [sku('Black', { package_weight: '0.125' })],
        colors(['Black']),
        '4149 BIZ_CHECK_PACKAGE_DECIMAL_INVALID',
      ],
      [
        'a price that is too fine',
        [sku('Black', { price: '1.005' })],
        colors(['Black']),
        '4104 price has more digits than THB has',
      ],
      [
        'a special price above the price',
        [sku('Black', { special_price: '100' })],
        colors(['Black']),
        '4157 BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE',
      ],
      [
        'a character that no code may have',
        [sku('Black', { SellerSku: 'A*B' })],
        colors(['Black']),
        '4150 SELLER_SKU_INVALID',
      ],
      [
        'a code of 51 characters',
        [sku('Black', { SellerSku: long(51) })],
        colors(['Black']),
        '4150 SELLER_SKU_INVALID',
      ],
    ])('%s', async (_name, skus, product, reason) => {
      const answer = await create(skus, product);
      expect(answer).toMatchObject({ code: '500', type: 'ISP', message: 'E500: Create product failed' });
      expect([...new Set(details(answer))]).toContain(reason);
      expect(await shop.get('/products/get', { filter: 'all' })).toMatchObject({ data: { total_products: 0 } });
    });

    it.each([
      ['no category', { PrimaryCategory: '' }, '4227'],
      ['a category that is closed', { PrimaryCategory: '10002099' }, '4228'],
      ['a category with others below it', { PrimaryCategory: '10100001' }, '4134'],
      ['a category that is unknown', { PrimaryCategory: '1' }, '201'],
    ])('%s', async (_name, product, code) => {
      expect(await create([sku('Black')], { ...colors(['Black']), ...product })).toMatchObject({ code });
    });

    it('51 variants, numbers that are no text, and a payload that is none', async () => {
      const many = Array.from({ length: 51 }, (_, index) => sku(`c${index}`));
      expect(await create(many, colors(['c1']))).toMatchObject({ code: '4171' });
      expect(await create([sku('Black', { price: 100 })], colors(['Black']))).toMatchObject({ code: '1001' });
      expect(await shop.post('/product/create', { payload: '<Request><Product>' })).toMatchObject({ code: '1001' });
      expect(await shop.post('/product/create', { payload: '{}' })).toMatchObject({ code: '1001' });
      expect(await shop.post('/product/create')).toMatchObject({ code: '30' });
    });

    it('more products than the shop may have', async () => {
      await shop.control('PUT', '/catalog', { itemLimit: 1 });
      await created([sku('Black')], colors(['Black']));
      expect(codes(await create([sku('Red')], colors(['Red'])))).toEqual(['4148']);
      expect((await shop.get('/product/seller/item/limit')).data).toMatchObject({ onlineItemCount: 1, itemLimit: 1 });
    });
  });

  it('takes XML of older clients, with sale properties beside the price', async () => {
    const answer = await shop.post('/product/create', {
      payload: `<?xml version="1.0" encoding="UTF-8"?><Request><Product><PrimaryCategory>10002019</PrimaryCategory>
        <Attributes><name><![CDATA[Tea & cups]]></name><brand>No Brand</brand></Attributes>
        <Images><Image>${image('x')}</Image></Images><Skus><Sku><SellerSku>XML-1</SellerSku><color_family>Green</color_family>
        <size>40</size><quantity>7</quantity><price>388.50</price><package_length>11</package_length><package_height>22</package_height>
        <package_weight>3</package_weight><package_width>44</package_width></Sku></Skus></Product></Request>`,
    });
    const product = await read((answer.data as { item_id: number }).item_id);
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
    const itemId = await created([sku('Black', { package_content: '1 shirt' })], {
      ...colors(['Black']),
      Attributes: { name: 'Shirt', brand: 'No Brand', description: '<p>Old</p>', description_en: '<p>Old</p>' },
    });
    const before = (await read(itemId)).skus[0]!;
    const answer = await update({
      ItemId: itemId,
      Attributes: { material: 'Bamboo', d_description_en: 'Yes' },
      Skus: {
        Sku: [{ SkuId: String(before.SkuId), special_price: '80', special_from_date: '2026-01-01', quantity: '9' }],
      },
    });
    expect(answer).toMatchObject({ code: '0', data: {} });
    const after = await read(itemId);
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
    const itemId = await created([sku('Black')], colors(['Black']));
    await shop.order('LST-Black', 2);
    const { SkuId } = (await read(itemId)).skus[0]!;
    await update({ Skus: { Sku: [{ SkuId: String(SkuId), quantity: '9' }] } });
    expect((await read(itemId)).skus[0]).toMatchObject({ quantity: 11, Available: 9 });
  });

  it('gets more variants through one that it has', async () => {
    const itemId = await created([sku('Black')], colors(['Black']));
    const first = (await read(itemId)).skus[0]!;
    const parcel = { package_weight: '1', package_length: '9', package_width: '9', package_height: '9' };
    const add = (color: string, product: Record<string, unknown> = {}) =>
      update({ AssociatedSku: String(first.SkuId), Skus: { Sku: [{ ...sku(color), ...parcel }] }, ...product });
    expect(details(await add('Red'))).toEqual(['209 SKU_VARIATION_OPTION_NOT_EXIST']);
    expect(await add('Red', colors(['Red']))).toMatchObject({ code: '0' });
    expect(
      await update({ AssociatedSku: 'LST-Black', ...colors(['Blue']), Skus: { Sku: [{ ...sku('Blue'), ...parcel }] } }),
    ).toMatchObject({ code: '0' });
    expect(codes(await add('Red', colors(['Red'])))).toEqual(['4105', '4112']);
    const product = await read(itemId);
    expect(product['variation']).toMatchObject({ Variation1: { options: ['Black', 'Red', 'Blue'] } });
    expect(product.skus.map((one) => one.SellerSku)).toEqual(['LST-Black', 'LST-Red', 'LST-Blue']);
  });

  it('is updated whole or not at all', async () => {
    const itemId = await created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const [black, red] = (await read(itemId)).skus;
    await shop.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'LST-Red', quantity: 4 });
    const answer = await update({
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
    expect(await read(itemId)).toMatchObject({
      attributes: { name: 'เสื้อยืด A&B' },
      skus: [{ price: 100 }, { quantity: 5 }],
    });
  });

  it('is updated by the number of its variant, and only while nobody else edits it', async () => {
    const itemId = await created([sku('Black')], colors(['Black']));
    const { SkuId } = (await read(itemId)).skus[0]!;
    const change = (one: Record<string, unknown>, product: Record<string, unknown> = {}) =>
      update({ ...product, Skus: { Sku: [one] } });
    expect(await change({ SellerSku: 'LST-Black', price: '9' })).toMatchObject({ code: '4193' });
    expect(await change({ price: '9' })).toMatchObject({ code: '4216' });
    expect(codes(await change({ price: '9' }, { ItemId: itemId }))).toEqual(['4216']);
    expect(codes(await change({ SellerSku: 'LST-Black' }, { ItemId: itemId }))).toEqual(['4193']);
    expect(await change({ SkuId: '1' })).toMatchObject({ code: '207' });
    expect(await update({ ItemId: '1' })).toMatchObject({ code: '208' });
    const bare = JSON.stringify({ Request: { Product: { ItemId: itemId } } });
    expect(await shop.post('/product/update', { payload: bare })).toMatchObject({ code: '5' });
    await shop.control('POST', '/faults', { kind: 'concurrent-edit', count: 1 });
    expect(codes(await change({ SkuId: String(SkuId), price: '90' }))).toEqual(['4147']);
    expect(await change({ SkuId: String(SkuId), price: '90' })).toMatchObject({ code: '0' });
  });

  it('leaves the shelf in part or whole, once', async () => {
    const itemId = await created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const ids = (await read(itemId)).skus.map((one) => one.SkuId);
    const deactivate = (product: Record<string, unknown>) =>
      shop.post('/product/deactivate', { apiRequestBody: JSON.stringify({ Request: { Product: product } }) });
    expect(await deactivate({})).toMatchObject({ code: 'E0001' });
    expect(await deactivate({ ItemId: 1 })).toMatchObject({ code: 'E0002' });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [1] } })).toMatchObject({ code: 'E0003' });
    expect(await deactivate({ ItemId: itemId, Skus: { SellerSku: 'LST-Red' } })).toMatchObject({ code: '4193' });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [ids[0]] } })).toMatchObject({ code: '0', data: {} });
    expect(await read(itemId)).toMatchObject({
      status: 'Active',
      skus: [{ Status: 'inactive' }, { Status: 'active' }],
    });
    expect(await deactivate({ ItemId: itemId, Skus: { SkuId: [ids[0]] } })).toMatchObject({ code: 'E0004' });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: '0' });
    expect(await read(itemId)).toMatchObject({ status: 'InActive' });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: 'E0004' });
    await shop.control('POST', '/faults', { kind: 'deactivate-error', count: 1 });
    expect(await deactivate({ ItemId: itemId })).toMatchObject({ code: 'E0006' });
    await update({ ItemId: itemId, Skus: { Sku: [{ SkuId: String(ids[1]), Status: 'active' }] } });
    expect(await read(itemId)).toMatchObject({
      status: 'Active',
      skus: [{ Status: 'inactive' }, { Status: 'active' }],
    });
  });

  it('is removed variant by variant, and is then found among the deleted alone', async () => {
    const itemId = await created([sku('Black'), sku('Red')], colors(['Black', 'Red']));
    const [black, red] = (await read(itemId)).skus.map((one) => `SkuId_${itemId}_${one.SkuId}`);
    const remove = (list: unknown) => shop.post('/product/remove', { sku_id_list: JSON.stringify(list) });
    expect(await shop.post('/product/remove', { seller_sku_list: '["LST-Red"]' })).toMatchObject({ code: '6' });
    expect(await shop.post('/product/remove')).toMatchObject({ code: '30' });
    expect(await remove('x')).toMatchObject({ code: '5' });
    expect(await remove(Array.from({ length: 51 }, () => black))).toMatchObject({ code: '204' });
    expect(await remove([black, 'SkuId_1_1', 'LST-Red'])).toMatchObject({
      code: '503',
      detail: [{ code: '207' }, { code: '207' }],
    });
    expect((await read(itemId)).skus.map((one) => one.SellerSku)).toEqual(['LST-Red']);
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
    const itemId = await created(both, {
      variation: {
        ...colors(['Black']).variation,
        variation2: { name: 'size', hasImage: false, customize: false, options: { option: ['M', 'L'] } },
      },
    });
    const [first, second] = (await read(itemId)).skus.map((one) => String(one.SkuId));
    const remove = (product: Record<string, unknown>) =>
      shop.post('/product/sku/remove', {
        payload: JSON.stringify({ Request: { Product: { ItemId: itemId, ...product } } }),
      });
    const size = { variation: { Variation1: { name: 'size' } } };
    expect(codes(await remove(size))).toEqual(['4112']);
    expect(codes(await remove({ Skus: { Sku: [{ SkuId: first }, { SkuId: second }] } }))).toEqual(['501']);
    expect(codes(await remove({ Skus: { Sku: [{ SellerSku: 'A' }] } }))).toEqual(['4193']);
    expect(await remove({ ...size, Skus: { Sku: [{ SkuId: first }] } })).toMatchObject({ code: '0', data: {} });
    expect(await read(itemId)).toMatchObject({
      variation: { Variation1: { name: 'color_family' } },
      skus: [{ SellerSku: 'B', saleProp: { color_family: 'Black' } }],
    });
    expect((await read(itemId))['variation']).not.toHaveProperty('Variation2');
  });

  describe('under quality control', () => {
    const orderable = async () => {
      const { body } = await shop.control('POST', '/orders', {
        orders: [{ shop: 'TH10DEMO', lines: [{ sellerSku: 'LST-Black', quantity: 1 }] }],
      });
      return (body['placed'] as unknown[]).length === 1;
    };

    it('waits for the time that it takes, and only then can be ordered', async () => {
      const receiver = await startPushReceiver();
      await shop.control('PUT', '/push', { url: receiver.url });
      try {
        await shop.control('PUT', '/catalog', { qcDelayMs: 3_600_000 });
        const answer = await create([sku('Black')], colors(['Black']));
        expect(answer.data).toMatchObject({ item_status: 'Pending QC' });
        const itemId = (answer.data as { item_id: number }).item_id;
        expect(await shop.get('/products/get', { filter: 'pending' })).toMatchObject({
          data: { total_products: 1, products: [{ item_id: itemId, status: 'Pending QC', subStatus: null }] },
        });
        expect(await orderable()).toBe(false);
        await shop.control('POST', '/clock', { advance: '1h' });
        expect(await read(itemId)).toMatchObject({ status: 'Active', rejectReason: [] });
        expect(await orderable()).toBe(true);
        const said = () =>
          receiver.received
            .filter(({ message }) => message.message_type === 1)
            .map(({ message }) => message.data['status']);
        await waitUntil(() => said().length >= 2, { what: 'two verdicts are pushed' });
        expect(said()).toEqual(['PENDING', 'APPROVED']);
      } finally {
        await receiver.stop();
      }
    });

    it('is rejected for a word that must not be there, and looked at again once it is gone', async () => {
      const itemId = await created([sku('Black')], {
        ...colors(['Black']),
        Attributes: { name: 'Replica watch', brand: 'No Brand' },
      });
      expect(await read(itemId)).toMatchObject({
        status: 'InActive',
        subStatus: 'Reject',
        rejectReason: [{ violationDetail: 'The product names something that must not be sold' }],
      });
      expect(await shop.get('/products/get', { filter: 'rejected' })).toMatchObject({ data: { total_products: 1 } });
      expect(await orderable()).toBe(false);
      await update({ ItemId: itemId, Attributes: { name: 'Own watch' } });
      expect(await read(itemId)).toMatchObject({ status: 'Active', subStatus: null, rejectReason: [] });
      await update({ ItemId: itemId, Attributes: { description: 'A counterfeit after all' } });
      expect(await read(itemId)).toMatchObject({
        status: 'Suspended',
        subStatus: 'Live_Reject',
        suspendedSkus: [{ SellerSku: 'LST-Black' }],
      });
      expect((await shop.get('/product/qc/alert/list', { offset: 0, limit: 10 })).data).toMatchObject([
        { productId: itemId, categoryId: 10002019, deactivationTime: expect.any(Number) },
      ]);
    });

    it('is rejected or locked when the control door says so', async () => {
      await shop.control('POST', '/faults', { kind: 'qc-reject', count: 1, reason: 'Blurred' });
      const first = await created([sku('Black')], colors(['Black']));
      expect(await read(first)).toMatchObject({ subStatus: 'Reject', rejectReason: [{ violationDetail: 'Blurred' }] });
      const judge = (verdict: string) => shop.control('POST', `/products/${first}/qc`, { verdict, reason: 'By hand' });
      expect(await judge('APPROVED')).toMatchObject({ status: 200, body: { status: 'Active', subStatus: null } });
      await judge('LOCK');
      expect(await read(first)).toMatchObject({ status: 'Suspended', subStatus: 'Lock' });
      expect(codes(await update({ ItemId: first, Attributes: { name: 'x' } }))).toEqual(['4155']);
      const shelve = { apiRequestBody: JSON.stringify({ Request: { Product: { ItemId: first } } }) };
      expect(await shop.post('/product/deactivate', shelve)).toMatchObject({ code: 'E0004' });
      const { SkuId } = (await read(first)).skus[0]!;
      const write = {
        payload: JSON.stringify({ Request: { Product: { Skus: { Sku: [{ SkuId: String(SkuId), Quantity: '1' }] } } } }),
      };
      expect(codes(await shop.post('/product/price_quantity/update', write))).toEqual(['4155']);
      expect((await shop.control('POST', '/products/1/qc', { verdict: 'LOCK' })).status).toBe(404);
      expect((await judge('MAYBE')).status).toBe(400);
    });
  });
});
