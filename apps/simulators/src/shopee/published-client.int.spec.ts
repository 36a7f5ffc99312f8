import { waitUntil } from '@pinglu/testing';
import { ONE_PIXEL } from './media/image.js';
import { LOCAL_SHOP_ID } from './shop/shop.js';
import { startPushReceiver, startTestShop } from './test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

const seconds = (): number => Math.floor(Date.now() / 1000);
const TEE = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 2 }];

// Real: the simulator over HTTP, and the npm package @congminh1254/shopee-sdk as it was published.
describe('the published client', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop({ trackingDelayMs: 0 });
    const consent = await shop.consent();
    await shop.self('authenticateWithCode', consent.get('code'), Number(consent.get('shop_id')));
  });
  afterEach(() => shop.stop());

  const response = async <T>(manager: string, method: string, params?: object): Promise<T> =>
    (await shop.call(manager, method, params)).response as T;
  const ship = async (orderSn: string): Promise<string> => {
    const parameter = await response<{
      pickup: { address_list: { address_id: number; time_slot_list: { pickup_time_id: string }[] }[] };
    }>('logistics', 'getShippingParameter', { order_sn: orderSn });
    const [address] = parameter.pickup.address_list;
    await shop.call('logistics', 'shipOrder', {
      order_sn: orderSn,
      pickup: { address_id: address!.address_id, pickup_time_id: address!.time_slot_list[0]!.pickup_time_id },
    });
    const number = await response<{ tracking_number: string }>('logistics', 'getTrackingNumber', { order_sn: orderSn });
    return number.tracking_number;
  };

  it('is let in, refreshes by itself when its token is refused, and is not let in with a spent one', async () => {
    const before = (await shop.self('getAuthToken')) as { refresh_token: string; access_token: string };
    expect(await shop.call('shop', 'getShopInfo')).toMatchObject({ error: '', region: 'TH', status: 'NORMAL' });
    await shop.control('POST', '/faults', { kind: 'token-death', count: 1 });
    expect(await shop.call('shop', 'getShopInfo')).toMatchObject({ shop_name: 'Pinglu Demo TH' });
    const after = (await shop.self('getAuthToken')) as { refresh_token: string; access_token: string };
    expect(after.refresh_token).not.toBe(before.refresh_token);
    await expect(shop.call('auth', 'getRefreshToken', before.refresh_token, LOCAL_SHOP_ID)).rejects.toMatchObject({
      error: 'error_auth',
      status: 403,
    });
  });

  it('refreshes when four hours have passed', async () => {
    await shop.control('POST', '/clock', { advance: '241m' });
    expect(await shop.call('shop', 'getShopInfo')).toMatchObject({ error: '' });
    const { body } = await shop.control('GET', '/report');
    expect((body['calls'] as Record<string, object>)['/api/v2/shop/get_shop_info']).toEqual({
      ok: 1,
      invalid_acceess_token: 1,
    });
  });

  it('lists the shops that have let it in', async () => {
    const answer = await shop.call('public', 'getShopsByPartner', { page_size: 100, page_no: 1 });
    expect(answer).toMatchObject({ more: false, authed_shop_list: [{ region: 'TH', shop_id: LOCAL_SHOP_ID }] });
  });

  it('reads orders page by page, and of an order what it asks for', async () => {
    const orders = [];
    for (let count = 0; count < 3; count += 1) orders.push(await shop.order(LOCAL_SHOP_ID, TEE));
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = await response<{ more: boolean; next_cursor: string; order_list: { order_sn: string }[] }>(
        'order',
        'getOrderList',
        {
          time_range_field: 'create_time',
          time_from: seconds() - 600,
          time_to: seconds() + 600,
          page_size: 2,
          cursor,
          response_optional_fields: 'order_status',
        },
      );
      expect(page.order_list).toHaveLength(page.more ? 2 : 1);
      seen.push(...page.order_list.map((one) => one.order_sn));
      cursor = page.next_cursor;
    } while (cursor !== '');
    expect(seen.toSorted()).toEqual(orders.toSorted());
    const details = await response<{ order_list: Record<string, unknown>[] }>('order', 'getOrderDetail', {
      order_sn_list: orders,
      response_optional_fields: 'item_list,total_amount,recipient_address',
    });
    expect(details.order_list).toHaveLength(3);
    expect(details.order_list[0]).toMatchObject({ total_amount: 438, order_status: 'READY_TO_SHIP', currency: 'THB' });
    expect(details.order_list[0]).not.toHaveProperty('package_list');
  });

  it('ships an order and prints a label that opens', async () => {
    const orderSn = await shop.order(LOCAL_SHOP_ID, TEE);
    const trackingNumber = await ship(orderSn);
    expect(trackingNumber).toMatch(/^SPXTH\d{12}$/);
    const rows = [{ order_sn: orderSn, tracking_number: trackingNumber }];
    await shop.call('logistics', 'createShippingDocument', { order_list: rows });
    const early = shop.call('logistics', 'downloadShippingDocument', { order_list: [{ order_sn: orderSn }] });
    await expect(early).rejects.toMatchObject({ error: 'logistics.download_later' });
    const status = async () => {
      const { result_list: results } = await response<{ result_list: { status: string }[] }>(
        'logistics',
        'getShippingDocumentResult',
        { order_list: [{ order_sn: orderSn }] },
      );
      return results[0]!.status;
    };
    expect([await status(), await status()]).toEqual(['PROCESSING', 'READY']);
    const file = (await shop.call('logistics', 'downloadShippingDocument', {
      order_list: [{ order_sn: orderSn }],
    })) as unknown as Uint8Array;
    const text = Buffer.from(file).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.4\n[^]*%%EOF\n$/);
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)![1]))).toMatch(/^xref\n/);
    expect(text).toContain(`(${trackingNumber}) Tj`);
  });

  it('answers returns', async () => {
    const orderSn = await shop.order(LOCAL_SHOP_ID, TEE);
    await ship(orderSn);
    await shop.control('POST', `/orders/${orderSn}/advance`, { to: 'delivered' });
    const { body } = await shop.control('POST', `/orders/${orderSn}/return`, { reason: 'ITEM_DAMAGED' });
    const list = await response<{ return: { return_sn: string; status: string; refund_amount: number }[] }>(
      'returns',
      'getReturnList',
      { page_no: 1, page_size: 10 },
    );
    expect(list.return).toMatchObject([{ return_sn: body['returnNumber'], status: 'REQUESTED', refund_amount: 400 }]);
    const returnSn = list.return[0]!.return_sn;
    await shop.call('returns', 'confirm', { return_sn: returnSn });
    const detail = await response('returns', 'getReturnDetail', { return_sn: returnSn });
    expect(detail).toMatchObject({ status: 'ACCEPTED', order_sn: orderSn });
    const { body: order } = await shop.control('GET', `/orders/${orderSn}`);
    expect(order).toMatchObject({ status: 'COMPLETED', lines: [{ returned: 2 }] });
  });

  it('says where pushes go, and gets them', async () => {
    const receiver = await startPushReceiver();
    try {
      await shop.call('push', 'setAppPushConfig', { callback_url: receiver.url, set_push_config_off: [8] });
      const config = await response<{ push_config_off_list: number[] }>('push', 'getAppPushConfig', {});
      expect(config).toMatchObject({
        callback_url: receiver.url,
        live_push_status: 'Normal',
        push_config_off_list: [8],
      });
      const orderSn = await shop.order(LOCAL_SHOP_ID, TEE);
      await waitUntil(() => receiver.of(3).length > 0, { what: 'the push of the order' });
      expect(receiver.of(0)).toHaveLength(1);
      expect(receiver.of(3)[0]).toMatchObject({ shop_id: LOCAL_SHOP_ID, data: { ordersn: orderSn } });
    } finally {
      await receiver.stop();
    }
  });

  it('finds no lost pushes where none were lost', async () => {
    const answer = await response('push', 'getLostPushMessage', {});
    expect(answer).toEqual({ push_message_list: [], has_next_page: false, last_message_id: 0 });
  });

  it('lists a product with variations, and writes their stock and prices', async () => {
    const { image_info: image } = await response<{ image_info: { image_id: string } }>('mediaSpace', 'uploadImage', {
      image: ONE_PIXEL,
    });
    const { item_id: itemId } = await response<{ item_id: number }>('product', 'addItem', {
      item_name: 'Brass lamp',
      description: 'A lamp of brass, made by hand.',
      category_id: 100_182,
      original_price: 250,
      weight: 0.4,
      item_sku: 'LAMP',
      image: { image_id_list: [image.image_id] },
      logistic_info: [{ logistic_id: 12_007, enabled: true }],
      brand: { brand_id: 0, original_brand_name: 'NoBrand' },
      seller_stock: [{ stock: 25 }],
    });
    await shop.control('POST', '/clock', { advance: '6s' });
    const options = ['S', 'M'].map((variation_option_name) => ({ variation_option_name }));
    await shop.call('product', 'initTierVariation', {
      item_id: itemId,
      standardise_tier_variation: [{ variation_id: 0, variation_name: 'Size', variation_option_list: options }],
      model: options.map(({ variation_option_name: size }, index) => ({
        tier_index: [index],
        original_price: 250,
        model_sku: `LAMP-${size}`,
        seller_stock: [{ stock: 10 }],
      })),
    });
    const { model: models } = await response<{ model: { model_id: number }[] }>('product', 'getModelList', {
      item_id: itemId,
    });
    const [small, medium] = models.map((one) => one.model_id);
    await shop.call('product', 'updateStock', {
      item_id: itemId,
      stock_list: [{ model_id: small, seller_stock: [{ stock: 3 }] }],
    });
    await shop.call('product', 'updatePrice', {
      item_id: itemId,
      price_list: [{ model_id: medium, original_price: 300 }],
    });
    expect(await response('product', 'getModelList', { item_id: itemId })).toMatchObject({
      tier_variation: [{ name: 'Size', option_list: [{ option: 'S' }, { option: 'M' }] }],
      model: [
        { model_sku: 'LAMP-S', stock_info_v2: { seller_stock: [{ stock: 3 }] }, price_info: [{ original_price: 250 }] },
        {
          model_sku: 'LAMP-M',
          stock_info_v2: { seller_stock: [{ stock: 10 }] },
          price_info: [{ original_price: 300 }],
        },
      ],
    });
    const { item_list: items } = await response<{ item_list: object[] }>('product', 'getItemBaseInfo', {
      item_id_list: [itemId],
    });
    expect(items).toMatchObject([{ item_id: itemId, has_model: true, item_status: 'NORMAL' }]);
    expect(items[0]).not.toHaveProperty('price_info');
    const list = await response('product', 'getItemList', {
      offset: 0,
      page_size: 10,
      item_status: ['NORMAL', 'UNLIST'],
    });
    expect(list).toMatchObject({ total_count: 3, has_next_page: false });
  });

  it('reads what an order was worth', async () => {
    const orderSn = await shop.order(LOCAL_SHOP_ID, TEE);
    await ship(orderSn);
    await shop.control('POST', `/orders/${orderSn}/advance`, { to: 'completed' });
    const escrow = await response<{ order_income: { escrow_amount: number } }>('payment', 'getEscrowDetail', {
      order_sn: orderSn,
    });
    expect(escrow).toMatchObject({ order_sn: orderSn, order_income: { buyer_total_amount: 438 } });
    const { escrow_amount: amount } = escrow.order_income;
    expect(amount).toBeGreaterThan(0);
    const batch = await response<object[]>('payment', 'getEscrowDetailBatch', { order_sn_list: [orderSn] });
    expect(batch).toMatchObject([{ escrow_detail: { order_income: { escrow_amount: amount } } }]);
  });

  it('goes live', async () => {
    const { image_url: cover } = await response<{ image_url: string }>('livestream', 'uploadImage', {
      image: ONE_PIXEL,
    });
    const { session_id: sessionId } = await response<{ session_id: number }>('livestream', 'createSession', {
      title: 'Friday tees',
      cover_image_url: cover,
      is_test: false,
    });
    const list = await response<{ item: { item_id: number }[] }>('product', 'getItemList', {
      offset: 0,
      page_size: 1,
      item_status: ['NORMAL'],
    });
    const item = { item_id: list.item[0]!.item_id, shop_id: LOCAL_SHOP_ID };
    await shop.call('livestream', 'addItemList', { session_id: sessionId, item_list: [item] });
    const detail = await response<{ stream_url_list: { domain_id: number; push_url: string } }>(
      'livestream',
      'getSessionDetail',
      { session_id: sessionId },
    );
    expect(detail.stream_url_list.push_url).toMatch(/^rtmp:/);
    const { domain_id: domainId } = detail.stream_url_list;
    await shop.call('livestream', 'startSession', { session_id: sessionId, domain_id: domainId });
    await shop.call('livestream', 'updateShowItem', { session_id: sessionId, ...item });
    await shop.control('POST', '/clock', { advance: '1m' });
    await shop.call('livestream', 'postComment', { session_id: sessionId, content: 'Welcome' });
    const { list: comments } = await response<{ list: { content: string }[] }>('livestream', 'getLatestCommentList', {
      session_id: sessionId,
      offset: 0,
    });
    expect(comments.map((one) => one.content)).toContain('Welcome');
    await shop.order(LOCAL_SHOP_ID, TEE);
    expect(await response('livestream', 'getSessionMetric', { session_id: sessionId })).toMatchObject({ orders: 1 });
    await shop.call('livestream', 'endSession', { session_id: sessionId });
    await expect(shop.call('livestream', 'endSession', { session_id: sessionId })).rejects.toMatchObject({
      error: 'error_data',
    });
  });
});
