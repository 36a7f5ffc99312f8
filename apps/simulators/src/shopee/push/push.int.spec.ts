import { waitUntil } from '@pinglu/testing';
import type { WorldSettings } from '../config.js';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { ERP, hmac, startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';
import { startPushReceiver } from '../test-shop.js';

const TEE = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }];
const QUIET = { set_push_config_off: [8, 30, 47] };

type Receiver = Awaited<ReturnType<typeof startPushReceiver>>;

// Real: the simulator and a receiver over HTTP.
describe('pushes', () => {
  let platform: RawPlatform;
  let shop: Subject;
  let receiver: Receiver;

  const start = async (settings: Partial<WorldSettings> = {}): Promise<void> => {
    platform = await startRawPlatform({ trackingDelayMs: 0, documentPolls: 0, ...settings });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  };
  beforeEach(async () => {
    receiver = await startPushReceiver();
    await start();
  });
  afterEach(async () => {
    await platform.stop();
    await receiver.stop();
  });

  const configure = (body: object) => platform.call('push/set_app_push_config', { body });
  const listen = (more: object = QUIET) => configure({ callback_url: receiver.url, ...more });
  const place = () => platform.order(LOCAL_SHOP_ID, TEE);
  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const moveTo = (orderSn: string, to: string) => platform.control('POST', `/orders/${orderSn}/advance`, { to });
  const counts = async () => (await platform.report())['pushes'] as Record<string, number | string>;
  const settled = () =>
    waitUntil(async () => (await counts())['waiting'] === 0 && counts(), { what: 'every push to be answered' });

  it('are tested when the address is saved, which is not saved unless it answers as it must', async () => {
    receiver.body = '{"ok":true}';
    expect(await listen()).toMatchObject({
      error: 'error_param',
      message: expect.stringContaining('this callback_url is invalid'),
    });
    receiver.body = '';
    receiver.status = 500;
    expect(await listen()).toMatchObject({ error: 'error_param' });
    expect(await configure({ callback_url: 'ftp://x' })).toMatchObject({ message: 'this callback_url is invalid' });
    const before = await platform.call('push/get_app_push_config');
    expect(before).toMatchObject({ response: { callback_url: '' } });
    receiver.status = 204;
    expect(await listen()).toMatchObject({ error: '', response: { result: 'success' } });
    expect(receiver.received.at(-1)).toMatchObject({
      rawBody:
        '{"code":0,"data":{"verify_info":"This is a Verification message.Please respond in the certain format."}}',
    });
  });

  it('are signed over the address and the body as it was sent', async () => {
    await listen();
    await place();
    await waitUntil(() => receiver.of(3).length > 0, { what: 'the push of the order' });
    for (const { rawBody, authorization } of receiver.received)
      expect(authorization).toBe(hmac(ERP, `${receiver.url}|${rawBody}`));
  });

  it('tell each step of an order in the words of its code', async () => {
    await listen({});
    const orderSn = await place();
    await post('logistics/ship_order', { order_sn: orderSn, dropoff: {} });
    const number = await platform.call('logistics/get_tracking_number', {
      subject: shop,
      params: { order_sn: orderSn },
    });
    const { tracking_number: tracking } = number.response as { tracking_number: string };
    await post('logistics/create_shipping_document', {
      order_list: [{ order_sn: orderSn, tracking_number: tracking }],
    });
    await moveTo(orderSn, 'delivered');
    const { body } = await platform.control('POST', `/orders/${orderSn}/return`, {});
    await post('returns/confirm', { return_sn: body['returnNumber'] });
    await settled();
    const ofOrder = { shop_id: LOCAL_SHOP_ID, timestamp: expect.any(Number) };
    expect(receiver.of(3).map((one) => one.data['status'])).toEqual(
      expect.arrayContaining(['READY_TO_SHIP', 'PROCESSED', 'SHIPPED', 'TO_CONFIRM_RECEIVE', 'TO_RETURN', 'COMPLETED']),
    );
    expect(receiver.of(3).find((one) => one.data['status'] === 'COMPLETED')).toMatchObject({
      ...ofOrder,
      data: { ordersn: orderSn, completed_scenario: 'NORMAL', items: [] },
    });
    expect(receiver.of(4)).toMatchObject([{ ...ofOrder, data: { ordersn: orderSn, tracking_no: tracking } }]);
    expect(receiver.of(15)).toMatchObject([{ ...ofOrder, data: { ordersn: orderSn, status: 'READY' } }]);
    expect(receiver.of(29).map((one) => one.data)).toMatchObject([
      {
        order_sn: orderSn,
        return_sn: body['returnNumber'],
        updated_values: [{ old_value: '', new_value: 'REQUESTED' }],
      },
      { updated_values: [{ update_field: 'return_status', old_value: 'REQUESTED', new_value: 'ACCEPTED' }] },
    ]);
    expect(receiver.of(30).map((one) => one.data['fulfillment_status'])).toEqual(
      expect.arrayContaining(['LOGISTICS_REQUEST_CREATED', 'LOGISTICS_PICKUP_DONE', 'LOGISTICS_DELIVERY_DONE']),
    );
    expect(receiver.of(47)).toMatchObject([
      { data: { changed_fields: ['tracking_number'], new: { tracking_number: tracking } } },
    ]);
    expect(receiver.of(8)).toMatchObject([{ data: { action: 'place_order' } }]);
  });

  it('tell what a promotion does to the models that it holds', async () => {
    await listen();
    const { shops } = (await platform.control('GET', '/shops')).body as {
      shops: { shop: string; skus: { itemId: string; modelId: string }[] }[];
    };
    const tee = shops.find((one) => one.shop === String(LOCAL_SHOP_ID))!.skus[0]!;
    const now = Math.floor(Date.now() / 1000);
    const times = { start_time: now + 3700, end_time: now + 90_000 };
    const made = await post('discount/add_discount', { discount_name: 'Spring', ...times });
    const { discount_id: id } = made.response as { discount_id: number };
    const models = [{ model_id: Number(tee.modelId), model_promotion_price: 150, model_promotion_stock: 5 }];
    const item = { item_id: Number(tee.itemId), purchase_limit: 0, model_list: models };
    await post('discount/add_discount_item', { discount_id: id, item_list: [item] });
    await waitUntil(() => receiver.of(7).length > 0, { what: 'the push of the model' });
    expect(receiver.of(9)[0]).toMatchObject({
      data: { promotion_id: id, action: 'update', start_time: times.start_time },
    });
    expect(receiver.of(7)[0]).toMatchObject({
      shop_id: LOCAL_SHOP_ID,
      data: { item_id: Number(tee.itemId), variation_id: Number(tee.modelId), promotion_id: id, reserved_stock: 5 },
    });
    await post('discount/delete_discount', { discount_id: id });
    await waitUntil(() => receiver.of(7).some((one) => one.data['action'] === 'end'), { what: 'the push of its end' });
  });

  it('tell the app who lets it in and who does not any more, without a shop at the top', async () => {
    await listen();
    await platform.consent('six');
    await platform.control('POST', '/authorizations/end', { account: 'local' });
    await settled();
    expect(receiver.of(1)[0]).toMatchObject({
      partner_id: ERP.partnerId,
      data: { success: 1, main_account_id: 5_500_101, merchant_id_list: [3_300_042] },
    });
    expect(receiver.of(1)[0]).not.toHaveProperty('shop_id');
    expect(receiver.of(2)[0]).toMatchObject({
      partner_id: ERP.partnerId,
      data: { authorize_type: 'user cancel shop authorization', shop_id: LOCAL_SHOP_ID },
    });
    await place();
    expect((await counts())['notAuthorised']).toBeGreaterThan(0);
    expect(receiver.of(3)).toEqual([]);
  });

  it('warn a week before an authorisation ends, and tell its end', async () => {
    await listen();
    await platform.consent('demo', { days: '30' });
    await platform.advance('24d');
    await waitUntil(() => receiver.of(12).length > 0, { what: 'the warning' });
    expect(receiver.of(12)[0]).toMatchObject({
      data: { shop_expire_soon: [220_011_001], merchant_expire_soon: [], page_no: 1, total_page: 1 },
    });
    expect(receiver.of(12)[0]).not.toHaveProperty('partner_id');
    await platform.advance('8d');
    await waitUntil(() => receiver.of(2).length > 0, { what: 'the end' });
    expect(receiver.of(2)[0]).toMatchObject({ data: { authorize_type: 'expiry', shop_id: 220_011_001 } });
  });

  it.each([
    ['a status that is no success', 500, ''],
    ['a body, however friendly', 200, '{"ok":true}'],
  ])('are not acknowledged by %s, tried again three times and then kept', async (_what, status, body) => {
    await listen();
    receiver.status = status;
    receiver.body = body;
    const orderSn = await place();
    for (const [attempt, wait] of ['299s', '1s', '1799s', '1s', '10799s', '1s'].entries()) {
      await settled();
      expect(receiver.of(3)).toHaveLength(1 + Math.floor(attempt / 2));
      await platform.advance(wait);
    }
    await waitUntil(() => receiver.of(3).length === 4, { what: 'the last try' });
    await settled();
    expect(new Set(receiver.received.filter((one) => one.message.code === 3).map((one) => one.rawBody)).size).toBe(1);
    const lost = await platform.call('push/get_lost_push_message');
    const { push_message_list: list, last_message_id: lastId } = lost.response as {
      push_message_list: { data: string }[];
      last_message_id: number;
    };
    expect(list).toMatchObject([{ shop_id: LOCAL_SHOP_ID, code: 3 }]);
    expect(JSON.parse(list[0]!.data)).toMatchObject({ code: 3, data: { ordersn: orderSn } });
    expect(
      await platform.call('push/confirm_consumed_lost_push_message', { body: { last_message_id: lastId + 1 } }),
    ).toMatchObject({ error: 'push.error_param' });
    await platform.call('push/confirm_consumed_lost_push_message', { body: { last_message_id: lastId } });
    expect(await platform.call('push/get_lost_push_message', { method: 'POST' })).toMatchObject({
      response: { push_message_list: [], has_next_page: false },
    });
  });

  it('are tried again sooner when the platform is told to hurry', async () => {
    await listen();
    await platform.control('PUT', '/push', { speed: 300 });
    receiver.status = 500;
    await place();
    await settled();
    receiver.status = 200;
    await platform.advance('1s');
    await waitUntil(() => receiver.of(3).length === 2, { what: 'the second try' });
    await settled();
    expect(await counts()).toMatchObject({ attempts: 2, failed: 1, acknowledged: 1 });
  });

  it('are dropped, doubled and reordered when that was planted', async () => {
    await listen();
    const plant = (kind: string) => platform.control('POST', '/faults', { kind, count: 1 });
    await plant('push-drop');
    const dropped = await place();
    await plant('push-duplicate');
    const doubled = await place();
    await settled();
    await plant('push-reorder');
    const [late, early] = [await place(), await place()];
    await settled();
    const told = receiver.of(3).map((one) => String(one.data['ordersn']));
    expect(told).not.toContain(dropped);
    expect(told.filter((one) => one === doubled)).toHaveLength(2);
    expect(told.slice(2).toSorted()).toEqual([late, early].toSorted());
    expect(await counts()).toMatchObject({ dropped: 1, duplicated: 1, reordered: 1 });
  });

  it('are switched off by code and by shop', async () => {
    await listen({ ...QUIET, set_push_config_off: [3, 8] });
    await place();
    await configure({ set_push_config_on: [3], blocked_shop_id_list: [LOCAL_SHOP_ID] });
    await place();
    await settled();
    expect(receiver.of(3)).toEqual([]);
    await configure({ blocked_shop_id_list: [] });
    await place();
    await waitUntil(() => receiver.of(3).length === 1, { what: 'the push of the third order' });
    expect(await platform.call('push/get_app_push_config')).toMatchObject({
      response: { push_config_off_list: [8], blocked_shop_id: [] },
    });
  });

  it('end for an app that fails more than seventy percent of many, until it saves its address anew', async () => {
    await listen();
    receiver.status = 500;
    const order = { shop: String(LOCAL_SHOP_ID), lines: TEE };
    for (let round = 0; round < 6; round += 1) {
      const { body } = await platform.control('POST', '/orders', { orders: Array.from({ length: 110 }, () => order) });
      for (const { orderNumber } of (body as { placed: { orderNumber: string }[] }).placed)
        await platform.control('POST', `/orders/${orderNumber}/cancel`, { by: 'system' });
    }
    await settled();
    expect(await counts()).toMatchObject({ status: 'Suspended', acknowledged: 0 });
    expect(await platform.call('push/get_app_push_config')).toMatchObject({
      response: { live_push_status: 'Suspended', suspended_time: expect.any(Number) },
    });
    receiver.status = 200;
    const before = receiver.of(3).length;
    await place();
    await settled();
    expect(receiver.of(3)).toHaveLength(before);
    await listen();
    await place();
    await waitUntil(() => receiver.of(3).length > before, { what: 'the push after the address was saved anew' });
  });
});
