import { ONE_PIXEL } from './media/image.js';
import { LOCAL_SHOP_ID } from './shop/shop.js';
import { startTestShop } from './test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const UPGRADED_SHOP_ID = 220_013_001;

// Real: the simulator over HTTP, and the npm package @congminh1254/shopee-sdk as it was published. It signs the calls of
// merchants and hosts with the shop, which only the lenient mode takes.
describe('the published client of a seller', () => {
  let shop: Shop;

  const connect = async (account: string, shopId: number): Promise<void> => {
    const consent = await shop.consent(account);
    await shop.self('authenticateWithCode', consent.get('code'), shopId);
  };
  beforeEach(async () => {
    shop = await startTestShop({ trackingDelayMs: 0 });
  });
  afterEach(() => shop.stop());

  const response = async <T>(manager: string, method: string, params?: object): Promise<T> => {
    const answer = await shop.call(manager, method, params);
    expect(answer['error']).toBe('');
    return answer.response as T;
  };
  const upload = async (): Promise<string> => {
    const { image_info } = await response<{ image_info: { image_id: string } }>('mediaSpace', 'uploadImage', {
      image: ONE_PIXEL,
    });
    return image_info.image_id;
  };
  const item = (imageId: string) => ({
    description: 'A lamp of brass, made by hand.',
    category_id: 100_182,
    original_price: 500,
    weight: 0.4,
    image: { image_id_list: [imageId] },
    brand: { brand_id: 0, original_brand_name: 'NoBrand' },
    seller_stock: [{ stock: 25 }],
  });
  const models = [
    { tier_index: [0], original_price: 500, model_sku: 'LAMP-G', seller_stock: [{ stock: 5 }] },
    { tier_index: [1], original_price: 550, model_sku: 'LAMP-S', seller_stock: [{ stock: 6 }] },
  ];
  const tiers = [
    {
      variation_id: 0,
      variation_name: 'Colour',
      variation_option_list: [{ variation_option_name: 'Gold' }, { variation_option_name: 'Silver' }],
    },
  ];

  it('lists a product with variations, and writes its stock and prices', async () => {
    await connect('local', LOCAL_SHOP_ID);
    const { item_id } = await response<{ item_id: number }>('product', 'addItem', {
      ...item(await upload()),
      item_name: 'Brass lamp',
      logistic_info: [{ logistic_id: 12_007, enabled: true }],
    });
    await shop.control('POST', '/clock', { advance: '6s' });
    await response('product', 'initTierVariation', { item_id, standardise_tier_variation: tiers, model: models });
    const list = await response<{ model: { model_id: number; model_sku: string }[] }>('product', 'getModelList', {
      item_id,
    });
    expect(list.model.map((one) => one.model_sku)).toEqual(['LAMP-G', 'LAMP-S']);
    const { model_id } = list.model[0]!;
    const stock = await response('product', 'updateStock', {
      item_id,
      stock_list: [{ model_id, seller_stock: [{ stock: 2 }] }],
    });
    expect(stock).toMatchObject({ success_list: [{ model_id, stock: 2 }], failure_list: [] });
    const price = await response('product', 'updatePrice', {
      item_id,
      price_list: [{ model_id, original_price: 520 }],
    });
    expect(price).toMatchObject({ success_list: [{ model_id, original_price: 520 }] });
    const info = await response<{ item_list: object[] }>('product', 'getItemBaseInfo', { item_id_list: [item_id] });
    expect(info.item_list).toMatchObject([{ item_id, has_model: true, weight: '0.4' }]);
    const all = await response('product', 'getItemList', {
      offset: 0,
      page_size: 50,
      item_status: ['NORMAL', 'UNLIST'],
    });
    expect(all).toMatchObject({ total_count: 3, has_next_page: false });
    await response('product', 'unlistItem', { item_list: [{ item_id, unlist: true }] });
    await response('product', 'deleteItem', { item_id });
    await expect(shop.call('product', 'updateStock', { item_id, stock_list: [] })).rejects.toMatchObject({
      error: 'product.error_item_deleted',
    });
  });

  it('reads what an order has brought in', async () => {
    await connect('local', LOCAL_SHOP_ID);
    const orderSn = await shop.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 2 }]);
    await response('logistics', 'getShippingParameter', { order_sn: orderSn });
    await shop.call('logistics', 'shipOrder', { order_sn: orderSn, dropoff: {} });
    await shop.control('POST', `/orders/${orderSn}/advance`, { to: 'COMPLETED' });
    const detail = await response<{ order_income: { escrow_amount: number } }>('payment', 'getEscrowDetail', {
      order_sn: orderSn,
    });
    const now = Math.floor(Date.now() / 1000);
    const released = await response('payment', 'getEscrowList', {
      release_time_from: now - 3600,
      release_time_to: now + 3600,
      page_no: 1,
      page_size: 40,
    });
    expect(released).toMatchObject({
      escrow_list: [{ order_sn: orderSn, payout_amount: detail.order_income.escrow_amount }],
    });
    const wallet = await response('payment', 'getWalletTransactionList', { page_no: 1, page_size: 40 });
    expect(wallet).toMatchObject({
      transaction_list: [{ transaction_type: 'ESCROW_VERIFIED_ADD', order_sn: orderSn }],
    });
  });

  it('runs a livestream', async () => {
    await connect('local', LOCAL_SHOP_ID);
    const { image_url } = await response<{ image_url: string }>('livestream', 'uploadImage', { image: ONE_PIXEL });
    const { session_id } = await response<{ session_id: number }>('livestream', 'createSession', {
      title: 'Friday lamps',
      cover_image_url: image_url,
      is_test: false,
    });
    const liked = await response<{ list: { item_id: number; shop_id: number }[] }>('livestream', 'getLikeItemList', {
      offset: 0,
      page_size: 10,
    });
    const [{ item_id, shop_id }] = liked.list as [{ item_id: number; shop_id: number }];
    await response('livestream', 'addItemList', { session_id, item_list: [{ item_id, shop_id }] });
    const detail = await response<{ stream_url_list: { domain_id: number } }>('livestream', 'getSessionDetail', {
      session_id,
    });
    await response('livestream', 'startSession', { session_id, domain_id: detail.stream_url_list.domain_id });
    await response('livestream', 'updateShowItem', { session_id, item_id, shop_id });
    await shop.control('POST', '/clock', { advance: '5m' });
    const metric = await response<{ ccu: number; views: number }>('livestream', 'getSessionMetric', { session_id });
    expect([metric.ccu > 0, metric.views >= metric.ccu]).toEqual([true, true]);
    const comments = await response<{ list: object[] }>('livestream', 'getLatestCommentList', { session_id });
    expect(comments.list.length).toBeGreaterThan(0);
    await response('livestream', 'endSession', { session_id });
  });

  it('publishes a global product to a shop', async () => {
    await connect('upgraded', UPGRADED_SHOP_ID);
    expect(await shop.call('merchant', 'getMerchantInfo')).toMatchObject({ error: '', merchant_currency: 'CNY' });
    const { global_item_id } = await response<{ global_item_id: number }>('globalProduct', 'addGlobalItem', {
      ...item(await upload()),
      global_item_name: 'Brass lamp',
      pre_order: { days_to_ship: 3 },
    });
    await response('globalProduct', 'createPublishTask', {
      global_item_id,
      shop_id: UPGRADED_SHOP_ID,
      shop_region: 'SG',
    });
    await shop.control('POST', '/clock', { advance: '5s' });
    const published = await response<{ published_item: { item_id: number }[] }>('globalProduct', 'getPublishedList', {
      global_item_id,
    });
    const [{ item_id }] = published.published_item as [{ item_id: number }];
    const ids = await response('globalProduct', 'getGlobalItemId', {
      shop_id: UPGRADED_SHOP_ID,
      item_id_list: [item_id],
    });
    expect(ids).toEqual({ item_id_map: [{ item_id, global_item_id }] });
    const info = await response<{ item_list: object[] }>('product', 'getItemBaseInfo', { item_id_list: [item_id] });
    expect(info.item_list).toMatchObject([{ item_name: 'Brass lamp', price_info: [{ original_price: 93.2 }] }]);
    const channels = await response('firstMile', 'getChannelList', { region: 'CN' });
    expect(channels).toMatchObject({ logistics_channel_list: [{ logistics_channel_id: 813 }, {}, {}] });
  });
});
