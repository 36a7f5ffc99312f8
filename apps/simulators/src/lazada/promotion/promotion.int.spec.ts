import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const DAY_MS = 86_400_000;

// Real: the simulator over HTTP, driven by a published client.
describe('promotions of a shop', () => {
  let shop: Shop;
  let sku: { ItemId: string; SkuId: string };
  let period: { start: number; end: number };

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    sku = await shop.create('PROMO-1', '10');
    period = { start: Date.now() + DAY_MS, end: Date.now() + 3 * DAY_MS };
  });
  afterEach(() => shop.stop());

  const ok = { code: '0', success: true, error_code: null, error_msg: null };
  const refused = (code: string) => ({ code: '0', success: false, error_code: code });

  const combo = (change: Record<string, unknown> = {}) => ({
    name: 'Two for less',
    apply: 'SPECIFIC_PRODUCTS',
    criteria_type: 'AMOUNT',
    criteria_value: '["100","200"]',
    discount_type: 'money',
    discount_value: '["10","25"]',
    order_numbers: 100,
    start_time: period.start,
    end_time: period.end,
    platform_channel: '1',
    stackable: 'false',
    ...change,
  });
  const voucher = (change: Record<string, unknown> = {}) => ({
    voucher_name: 'Ten off',
    voucher_type: 'COLLECTIBLE_VOUCHER',
    apply: 'SPECIFIC_PRODUCTS',
    display_area: 'LIVE_STREAM',
    voucher_discount_type: 'MONEY_VALUE_OFF',
    criteria_over_money: '100',
    offering_money_value_off: '10.50',
    period_start_time: period.start,
    period_end_time: period.end,
    limit: 1,
    issued: 50,
    ...change,
  });
  const shipping = (change: Record<string, unknown> = {}) => ({
    promotion_name: 'Freight on us',
    template_type: 'MANUALLY',
    apply: 'SPECIFIC_PRODUCTS',
    budget_type: 'LIMITED_BUDGET',
    budget_value: '10000',
    period_type: 'SPECIAL_PERIOD',
    period_start_time: period.start,
    period_end_time: period.end,
    region_type: 'SPECIAL_REGIONS',
    region_value: '["BANGKOK"]',
    delivery_option: 'STANDARD',
    discount_type: 'PARTIAL_SUBSIDY',
    deal_criteria: 'MONEY_VALUE_FROM_X',
    tiers: '[{"filter":"500","result":"10"}]',
    template_code: 'null',
    ...change,
  });

  const families = [
    {
      name: 'flexi combo',
      base: '/promotion/flexicombo',
      create: combo,
      extra: {},
      get: '/details',
      list: '/promotion/flexicombo/list',
      page: { cur_page: 1, page_size: 10 },
      add: '/products/add',
      remove: '/products/delete',
      products: '/promotion/flexicombo/products/list',
      rows: () => [Number(sku.SkuId)],
    },
    {
      name: 'voucher',
      base: '/promotion/voucher',
      create: voucher,
      extra: { voucher_type: 'COLLECTIBLE_VOUCHER' },
      get: '/get',
      list: '/promotion/vouchers/get',
      page: { cur_page: 1, page_size: 10 },
      add: '/product/sku/add',
      remove: '/product/sku/remove',
      products: '/promotion/voucher/products/get',
      rows: () => [{ product_id: Number(sku.ItemId), sku_ids: [Number(sku.SkuId)] }],
    },
    {
      name: 'free shipping',
      base: '/promotion/freeshipping',
      create: shipping,
      extra: {},
      get: '/get',
      list: '/promotion/freeshippings/get',
      page: { curPage: 1, pageSize: 10 },
      add: '/product/sku/add',
      remove: '/product/sku/remove',
      products: '/promotion/freeshipping/products/get',
      rows: () => [{ product_id: Number(sku.ItemId), sku_ids: [Number(sku.SkuId)] }],
    },
  ];

  it.each(families)('$name: lives from creation over suspension to its end', async (family) => {
    const created = await shop.post(`${family.base}/create`, family.create());
    expect(created).toMatchObject({ ...ok, data: expect.any(Number) });
    const id = { id: created.data, ...family.extra };
    const status = async () =>
      ((await shop.get(family.base + family.get, id)).data as { status: string; id: number }).status;
    expect(await status()).toBe('NOT_START');
    await shop.control('POST', '/clock', { advance: '25h' });
    expect(await status()).toBe('ONGOING');
    expect(await shop.post(`${family.base}/activate`, id)).toMatchObject(refused('23'));
    expect(await shop.post(`${family.base}/deactivate`, id)).toMatchObject(ok);
    expect(await status()).toBe('SUSPEND');
    const listed = async (wanted: string) =>
      (await shop.get(family.list, { ...family.page, ...family.extra, status: wanted })).data;
    expect(await listed('SUSPEND')).toMatchObject({ total: 1, current: 1, page_size: 10, data_list: [{ id: id.id }] });
    expect(await listed('ONGOING')).toMatchObject({ total: 0, data_list: [] });
    expect(await shop.post(`${family.base}/activate`, id)).toMatchObject(ok);
    await shop.control('POST', '/clock', { advance: '3d' });
    expect(await status()).toBe('FINISH');
    expect(await shop.post(`${family.base}/deactivate`, id)).toMatchObject(refused('23'));
    expect(await shop.get(family.base + family.get, { ...id, id: 1 })).toMatchObject(refused('23'));
  });

  it.each(families)('$name: holds for the variants that were added', async (family) => {
    const created = await shop.post(`${family.base}/create`, family.create());
    const id = { id: created.data, ...family.extra };
    const ids = { ...id, sku_ids: `[${sku.SkuId},7]` };
    expect(await shop.post(family.base + family.add, ids)).toMatchObject({ ...ok, data: { 7: 'sku does not exist' } });
    expect((await shop.post(family.base + family.add, { ...id, sku_ids: `[${sku.SkuId}]` })).data).toEqual({
      [sku.SkuId]: 'sku is in the promotion already',
    });
    const products = async () =>
      ((await shop.get(family.products, { ...family.page, ...id })).data as { data_list: unknown[] }).data_list;
    expect(await products()).toEqual(family.rows());
    expect(await shop.post(family.base + family.remove, ids)).toMatchObject(ok);
    expect(await products()).toEqual([]);
    expect(await shop.post(family.base + family.remove, ids)).toMatchObject(refused('23'));
  });

  it('answers a flexi combo as it was asked for, and for the whole shop takes no variants', async () => {
    const created = await shop.post(
      '/promotion/flexicombo/create',
      combo({
        apply: 'ENTIRE_STORE',
        discount_type: 'moneyWithGift',
        gift_skus: JSON.stringify([{ productId: Number(sku.ItemId), skuId: Number(sku.SkuId) }]),
      }),
    );
    expect((await shop.get('/promotion/flexicombo/details', { id: created.data })).data).toMatchObject({
      type: 'Flexi-combo',
      apply: 'ENTIRE_SHOP',
      criteria_value: ['100', '200'],
      discount_value: ['10', '25'],
      order_numbers: 100,
      start_time: period.start,
      stackable: false,
      gift_skus: [{ product_id: Number(sku.ItemId), sku_id: Number(sku.SkuId), tier: 1 }],
    });
    const add = { id: created.data, sku_ids: `[${sku.SkuId}]` };
    expect(await shop.post('/promotion/flexicombo/products/add', add)).toMatchObject(refused('23'));
  });

  it.each([
    ['an unknown scope', { apply: 'ALL' }, '22'],
    ['no name', { name: '' }, '22'],
    ['fewer discounts than steps', { discount_value: '["10"]' }, '22'],
    ['a discount of everything', { discount_type: 'discount', discount_value: '["10","100"]' }, '22'],
    ['a gift without an item', { discount_type: 'freeGift' }, '22'],
    ['steps that fall', { criteria_value: '["200","100"]' }, '23'],
    ['an end that is over', { end_time: 1000, start_time: 1 }, '22'],
  ])('refuses a flexi combo with %s', async (_name, change, code) => {
    expect(await shop.post('/promotion/flexicombo/create', combo(change))).toMatchObject(refused(code));
  });

  it('keeps money of a voucher as text, and does not take back what was issued', async () => {
    const created = await shop.post('/promotion/voucher/create', voucher());
    const id = { id: created.data, voucher_type: 'COLLECTIBLE_VOUCHER' };
    expect((await shop.get('/promotion/voucher/get', id)).data).toMatchObject({
      criteria_over_money: '100',
      offering_money_value_off: '10.50',
      offering_percentage_discount_off: '',
      display_area: 'LIVE_STREAM',
      currency: 'THB',
      collect_start: period.start,
      limit: 1,
      issued: 50,
    });
    const update = (change: Record<string, unknown>) =>
      shop.post('/promotion/voucher/update', { ...voucher(change), id: created.data });
    expect(await update({ issued: 49 })).toMatchObject(refused('23'));
    expect(await update({ issued: 60, voucher_name: 'More' })).toMatchObject({ ...ok, data: created.data });
    expect((await shop.get('/promotion/voucher/get', id)).data).toMatchObject({ issued: 60, voucher_name: 'More' });
    expect(await shop.get('/promotion/voucher/get', { ...id, voucher_type: 'OTHER' })).toMatchObject(refused('21'));
  });

  it.each([
    ['another type', { voucher_type: 'CODE_VOUCHER' }, '24'],
    ['an unknown place', { display_area: 'MOON' }, '24'],
    ['money off that is no amount', { offering_money_value_off: 'ten' }, '24'],
    [
      'a percentage of everything',
      { voucher_discount_type: 'PERCENTAGE_DISCOUNT_OFF', offering_percentage_discount_off: 100 },
      '24',
    ],
    ['more off than has to be spent', { offering_money_value_off: '100' }, '23'],
    ['fewer than one buyer may use', { limit: 60 }, '23'],
  ])('refuses a voucher with %s', async (_name, change, code) => {
    expect(await shop.post('/promotion/voucher/create', voucher(change))).toMatchObject(refused(code));
  });

  it('offers ways of delivery and regions for free shipping, and holds promotions to them', async () => {
    const options = await shop.get('/promotion/freeshipping/deliveryoptions/get');
    expect(options).toMatchObject({ ...ok, data: expect.arrayContaining([{ name: 'Standard', value: 'STANDARD' }]) });
    const regions = await shop.get('/promotion/freeshipping/regions/get');
    expect(regions.data).toContainEqual({ name: 'Bangkok', value: 'BANGKOK' });
    const created = await shop.post('/promotion/freeshipping/create', shipping());
    expect((await shop.get('/promotion/freeshipping/get', { id: created.data })).data).toMatchObject({
      region_value: ['BANGKOK'],
      budget_value: '10000',
      used_budget_value: '0',
      currency: 'THB',
      promo_tier: { tiers: [{ filter: '500', result: '10' }], deal_criteria: 'MONEY_VALUE_FROM_X' },
    });
    for (const change of [{ region_value: '["MARS"]' }, { delivery_option: 'DRONE' }, { tiers: '[{"filter":"500"}]' }])
      expect(await shop.post('/promotion/freeshipping/create', shipping(change))).toMatchObject(refused('24'));
    const endless = shipping({ period_type: 'LONG_TERM', period_start_time: '', period_end_time: '' });
    expect(await shop.post('/promotion/freeshipping/create', endless)).toMatchObject(ok);
  });

  it('quotes numbers and truths in docs mode, as everything', async () => {
    const docs = await startTestShop({ scalars: 'docs' });
    try {
      await docs.connect();
      const created = await docs.post('/promotion/flexicombo/create', combo());
      expect(created).toMatchObject({
        code: '0',
        success: 'true',
        error_code: null,
        data: expect.stringMatching(/^\d{14}$/),
      });
      const { data } = await docs.get('/promotion/flexicombo/details', { id: created.data });
      expect(data).toMatchObject({ id: created.data, order_numbers: '100', stackable: 'false' });
    } finally {
      await docs.stop();
    }
  });

  it("does not show one shop's promotions to another", async () => {
    const created = await shop.post('/promotion/flexicombo/create', combo());
    await shop.connect('local');
    expect(await shop.get('/promotion/flexicombo/details', { id: created.data })).toMatchObject(refused('23'));
    expect((await shop.get('/promotion/flexicombo/list', { cur_page: 1, page_size: 10 })).data).toMatchObject({
      total: 0,
    });
  });
});
