import { DEMO_SHOP_ID, LOCAL_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

// Real: the simulator over HTTP, with strict signatures.
describe('products', () => {
  let platform: TestPlatform;
  let shop: Caller;
  let imageId: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    imageId = await uploadPicture(shop);
  });

  const add = async (change: Record<string, unknown> = {}): Promise<number> => {
    const { response, error, message } = await shop.post('product/add_item', lamp(imageId, change));
    expect([error, message]).toEqual(['', '']);
    return Number(response['item_id']);
  };
  const baseInfo = async (itemId: number) => {
    const { response } = await shop.get('product/get_item_base_info', { item_id_list: itemId });
    return (response['item_list'] as Record<string, unknown>[])[0]!;
  };
  const models = async (itemId: number) => {
    const { response } = await shop.get('product/get_model_list', { item_id: itemId });
    return response as unknown as {
      tier_variation: unknown[];
      standardise_tier_variation: unknown[];
      model: { model_id: number; model_sku: string; tier_index: number[]; price_info: { original_price: number }[] }[];
    };
  };
  const TIERS = [
    {
      variation_id: 0,
      variation_name: 'Colour',
      variation_option_list: [{ variation_option_name: 'Gold' }, { variation_option_name: 'Silver' }],
    },
  ];
  const model = (option: number, sku: string, price = 15.5) => ({
    tier_index: [option],
    model_sku: sku,
    original_price: price,
    seller_stock: [{ stock: 7 }],
  });
  const withModels = async (): Promise<number> => {
    const itemId = await add();
    await platform.advance('6s');
    const { error } = await shop.post('product/init_tier_variation', {
      item_id: itemId,
      standardise_tier_variation: TIERS,
      model: [model(0, 'LAMP-G'), model(1, 'LAMP-S')],
    });
    expect(error).toBe('');
    return itemId;
  };

  it('are shown with weight and deboost as text, and without models as three empty lists', async () => {
    const itemId = await add();
    expect(await baseInfo(itemId)).toMatchObject({
      item_id: itemId,
      item_status: 'NORMAL',
      weight: '0.4',
      deboost: 'FALSE',
      has_model: false,
      price_info: [{ currency: 'SGD', original_price: 15.5, current_price: 15.5 }],
      stock_info_v2: {
        summary_info: { total_reserved_stock: 0, total_available_stock: 25 },
        seller_stock: [{ stock: 25 }],
      },
    });
    expect(await models(itemId)).toEqual({ tier_variation: [], model: [], standardise_tier_variation: [] });
  });

  it('get variations five seconds after they were made, and have no price of their own then', async () => {
    const itemId = await add();
    const init = () =>
      shop.post('product/init_tier_variation', {
        item_id: itemId,
        standardise_tier_variation: TIERS,
        model: [model(0, 'LAMP-G'), model(1, 'LAMP-S')],
      });
    expect((await init()).error).toBe('product.error_busi');
    await platform.advance('5s');
    expect((await init()).error).toBe('');
    const info = await baseInfo(itemId);
    expect([info['has_model'], info['price_info'], info['stock_info_v2']]).toEqual([true, undefined, undefined]);
    const list = await models(itemId);
    expect(list.model.map((one) => [one.model_sku, one.tier_index])).toEqual([
      ['LAMP-G', [0]],
      ['LAMP-S', [1]],
    ]);
    expect(list.tier_variation).toEqual([{ name: 'Colour', option_list: [{ option: 'Gold' }, { option: 'Silver' }] }]);
    expect(list.standardise_tier_variation).toHaveLength(1);
  });

  it('take tiers in the form that is going out of use, too', async () => {
    const itemId = await add();
    await platform.advance('6s');
    const { error } = await shop.post('product/init_tier_variation', {
      item_id: itemId,
      tier_variation: [{ name: 'Size', option_list: [{ option: 'S' }] }],
      model: [model(0, 'LAMP-S')],
    });
    expect([error, (await models(itemId)).tier_variation]).toEqual([
      '',
      [{ name: 'Size', option_list: [{ option: 'S' }] }],
    ]);
  });

  it('get further models, lose some, and change what models say', async () => {
    const itemId = await withModels();
    const [gold, silver] = (await models(itemId)).model;
    const tiers = [
      { ...TIERS[0]!, variation_option_list: [...TIERS[0]!.variation_option_list, { variation_option_name: 'Black' }] },
    ];
    const kept = [gold!, silver!].map(({ model_id, tier_index }) => ({ model_id, tier_index }));
    await shop.post('product/update_tier_variation', {
      item_id: itemId,
      standardise_tier_variation: tiers,
      model_list: kept,
    });
    expect((await shop.post('product/add_model', { item_id: itemId, model_list: [model(1, 'X')] })).error).toBe(
      'product.error_duplicate_tier_index',
    );
    await shop.post('product/add_model', { item_id: itemId, model_list: [model(2, 'LAMP-B')] });
    await shop.post('product/update_model', {
      item_id: itemId,
      model: [{ model_id: gold!.model_id, model_sku: 'GOLD' }],
    });
    await shop.post('product/delete_model', { item_id: itemId, model_id: silver!.model_id });
    expect((await models(itemId)).model.map((one) => one.model_sku)).toEqual(['GOLD', 'LAMP-B']);
  });

  it.each([
    [{ category_id: 100_717 }, 'product.error_invalid_category'],
    [{ category_id: 100_102 }, 'product.error_category_is_block'],
    [{ item_name: 'Lamp' }, 'product.error_item_name_is_too_short'],
    [{ item_name: 'L'.repeat(121) }, 'product.error_name_length_limit'],
    [{ image: { image_id_list: [] } }, 'product.error_image_num_min'],
    [{ image: { image_id_list: ['sg-unknown'] } }, 'product.error_image_unavailable'],
    [{ logistic_info: [{ logistic_id: 10_007, enabled: false }] }, 'product.error_invalid_logistic_info'],
    [{ logistic_info: [{ logistic_id: 1, enabled: true }] }, 'product.error_invalid_logistic_info'],
    [{ brand: { brand_id: 5 } }, 'product.error_incalid_brand'],
    [{ category_id: 100_358, brand: undefined }, 'product.error_less_required_attribute'],
    [{ original_price: 15.555 }, 'product.error_invalid_price'],
    [{ original_price: 100_000_000 }, 'product.error_price_exceed_max_limitt'],
    [{ original_price: 0.01 }, 'product.error_price_exceed_min_limitt'],
    [{ pre_order: { is_pre_order: true, days_to_ship: 31 } }, 'product.error_param_dts_exceeds_max_limit'],
    [{ seller_stock: [{ stock: 5, location_id: 'SGZ' }] }, 'product.error_auth'],
    [{ description: undefined }, 'product.error_param'],
  ])('are refused as %j', async (change, error) => {
    expect((await shop.post('product/add_item', lamp(imageId, change))).error).toBe(error);
  });

  it('cost whole amounts where the country says so', async () => {
    const thai = await platform.shop('local', LOCAL_SHOP_ID);
    const body = lamp(await uploadPicture(thai), { logistic_info: [{ logistic_id: 12_007, enabled: true }] });
    expect((await thai.post('product/add_item', body)).error).toBe('product.error_invalid_price');
    expect((await thai.post('product/add_item', { ...body, original_price: 155 })).error).toBe('');
  });

  it('take attributes as their category has them', async () => {
    const dress = {
      category_id: 100_358,
      item_name: 'Silk dress',
      brand: { brand_id: 1_146_302, original_brand_name: 'Zhuang Brocade' },
    };
    const attribute = (value: Record<string, unknown>) => ({
      ...dress,
      attribute_list: [{ attribute_id: 100_401, attribute_value_list: [value] }],
    });
    const refused = await shop.post(
      'product/add_item',
      lamp(imageId, attribute({ value_id: 0, original_value_name: 'Mini' })),
    );
    expect(refused.error).toBe('product.error_invalid_attribute_value');
    const itemId = await add(attribute({ value_id: 962 }));
    expect((await baseInfo(itemId))['attribute_list']).toMatchObject([
      { attribute_id: 100_401, attribute_value_list: [{ value_id: 962, original_value_name: 'Knee length' }] },
    ]);
  });

  it('are listed by status, given several times, and page by page', async () => {
    const ids = [await add(), await add(), await add()];
    await shop.post('product/unlist_item', { item_list: [{ item_id: ids[1], unlist: true }] });
    const list = (params: Record<string, unknown>) =>
      shop.get('product/get_item_list', { offset: 0, page_size: 2, ...params });
    expect((await list({ item_status: 'NORMAL' })).response).toMatchObject({
      item: [{ item_id: ids[0] }, { item_id: ids[2] }],
      total_count: 2,
      has_next_page: false,
    });
    const all = await list({ item_status: ['NORMAL', 'UNLIST'] });
    expect(all.response).toMatchObject({ total_count: 3, has_next_page: true, next_offset: 2 });
    expect((await list({})).error).toBe('product.error_param');
    expect((await list({ item_status: 'NORMAL', offset: 20_000 })).message).toBe(
      'get items offset over limit, please use the next field',
    );
    const found = await shop.get('product/search_item', { page_size: 2, item_sku: 'LAMP' });
    expect(found.response).toMatchObject({ item_id_list: ids.slice(0, 2), total_count: 3 });
    const rest = await shop.get('product/search_item', {
      page_size: 2,
      item_sku: 'LAMP',
      offset: found.response['next_offset'],
    });
    expect(rest.response).toMatchObject({ item_id_list: ids.slice(2), next_offset: '' });
  });

  it('can be read for ninety days after they were deleted, and not changed', async () => {
    const itemId = await add();
    expect(await shop.post('product/delete_item', { item_id: itemId })).toMatchObject({ error: '', response: {} });
    expect((await baseInfo(itemId))['item_status']).toBe('SELLER_DELETE');
    expect((await shop.post('product/update_item', { item_id: itemId, item_name: 'Other lamp' })).error).toBe(
      'product.error_item_deleted',
    );
    await platform.advance('91d');
    shop = await platform.shop('demo', DEMO_SHOP_ID);
    expect((await shop.get('product/get_item_base_info', { item_id_list: itemId })).response).toEqual({
      item_list: [],
    });
  });

  it('are looked at first when a review was planted, and then are normal or banned', async () => {
    await platform.control('POST', '/faults', { kind: 'review', count: 1, seconds: 30 });
    await platform.control('POST', '/faults', { kind: 'review', count: 1, seconds: 30, status: 'BANNED' });
    const ids = [await add(), await add()];
    const statuses = () => Promise.all(ids.map(async (id) => (await baseInfo(id))['item_status']));
    expect(await statuses()).toEqual(['REVIEWING', 'REVIEWING']);
    await platform.advance('31s');
    expect(await statuses()).toEqual(['NORMAL', 'BANNED']);
  });

  it('go on sale at the minute that was chosen', async () => {
    const { body } = await platform.control('GET', '/clock');
    const minute = Math.floor(Date.parse(String(body['now'])) / 60_000);
    const scheduled_publish_time = (minute + 120) * 60;
    const early = { item_status: 'UNLIST', scheduled_publish_time: (minute + 30) * 60 };
    expect((await shop.post('product/add_item', lamp(imageId, early))).error).toBe(
      'product.error_param_scheduled_publish_time',
    );
    const itemId = await add({ item_status: 'UNLIST', scheduled_publish_time });
    expect(await baseInfo(itemId)).toMatchObject({ item_status: 'UNLIST', scheduled_publish_time });
    await platform.advance('121m');
    expect((await baseInfo(itemId))['item_status']).toBe('NORMAL');
  });

  it('have categories, attributes, brands and limits to be read first', async () => {
    const { response } = await shop.get('product/get_category');
    const categories = response['category_list'] as {
      category_id: number;
      parent_category_id: number;
      has_children: boolean;
    }[];
    const leaf = categories.find((one) => one.category_id === 100_358)!;
    expect([leaf.has_children, categories.some((one) => one.category_id === leaf.parent_category_id)]).toEqual([
      false,
      true,
    ]);
    const tree = await shop.get('product/get_attribute_tree', { category_ids: '[100358]' });
    expect(tree.response).toMatchObject({
      list: [{ attribute_tree: [{ attribute_id: 100_401, mandatory: true }, {}, {}, {}] }],
    });
    const brands = await shop.get('product/get_brand_list', {
      category_id: 100_358,
      offset: 0,
      page_size: 2,
      status: 1,
    });
    expect(brands.response).toMatchObject({ is_mandatory: true, has_next_page: true, next_offset: 2 });
    const limit = await shop.get('product/get_item_limit', { category_id: 100_780 });
    expect(limit.response).toMatchObject({ dts_limit: { days_to_ship_limit: { min_limit: 3, max_limit: 10 } } });
    expect(limit['gtin_limit']).toEqual({ gtin_validation_rule: 'Optional' });
    const recommended = await shop.get('product/category_recommend', { item_name: 'Jasmine tea' });
    expect(recommended.response).toEqual({ category_id: [100_782] });
  });

  it('of a merchant are changed by the merchant', async () => {
    const upgraded = await platform.shop('upgraded', 220_013_001);
    expect((await upgraded.post('product/add_item', lamp(imageId))).error).toBe('product.error_auth');
  });

  it('show their pictures', async () => {
    const [url] = ((await baseInfo(await add()))['image'] as { image_url_list: string[] }).image_url_list;
    const picture = await fetch(url!);
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
  });
});
