import { waitUntil } from '@pinglu/testing';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';
import { startPushReceiver } from '../test-shop.js';

const SHOP = String(LOCAL_SHOP_ID);
const line = (sellerSku: string, quantity: number) => ({ shop: SHOP, lines: [{ sellerSku, quantity }] });

// Real: the simulator over HTTP.
describe('the control door', () => {
  let platform: RawPlatform;
  let shop: Subject;

  beforeEach(async () => {
    platform = await startRawPlatform();
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  });
  afterEach(() => platform.stop());

  const skuOf = async (sellerSku: string) => {
    const { shops } = (await platform.control('GET', '/shops')).body as {
      shops: { shop: string; skus: { sellerSku: string; itemId: string; modelId: string; stock: number }[] }[];
    };
    return shops.find((one) => one.shop === SHOP)!.skus.find((one) => one.sellerSku === sellerSku)!;
  };
  const write = async (sellerSku: string, stock: number): Promise<void> => {
    const { itemId, modelId } = await skuOf(sellerSku);
    const row = { model_id: Number(modelId), seller_stock: [{ stock }] };
    await platform.call('product/update_stock', {
      subject: shop,
      body: { item_id: Number(itemId), stock_list: [row] },
    });
  };

  it('places what buyers can order and says why not for the rest', async () => {
    const { body } = await platform.control('POST', '/orders', {
      orders: [
        { ...line('LOCAL-BOTTLE-1000', 2), orderNumber: '260921ABCD1234', payment: 'cod', buyer: { name: 'Som Chai' } },
        line('LOCAL-BOTTLE-1000', 2),
        line('NONE', 1),
        { ...line('LOCAL-BOTTLE-1000', 1), orderNumber: '260921ABCD1234' },
      ],
    });
    expect(body).toEqual({
      placed: [{ orderNumber: '260921ABCD1234' }],
      refused: [
        { index: 1, reason: 'LOCAL-BOTTLE-1000 is sold out: buyers see 1, the order is for 2.' },
        { index: 2, reason: `The shop ${SHOP} does not sell NONE.` },
        { index: 3, reason: 'The order 260921ABCD1234 exists already.' },
      ],
    });
  });

  it('gives back what an order had taken when another of its lines is sold out', async () => {
    const lines = [
      { sellerSku: 'LOCAL-TEE-BLK', quantity: 5 },
      { sellerSku: 'LOCAL-BOTTLE-1000', quantity: 4 },
    ];
    const { body } = await platform.control('POST', '/orders', { orders: [{ shop: SHOP, lines }] });
    expect(body['placed']).toEqual([]);
    expect((await skuOf('LOCAL-TEE-BLK')).stock).toBe(120);
  });

  it.each<[string, string, object, string]>([
    [
      'an unknown shop',
      '/orders',
      { orders: [{ shop: '7', lines: [{ sellerSku: 'A', quantity: 1 }] }] },
      'There is no shop 7. GET /_control/shops lists them.',
    ],
    [
      'a misspelled field',
      '/orders',
      { orders: [{ ...line('A', 1), orderNr: '1' }] },
      'orders[0].orderNr is not known here.',
    ],
    [
      'a wrong price',
      '/orders',
      { orders: [{ shop: SHOP, lines: [{ sellerSku: 'A', quantity: 1, unitPrice: '1.234' }] }] },
      'orders[0].lines[0].unitPrice must be an amount in THB such as "199.00".',
    ],
    [
      'a wrong order number',
      '/orders',
      { orders: [{ ...line('A', 1), orderNumber: '12' }] },
      'orders[0].orderNumber must be a text of 14 digits and upper-case letters.',
    ],
    ['an unknown fault', '/faults', { kind: 'fire' }, 'kind must be one of throttle'],
    [
      'a curve that falls back',
      '/rate',
      {
        shop: SHOP,
        lines: [{ sellerSku: 'A' }],
        curve: [
          [5, 1],
          [1, 1],
        ],
      },
      'curve must be at least two points whose seconds rise.',
    ],
    ['an unknown account', '/authorizations/end', { account: 'x' }, 'account must be one of demo, local'],
  ])('refuses %s with the reason', async (_what, path, body, reason) => {
    const answer = await platform.control('POST', path, body);
    expect(answer.status).toBe(400);
    expect(answer.body['reason']).toContain(reason);
  });

  it('says 404 for an order that is not there and 409 for a step that cannot be taken', async () => {
    expect(await platform.control('GET', '/orders/26010100000000')).toMatchObject({ status: 404 });
    const orderSn = await platform.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }]);
    const answer = await platform.control('POST', `/orders/${orderSn}/advance`, { to: 'completed' });
    expect(answer).toMatchObject({
      status: 409,
      body: { reason: expect.stringContaining('arrange its shipment first') },
    });
  });

  it('sends a stream of buyers along a curve, and stops it', async () => {
    const stream = {
      shop: SHOP,
      lines: [{ sellerSku: 'LOCAL-TEE-BLK' }, { sellerSku: 'LOCAL-BOTTLE-500', weight: 0.5 }],
      curve: [
        [0, 3000],
        [60, 3000],
      ],
    };
    expect(await platform.control('POST', '/rate', stream)).toMatchObject({ status: 200, body: { running: true } });
    expect(await platform.control('POST', '/rate', stream)).toMatchObject({ status: 409 });
    await waitUntil(
      async () => ((await platform.report())['orders'] as Record<string, number>)['READY_TO_SHIP'] !== undefined,
      { what: 'buyers to come' },
    );
    expect((await platform.control('DELETE', '/rate')).body).toMatchObject({
      streams: [{ shop: SHOP, running: false }],
    });
  });

  it('counts units sold beyond what existed', async () => {
    await platform.control('POST', '/stock', { sellerSku: 'LOCAL-BOTTLE-1000', existing: 4 });
    await platform.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-BOTTLE-1000', quantity: 3 }]);
    await write('LOCAL-BOTTLE-1000', 5);
    await platform.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-BOTTLE-1000', quantity: 3 }]);
    const report = await platform.report();
    expect(report['stock']).toMatchObject({
      oversoldUnits: expect.any(Number),
      oversold: expect.arrayContaining([
        { shop: null, sellerSku: 'LOCAL-BOTTLE-1000', basis: 'declared', existed: 4, sold: 6, oversold: 2 },
      ]),
    });
    expect(report['reactionsMs']).toHaveProperty(['sale → stock write, same shop', 'count'], 1);
  });

  it('counts calls that came while a ban was running', async () => {
    await platform.control('POST', '/faults', { kind: 'throttle', seconds: 60, count: 1 });
    const path = '/api/v2/shop/get_shop_info';
    const call = () => platform.call('shop/get_shop_info', { subject: shop });
    expect(await call()).toMatchObject({ error: 'error_rate_limit' });
    const banned = async () => ((await platform.report())['whileBanned'] as Record<string, number>)[path] ?? 0;
    await waitUntil(async () => (await call()).error === 'error_rate_limit' && (await banned()) >= 2, {
      what: 'calls during the ban to be counted',
    });
    const other = await platform.connect('demo', { kind: 'shop', id: 220_011_001 });
    expect(await platform.call('shop/get_shop_info', { subject: other })).toMatchObject({ error: '' });
    expect(await platform.call('shop/get_profile', { subject: shop })).toMatchObject({ error: '' });
    expect(Object.keys((await platform.report())['whileBanned'] as object)).toEqual([path]);
  });

  it('kills tokens, and lets stock writes fail while it is frozen', async () => {
    await platform.control('POST', '/faults', { kind: 'token-death', rate: 1, count: 1 });
    expect(await platform.call('shop/get_shop_info', { subject: shop })).toMatchObject({
      status: 403,
      error: 'invalid_acceess_token',
    });
    await platform.control('POST', '/faults', { kind: 'stock-freeze' });
    await write('LOCAL-TEE-BLK', 7);
    expect((await skuOf('LOCAL-TEE-BLK')).stock).toBe(120);
    await platform.control('DELETE', '/faults');
    await write('LOCAL-TEE-BLK', 7);
    expect((await skuOf('LOCAL-TEE-BLK')).stock).toBe(7);
  });

  it('makes a fresh world, and goes on pushing to the same address', async () => {
    const receiver = await startPushReceiver();
    try {
      await platform.control('PUT', '/push', { url: receiver.url });
      expect((await platform.control('POST', '/push/verify')).body).toEqual({ acknowledged: true });
      const first = await platform.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }]);
      await platform.control('POST', '/reset', { seed: 2 });
      expect(await platform.call('shop/get_shop_info', { subject: shop })).toMatchObject({
        error: 'invalid_acceess_token',
      });
      shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
      const second = await platform.order(LOCAL_SHOP_ID, [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }]);
      expect(second).not.toBe(first);
      await waitUntil(() => receiver.of(3).some((one) => one.data['ordersn'] === second), {
        what: 'the push of the new world',
      });
    } finally {
      await receiver.stop();
    }
  });
});
