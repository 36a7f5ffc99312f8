import { waitUntil } from '@pinglu/testing';
import { DEMO_SELLER_ID, LOCAL_SELLER_ID } from '../seller/seller.js';
import { startTestShop, stockPayload } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP.
describe('the control door', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
  });
  afterEach(() => shop.stop());

  const stockOf = async (sellerSku: string): Promise<unknown> => {
    const { body } = await shop.control('GET', '/shops');
    const shops = body['shops'] as {
      shop: string;
      skus: { sellerSku: string; sellable: number; withhold: number; occupy: number }[];
    }[];
    const sku = shops.flatMap((one) => one.skus).find((one) => one.sellerSku === sellerSku)!;
    return [sku.sellable, sku.withhold, sku.occupy];
  };
  const report = async () => (await shop.control('GET', '/report')).body as Record<string, Record<string, unknown>>;

  it('places what buyers can order and says why not for the rest', async () => {
    await shop.create('BUY-1', '3');
    const line = (sellerSku: string, quantity: number) => ({ shop: DEMO_SELLER_ID, lines: [{ sellerSku, quantity }] });
    const { body } = await shop.control('POST', '/orders', {
      orders: [
        { ...line('BUY-1', 2), orderNumber: '260422900198363' },
        line('BUY-1', 2),
        line('NONE', 1),
        { ...line('BUY-1', 1), orderNumber: '260422900198363' },
        line('BUY-1', 1),
      ],
    });
    expect(body).toEqual({
      placed: [{ orderNumber: '260422900198363' }, { orderNumber: '491000000180001' }],
      refused: [
        { index: 1, reason: 'BUY-1 is sold out: buyers see 1, the order is for 2.' },
        { index: 2, reason: `The shop ${DEMO_SELLER_ID} does not sell NONE.` },
        { index: 3, reason: 'The order 260422900198363 exists already.' },
      ],
    });
    expect(await stockOf('BUY-1')).toEqual([0, 0, 3]);
  });

  it.each(['application/json', 'application/x-ndjson'])(
    'takes a hundred thousand orders in one call, as %s',
    async (type) => {
      await shop.create('BUY-2', '120000');
      const order = { shop: DEMO_SELLER_ID, lines: [{ sellerSku: 'BUY-2', quantity: 1, unitPrice: '5.00' }] };
      const text =
        type === 'application/json'
          ? JSON.stringify({ orders: Array.from({ length: 100_000 }, () => order) })
          : `${JSON.stringify(order)}\n`.repeat(100_000);
      const call = shop.control('POST', '/orders', text, type);
      let isDone = false;
      const done = call.then(() => (isDone = true));
      // Others have their turn meanwhile, and see some of the orders.
      const seen = await waitUntil(
        async () => {
          const { pending = 0 } = (await report())['orders'] as { pending?: number };
          return (pending > 0 || isDone) && { pending };
        },
        { what: 'the first orders', everyMs: 1 },
      );
      expect(seen.pending).toBeLessThan(100_000);
      await done;
      const { status, body } = await call;
      const placed = body['placed'] as { orderNumber: string }[];
      expect([status, new Set(placed.map((one) => one.orderNumber)).size, body['refused']]).toEqual([200, 100_000, []]);
      expect(await stockOf('BUY-2')).toEqual([20_000, 0, 100_000]);
      const { data } = await shop.sdk('getOrders', { created_after: '2026-01-01T00:00:00Z', limit: 100, offset: 5000 });
      expect(data).toMatchObject({ count: 100, countTotal: 100_000 });
    },
  );

  const lines = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 1 }];
  it.each([
    ['/orders', 'no json', 'The body is not JSON.'],
    ['/orders', { order: [] }, 'orders must be a list with at least one entry.'],
    ['/orders', { orders: [{ shop: '1', lines }] }, 'There is no shop 1. GET /_control/shops lists them.'],
    [
      '/orders',
      { orders: [{ shop: LOCAL_SELLER_ID, lines: [{ sellerSku: 'A', quantity: 0 }] }] },
      'orders[0].lines[0].quantity must be a number from 1 to 1000.',
    ],
    ['/orders', { orders: [{ shop: LOCAL_SELLER_ID, lines, colour: 1 }] }, /^orders\[0\]\.colour is not known here\./],
    [
      '/orders',
      { orders: [{ shop: LOCAL_SELLER_ID, lines, orderNumber: 'A-1' }] },
      'orders[0].orderNumber must be a text of 10 to 16 digits.',
    ],
    ['/faults', { kind: 'earthquake' }, /^kind must be one of throttle, /],
    ['/clock', { advance: 'tomorrow' }, 'advance must be a duration such as 20d, 12h, 30m, 90s or 500ms.'],
    ['/clock', {}, /^Give either advance/],
    ['/reset', { seed: -1 }, 'seed must be a number from 0 to 4294967295.'],
    [
      '/rate',
      {
        shop: LOCAL_SELLER_ID,
        lines,
        curve: [
          [5, 1],
          [5, 2],
        ],
      },
      'curve must be at least two points whose seconds rise.',
    ],
    ['/orders/1/advance', { to: 'packed' }, /^to must be one of pending, shipped, delivered, /],
  ])('answers 400 to POST %s %j', async (path, body, reason) => {
    const answer = await shop.control('POST', path, body);
    expect(answer).toEqual({
      status: 400,
      body: { reason: typeof reason === 'string' ? reason : expect.stringMatching(reason) },
    });
  });

  it('plants faults by share of the calls, the same ones for the same seed', async () => {
    await shop.control('PUT', '/limits', { enforceBans: false });
    const codes = async (seed: number) => {
      await shop.control('POST', '/faults', { kind: 'throttle', rate: 0.2, seed, path: '/seller/get' });
      const answers = [];
      for (let call = 0; call < 200; call += 1) answers.push((await shop.get('/seller/get')).code);
      await shop.control('DELETE', '/faults');
      return answers;
    };
    const first = await codes(7);
    const refused = first.filter((code) => code === 'ApiCallLimit').length;
    expect(refused).toBeGreaterThan(20);
    expect(refused).toBeLessThan(60);
    expect(await codes(7)).toEqual(first);
    expect(await codes(8)).not.toEqual(first);
    expect((await report())['calls']!['/seller/get']).toMatchObject({ ApiCallLimit: expect.any(Number) });
  });

  it('answers 404 to an order or a call that there is not, 409 to a step that cannot be taken', async () => {
    expect((await shop.control('POST', '/orders/1/cancel')).status).toBe(404);
    expect(await shop.control('POST', '/nothing')).toMatchObject({
      status: 404,
      body: { known: expect.arrayContaining(['POST /_control/orders']) },
    });
    await shop.create('BUY-3', '3');
    const orderId = await shop.order('BUY-3');
    expect(await shop.control('POST', `/orders/${orderId}/advance`, { to: 'shipped' })).toEqual({
      status: 409,
      body: {
        reason:
          'An order that is pending cannot be advanced to shipped. The seller has to pack it and report it ready first.',
      },
    });
    expect((await shop.control('POST', `/orders/${orderId}/return`)).status).toBe(409);
  });

  it('cancels, and the stock is there again; after handover it is not', async () => {
    await shop.create('BUY-4', '5');
    const [early, late] = [await shop.order('BUY-4', 2), await shop.order('BUY-4')];
    await shop.control('POST', `/orders/${early}/cancel`, { reason: 'Found it cheaper' });
    expect(await stockOf('BUY-4')).toEqual([4, 0, 1]);
    expect(await shop.items(early)).toMatchObject(
      [1, 2].map(() => ({
        status: 'canceled',
        reason: 'Found it cheaper',
        cancel_return_initiator: 'cancellation-customer',
      })),
    );
    await shop.deliver(late);
    expect(await stockOf('BUY-4')).toEqual([4, 0, 0]);
    expect((await shop.control('POST', `/orders/${late}/cancel`)).status).toBe(409);
  });

  it('lets a buyer send back what was delivered, and the account follows', async () => {
    await shop.create('BUY-5', '5', '100.00');
    const orderId = await shop.order('BUY-5');
    await shop.deliver(orderId);
    await shop.control('POST', `/orders/${orderId}/return`);
    expect(await shop.items(orderId)).toMatchObject([{ status: 'returned', return_status: 'REFUND_SUCCESS' }]);
    const year = new Date().getUTCFullYear();
    const day = new Date().toISOString().slice(5, 10);
    const window = {
      start_time: `${year}-${day}`,
      end_time: new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10),
    };
    const { data } = await shop.get('/finance/transaction/details/get', window);
    expect((data as Record<string, string>[]).slice(-2).map((row) => [row['fee_type'], row['amount']])).toEqual([
      ['14', '-100.00'],
      ['15', '5.35'],
    ]);
  });

  it('lets an order that is not paid within 30 minutes expire', async () => {
    await shop.create('BUY-6', '5');
    const placed = await shop.control('POST', '/orders', {
      orders: ['1', '2'].map(() => ({
        shop: DEMO_SELLER_ID,
        status: 'unpaid',
        lines: [{ sellerSku: 'BUY-6', quantity: 1 }],
      })),
    });
    const [paid, unpaid] = (placed.body['placed'] as { orderNumber: string }[]).map((one) => one.orderNumber);
    expect(await stockOf('BUY-6')).toEqual([3, 2, 0]);
    await shop.control('POST', `/orders/${paid!}/advance`, { to: 'pending' });
    await shop.control('POST', '/clock', { advance: '31m' });
    expect(await stockOf('BUY-6')).toEqual([4, 0, 1]);
    expect(await shop.items(unpaid!)).toMatchObject([
      { status: 'canceled', cancel_return_initiator: 'cancellation-internal' },
    ]);
  });

  it('counts units that were sold and did not exist, as when stale stock was written', async () => {
    const sku = await shop.create('BUY-7', '3');
    await shop.order('BUY-7', 3);
    expect((await report())['stock']).toMatchObject({ oversoldUnits: 0 });
    // Somebody believes that three are left, although none is.
    await shop.post('/product/stock/sellable/update', stockPayload([{ ...sku, SellableQuantity: '3' }]));
    await shop.order('BUY-7', 2);
    expect((await report())['stock']).toEqual({
      refusedAsSoldOut: 0,
      oversoldUnits: 2,
      oversold: [
        { shop: DEMO_SELLER_ID, sellerSku: 'BUY-7', basis: 'first-published', existed: 3, sold: 5, oversold: 2 },
      ],
    });
    // New goods came in: the door is told.
    await shop.control('POST', '/stock', { shop: DEMO_SELLER_ID, sellerSku: 'BUY-7', existing: 10 });
    expect((await report())['stock']).toMatchObject({ oversoldUnits: 0 });
  });

  it('counts what two shops sold of one pool', async () => {
    await shop.create('LOCAL-BOTTLE-1000', '3');
    await shop.control('POST', '/stock', { sellerSku: 'LOCAL-BOTTLE-1000', existing: 3 });
    await shop.order('LOCAL-BOTTLE-1000', 3);
    await shop.control('POST', '/orders', {
      orders: [{ shop: LOCAL_SELLER_ID, lines: [{ sellerSku: 'LOCAL-BOTTLE-1000', quantity: 1 }] }],
    });
    expect((await report())['stock']).toMatchObject({
      oversoldUnits: 1,
      oversold: [{ shop: null, basis: 'declared', existed: 3, sold: 4 }],
    });
  });

  it('measures how fast the seller reacts', async () => {
    const sku = await shop.create('BUY-8', '9');
    await shop.deliver(await shop.order('BUY-8'));
    await shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '8' }]));
    const reactions = (await report())['reactionsMs']!;
    expect(Object.keys(reactions).sort()).toEqual([
      'order → packed',
      'order → read by seller',
      'order → ready to ship',
      'sale → stock write, same shop',
    ]);
    expect((await report())['calls']).toMatchObject({
      '/order/fulfill/pack': { '0': 1 },
      '/product/price_quantity/update': { '0': 1 },
    });
  });

  it('lets buyers come at a rate, and stops them', async () => {
    await shop.create('BUY-9', '1000');
    const start = () =>
      shop.control('POST', '/rate', {
        shop: DEMO_SELLER_ID,
        lines: [{ sellerSku: 'BUY-9' }],
        curve: [
          [0, 6000],
          [60, 6000],
        ],
        seed: 5,
      });
    expect((await start()).status).toBe(200);
    expect((await start()).status).toBe(409);
    await waitUntil(async () => ((await report())['orders']!['pending'] as number) >= 5, { what: 'five orders' });
    const { body } = await shop.control('DELETE', '/rate');
    expect(body).toMatchObject({ streams: [{ running: false, refused: 0 }] });
    const [stream] = body['streams'] as { placed: number }[];
    expect((await report())['orders']).toEqual({ pending: stream!.placed });
  });
});
