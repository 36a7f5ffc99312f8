import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';
import type { WorldSettings } from '../config.js';

const TEE = { sellerSku: 'LOCAL-TEE-BLK', quantity: 2 };
const BOTTLE = { sellerSku: 'LOCAL-BOTTLE-500', quantity: 1 };
const DAY = 86_400;

// Real: the simulator over HTTP.
describe('orders', () => {
  let platform: RawPlatform;
  let shop: Subject;

  const start = async (settings: Partial<WorldSettings> = {}): Promise<void> => {
    platform = await startRawPlatform({ trackingDelayMs: 0, ...settings });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  };
  beforeEach(() => start());
  afterEach(() => platform.stop());

  const now = (): number => Math.floor(Date.now() / 1000);
  const get = (path: string, params: Record<string, string | number | readonly string[]> = {}) =>
    platform.call(path, { subject: shop, params });
  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const list = (change: Record<string, string | number> = {}) =>
    get('order/get_order_list', {
      time_range_field: 'create_time',
      time_from: now() - DAY,
      time_to: now() + DAY,
      page_size: 100,
      ...change,
    });
  const numbersOf = (answer: { response?: unknown }): string[] =>
    (answer.response as { order_list: { order_sn: string }[] }).order_list.map((one) => one.order_sn);
  const detail = async (orderSn: string, fields = ''): Promise<Record<string, unknown>> => {
    const answer = await get('order/get_order_detail', { order_sn_list: orderSn, response_optional_fields: fields });
    return (answer.response as { order_list: Record<string, unknown>[] }).order_list[0]!;
  };
  const stockOf = async (sellerSku: string): Promise<unknown> => {
    const { shops } = (await platform.control('GET', '/shops')).body as {
      shops: { shop: string; skus: { sellerSku: string; stock: number; ordered: number }[] }[];
    };
    const own = shops.find((one) => one.shop === String(LOCAL_SHOP_ID))!;
    const sku = own.skus.find((one) => one.sellerSku === sellerSku)!;
    return [sku.stock, sku.ordered];
  };
  const place = (more: object = {}, lines = [TEE]) => platform.order(LOCAL_SHOP_ID, lines, more);

  it.each<[string, Record<string, string | number>, string]>([
    ['a window that ends before it begins', { time_from: now(), time_to: now() - 1 }, 'order.order_list_invalid_time'],
    [
      'a window of more than fifteen days',
      { time_from: now() - 15 * DAY - 1, time_to: now() },
      'order.order_list_invalid_time',
    ],
    ['a page of more than a hundred', { page_size: 101 }, 'order.error_param'],
    ['a status that cannot be asked for', { order_status: 'TO_RETURN' }, 'order.error_param'],
    ['another time', { time_range_field: 'pay_time' }, 'order.error_param'],
    ['a cursor of its own making', { cursor: 'abc' }, 'order.error_param'],
  ])('are not listed by %s', async (_what, change, error) => {
    expect(await list(change)).toMatchObject({ status: 200, error });
  });

  it('are listed with their status only when that was asked for', async () => {
    const orderSn = await place();
    expect(orderSn).toMatch(/^\d{6}[0-9A-Z]{8}$/);
    expect((await list()).response).toEqual({
      more: false,
      next_cursor: '',
      order_list: [{ order_sn: orderSn, booking_sn: '' }],
    });
    expect(await list({ response_optional_fields: 'order_status' })).toMatchObject({
      response: { order_list: [{ order_status: 'READY_TO_SHIP' }] },
    });
  });

  it('are listed once each, even when some change between two pages', async () => {
    const placed: string[] = [];
    for (let count = 0; count < 7; count += 1) placed.push(await place());
    const first = await list({ time_range_field: 'update_time', page_size: 3 });
    await post('order/set_note', { order_sn: numbersOf(first)[0], note: 'x' });
    const seen = numbersOf(first);
    let page = first;
    while ((page.response as { more: boolean }).more) {
      const { next_cursor: cursor } = page.response as { next_cursor: string };
      page = await list({ time_range_field: 'update_time', page_size: 3, cursor });
      seen.push(...numbersOf(page));
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen.slice(0, 7)).toEqual(expect.arrayContaining(placed.slice(3)));
    expect(seen.at(-1)).toBe(seen[0]);
  });

  it('come on short pages, although more follow, when the platform is told to', async () => {
    await platform.stop();
    await start({ shortPages: true });
    for (let count = 0; count < 3; count += 1) await place();
    const page = await list({ page_size: 3 });
    expect(numbersOf(page)).toHaveLength(2);
    expect(page.response).toMatchObject({ more: true, next_cursor: expect.stringMatching(/./) });
  });

  it('are filtered by status and by the time of their change', async () => {
    const [first, second] = [await place({ createdAt: '2026-01-05T00:00:00Z' }), await place({ status: 'unpaid' })];
    expect(numbersOf(await list({ order_status: 'UNPAID' }))).toEqual([second]);
    expect(numbersOf(await list({ order_status: 'READY_TO_SHIP' }))).toEqual([]);
    const january = Date.parse('2026-01-05T00:00:00Z') / 1000;
    expect(first).toMatch(/^260105/);
    expect(numbersOf(await list({ time_from: january, time_to: january + 1 }))).toEqual([first]);
    expect(numbersOf(await list({ time_from: january + 1, time_to: january + 2 }))).toEqual([]);
    expect(numbersOf(await list({ time_from: january - 1, time_to: january }))).toEqual([first]);
  });

  it('tell by themselves only what always comes', async () => {
    const orderSn = await place();
    expect(Object.keys(await detail(orderSn)).toSorted()).toEqual(
      [
        'advance_package',
        'booking_sn',
        'cod',
        'create_time',
        'currency',
        'days_to_ship',
        'message_to_seller',
        'order_sn',
        'order_status',
        'region',
        'ship_by_date',
        'update_time',
      ].toSorted(),
    );
  });

  it('tell what is asked for, with prices for one unit and what is missing as zero, empty or null', async () => {
    const orderSn = await place({ message: 'Please hurry' }, [TEE, BOTTLE]);
    const order = await detail(
      orderSn,
      'total_amount, item_list,package_list,recipient_address,cancel_by,note,pickup_done_time,dropshipper,edt,pay_time,unknown_field',
    );
    expect(order).toMatchObject({
      message_to_seller: 'Please hurry',
      total_amount: 2 * 200 + 300 + 38,
      cancel_by: '',
      note: '',
      pickup_done_time: 0,
      dropshipper: null,
      edt_from: 0,
      edt_to: 0,
      item_list: [
        {
          model_sku: 'LOCAL-TEE-BLK',
          model_name: 'Black',
          model_quantity_purchased: 2,
          model_discounted_price: 200,
          product_location_id: ['THZ'],
          active_qty: 2,
        },
        { model_sku: 'LOCAL-BOTTLE-500', model_quantity_purchased: 1, model_original_price: 300 },
      ],
      package_list: [
        { logistics_status: 'LOGISTICS_READY', item_list: [{ product_location_id: 'THZ', model_quantity: 2 }, {}] },
      ],
      recipient_address: { zipcode: '******', region: 'TH' },
    });
    expect(order['pay_time']).toBe(order['create_time']);
    expect(order).not.toHaveProperty('unknown_field');
  });

  it('show the buyer when the platform is told to, and the amount only once it is paid', async () => {
    await platform.stop();
    await start({ maskBuyers: false });
    const orderSn = await place({ status: 'unpaid', buyer: { name: 'Som Chai', postCode: '10400' } });
    const order = await detail(orderSn, 'recipient_address,total_amount,package_list');
    expect(order).toMatchObject({ recipient_address: { name: 'Som Chai', zipcode: '10400' }, package_list: [] });
    expect(order).not.toHaveProperty('total_amount');
  });

  it('are told for fifty numbers at most, those that are known', async () => {
    const orderSn = await place();
    const many = Array.from({ length: 51 }, () => orderSn).join(',');
    expect(await get('order/get_order_detail', { order_sn_list: many })).toMatchObject({ error: 'order.error_param' });
    const known = await get('order/get_order_detail', { order_sn_list: `${orderSn},26010100000000` });
    expect(known).toMatchObject({ error: '', warning: expect.stringContaining('26010100000000') });
    expect(numbersOf(known)).toEqual([orderSn]);
    expect(await get('order/get_order_detail', { order_sn_list: '26010100000000' })).toMatchObject({
      error: 'error_not_found',
    });
    await platform.stop();
    await start({ unknownOrders: 'fail' });
    const other = await place();
    expect(await get('order/get_order_detail', { order_sn_list: `${other},26010100000000` })).toMatchObject({
      error: 'error_not_found',
    });
  });

  it('of one shop are not told to another', async () => {
    const orderSn = await place();
    shop = await platform.connect('demo', { kind: 'shop', id: 220_011_001 });
    expect(await get('order/get_order_detail', { order_sn_list: orderSn })).toMatchObject({ error: 'error_not_found' });
    expect(numbersOf(await list())).toEqual([]);
  });

  it('keep a note', async () => {
    const orderSn = await place();
    await post('order/set_note', { order_sn: orderSn, note: 'gift wrap' });
    expect(await detail(orderSn, 'note,note_update_time')).toMatchObject({
      note: 'gift wrap',
      note_update_time: expect.any(Number),
    });
  });

  it('are found among a hundred thousand that came in one call', async () => {
    await platform.control('POST', '/faults', { kind: 'push-off' });
    const skus = (await platform.control('GET', '/shops')).body['shops'] as {
      shop: string;
      skus: { sellerSku: string; itemId: string; modelId: string }[];
    }[];
    const tee = skus
      .find((one) => one.shop === String(LOCAL_SHOP_ID))!
      .skus.find((one) => one.sellerSku === 'LOCAL-TEE-BLK')!;
    await post('product/update_stock', {
      item_id: Number(tee.itemId),
      stock_list: [{ model_id: Number(tee.modelId), seller_stock: [{ stock: 100_000 }] }],
    });
    const line = JSON.stringify({ shop: String(LOCAL_SHOP_ID), lines: [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }] });
    const { body } = await platform.control('POST', '/orders', `${line}\n`.repeat(100_001), 'application/x-ndjson');
    const { placed, refused } = body as { placed: { orderNumber: string }[]; refused: { index: number }[] };
    expect([placed.length, refused.map((one) => one.index)]).toEqual([100_000, [100_000]]);
    expect(new Set(placed.map((one) => one.orderNumber)).size).toBe(100_000);
    const page = await list();
    expect(numbersOf(page)).toHaveLength(100);
    expect(page.response).toMatchObject({ more: true });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([0, 100_000]);
  });
});
