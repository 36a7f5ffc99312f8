import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

const MERCHANT = 3_300_043;
const SHOP_SG = 220_013_001;
const SHOP_MY = 220_013_002;

// Real: the simulator over HTTP, with strict signatures.
describe('global products', () => {
  let platform: TestPlatform;
  let merchant: Caller;
  let shop: Caller;
  let imageId: string;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    ({ merchant, shop } = await platform.merchantAndShop('upgraded', MERCHANT, SHOP_SG));
    imageId = await uploadPicture(merchant);
  });

  const post = (name: string, body: Record<string, unknown>) => merchant.post(`global_product/${name}`, body);
  const get = (name: string, params: Record<string, unknown> = {}) => merchant.get(`global_product/${name}`, params);
  const add = async (): Promise<number> => {
    const { item_name, item_sku, logistic_info: _unused, ...rest } = lamp(imageId);
    const pre_order = { days_to_ship: 3 };
    const body = { ...rest, global_item_name: item_name, global_item_sku: item_sku, original_price: 100, pre_order };
    const { response, message } = await post('add_global_item', body);
    expect(message).toBe('');
    return Number(response['global_item_id']);
  };
  const publish = async (
    global_item_id: number,
    item: Record<string, unknown> = {},
    shop_id = SHOP_SG,
    shop_region = 'SG',
  ) => {
    const logistic = [{ logistic_id: shop_region === 'SG' ? 10_007 : 11_007, enabled: true }];
    const task = await post('create_publish_task', {
      global_item_id,
      shop_id,
      shop_region,
      item: { logistic, ...item },
    });
    expect(task.message).toBe('');
    // The number is too long for JavaScript: it is taken from the text.
    return /"publish_task_id":(\d+)/.exec(task.text)![1]!;
  };
  const published = async (global_item_id: number, item: Record<string, unknown> = {}): Promise<number> => {
    const publish_task_id = await publish(global_item_id, item);
    await platform.advance('4s');
    const { response } = await get('get_publish_task_result', { publish_task_id });
    return Number((response['success'] as { item_id: string }).item_id);
  };
  const shown = async (itemId: number) => {
    const { response } = await shop.get('product/get_item_base_info', { item_id_list: itemId });
    return (response['item_list'] as Record<string, unknown>[])[0]!;
  };

  it('belong to a merchant that has shops', async () => {
    const info = await merchant.get('merchant/get_merchant_info');
    expect(info).toMatchObject({ error: '', merchant_currency: 'CNY', merchant_region: 'CN', is_upgraded_cbsc: true });
    expect(info.response).toBeUndefined();
    const shops = await merchant.get('merchant/get_shop_list_by_merchant', { page_no: 1, page_size: 1 });
    expect(shops).toMatchObject({ shop_list: [{ shop_id: SHOP_SG, sip_affi_shops: [] }], more: true });
  });

  it('are published by a task whose number has more digits than a double', async () => {
    const id = await add();
    const publish_task_id = await publish(id);
    expect(Number.isSafeInteger(Number(publish_task_id))).toBe(false);
    expect((await get('get_publish_task_result', { publish_task_id })).response).toMatchObject({
      publish_status: 'processing',
    });
    await platform.advance('4s');
    const done = await get('get_publish_task_result', { publish_task_id });
    expect(done.response).toMatchObject({
      publish_status: 'success',
      success: { region: 'SG', shop_id: String(SHOP_SG) },
    });
    expect((await get('get_published_list', { global_item_id: id })).response).toMatchObject({
      published_item: [{ shop_id: SHOP_SG, shop_region: 'SG', item_status: 1 }],
    });
    const near = String(BigInt(publish_task_id) + 1n);
    expect((await get('get_publish_task_result', { publish_task_id: near })).error).toBe(
      'global_product.error_not_found',
    );
  });

  it('are published to each shop once', async () => {
    const id = await add();
    const itemId = await published(id);
    const again = await publish(id);
    await platform.advance('4s');
    expect((await get('get_publish_task_result', { publish_task_id: again })).response).toMatchObject({
      publish_status: 'failed',
    });
    expect((await get('get_publishable_shop', { global_item_id: id })).response).toEqual({
      publishable_shop: [{ shop_id: SHOP_MY, shop_region: 'MY' }],
    });
    const ids = await get('get_global_item_id', { shop_id: SHOP_SG, item_id_list: [itemId, 5] });
    expect(ids.response).toEqual({ item_id_map: [{ item_id: itemId, global_item_id: id }] });
  });

  it('cost in a shop what the exchange makes of them, unless the publication said a price', async () => {
    const id = await add();
    const itemId = await published(id);
    expect(await shown(itemId)).toMatchObject({ price_info: [{ currency: 'SGD', original_price: 18.64 }] });
    await post('update_local_adjustment_rate', { shop_id: SHOP_SG, adjustment_rate: 1.1 });
    const rate = await get('get_local_adjustment_rate', { shop_id: SHOP_SG });
    expect(rate.response).toEqual({ local_adjustment_rate: 1.1 });
    expect(await shown(itemId)).toMatchObject({ price_info: [{ original_price: 20.5 }] });
    await post('set_sync_field', { shop_sync_list: [{ shop_id: SHOP_SG, shop_region: 'SG', price: false }] });
    await post('update_price', { global_item_id: id, price_list: [{ original_price: 200 }] });
    expect(await shown(itemId)).toMatchObject({ price_info: [{ original_price: 20.5 }] });
    const other = await published(await add(), { original_price: 17 });
    expect(await shown(other)).toMatchObject({ price_info: [{ original_price: 17 }] });
  });

  it('keep stock and variations for the shops, which cannot change them', async () => {
    const id = await add();
    const itemId = await published(id);
    await post('update_stock', { global_item_id: id, stock_list: [{ seller_stock: [{ stock: 3 }] }] });
    expect(await shown(itemId)).toMatchObject({ stock_info_v2: { seller_stock: [{ stock: 3 }] } });
    await platform.control('POST', '/faults', { kind: 'campaign-lock', sellerSku: 'LAMP', quantity: 2 });
    const low = await post('update_stock', { global_item_id: id, stock_list: [{ seller_stock: [{ stock: 1 }] }] });
    expect(low.message).toBe('Stock should be larger than reserved stock.');
    await platform.control('DELETE', '/faults');
    const refused = await shop.post('product/update_stock', {
      item_id: itemId,
      stock_list: [{ seller_stock: [{ stock: 9 }] }],
    });
    expect(refused.error).toBe('product.error_auth');
    await platform.advance('6s');
    const tiers = await post('init_tier_variation', {
      global_item_id: id,
      standardise_tier_variation: [{ variation_name: 'Size', variation_option_list: [{ variation_option_name: 'S' }] }],
      global_model: [
        { tier_index: [0], original_price: 100, global_model_sku: 'LAMP-S', seller_stock: [{ stock: 4 }] },
      ],
    });
    expect(tiers.message).toBe('');
    const models = await get('get_global_model_list', { global_item_id: id });
    expect(models.response).toMatchObject({
      global_model: [
        { global_model_sku: 'LAMP-S', price_info: { original_price: 100 }, stock_info: [{ current_stock: 4 }] },
      ],
    });
    const list = await shop.get('product/get_model_list', { item_id: itemId });
    expect(list.response).toMatchObject({ model: [{ model_sku: 'LAMP-S', price_info: [{ original_price: 18.64 }] }] });
    const blocked = await shop.post('product/init_tier_variation', { item_id: itemId });
    expect(blocked.error).toBe('product.error_cnsc_shop_block_update_tier_variation');
  });

  it('are listed with a cursor, described, changed and deleted', async () => {
    const ids = [await add(), await add(), await add()];
    const first = await get('get_global_item_list', { page_size: 2, offset: '' });
    expect(first.response).toMatchObject({
      global_item_list: [{ global_item_id: ids[0] }, {}],
      total_count: 3,
      has_next_page: true,
    });
    const rest = await get('get_global_item_list', { page_size: 2, offset: first.response['offset'] });
    expect(rest.response).toMatchObject({ global_item_list: [{ global_item_id: ids[2] }], has_next_page: false });
    await post('update_global_item', { global_item_id: ids[0], global_item_name: 'Copper lamp' });
    const info = await get('get_global_item_info', { global_item_id_list: `[${ids[0]}]` });
    expect(info.response).toMatchObject({
      global_item_list: [
        {
          global_item_name: 'Copper lamp',
          global_item_sku: 'LAMP',
          price_info: [{ currency: 'CNY', original_price: 100 }],
        },
      ],
    });
    const sold = await published(ids[0]!);
    expect((await post('delete_global_item', { global_item_id: ids[0] })).response).toEqual({
      failure_delete_item: [],
    });
    expect((await shown(sold))['item_status']).toBe('SELLER_DELETE');
    expect((await get('get_global_item_list', { page_size: 2 })).response).toMatchObject({ total_count: 2 });
  });
});
