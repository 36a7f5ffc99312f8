import { createHmac } from 'node:crypto';
import { waitUntil } from '@pinglu/testing';
import { DEFAULT_SETTINGS } from '../config.js';
import { DEMO_SELLER_ID } from '../seller/seller.js';
import { startPushReceiver, startTestShop, stockPayload } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Receiver = Awaited<ReturnType<typeof startPushReceiver>>;

const { key, secret } = DEFAULT_SETTINGS.app;
const signatureOf = (rawBody: string): string =>
  createHmac('sha256', secret)
    .update(key + rawBody)
    .digest('hex');

// Real: the simulator and a receiver, over HTTP.
describe('pushes', () => {
  let shop: Shop;
  let receiver: Receiver;

  beforeEach(async () => {
    shop = await startTestShop();
    receiver = await startPushReceiver();
    await shop.connect();
    await shop.create('PUSH-1', '50');
    await shop.control('PUT', '/push', { url: receiver.url });
  });
  afterEach(async () => {
    await shop.stop();
    await receiver.stop();
  });

  const ordersSeen = (): string[] =>
    receiver.received
      .filter((one) => one.message.message_type === 0)
      .map((one) => String(one.message.data['trade_order_id']));
  const ofType = (type: number): Record<string, unknown>[] =>
    receiver.received.filter((one) => one.message.message_type === type).map((one) => one.message.data);
  const seen = (count: number): Promise<unknown> =>
    waitUntil(() => ordersSeen().length >= count, { what: `${count} pushes about orders` });
  const pushes = async (): Promise<Record<string, number>> =>
    (await shop.control('GET', '/report')).body['pushes'] as Record<string, number>;

  it('come signed over the raw body, one for each item of an order', async () => {
    const orderId = await shop.order('PUSH-1', 2);
    await seen(2);
    for (const { rawBody, authorization } of receiver.received) expect(authorization).toBe(signatureOf(rawBody));
    const items = await shop.items(orderId);
    expect(receiver.received.map((one) => String(one.message.data['trade_order_line_id'])).sort()).toEqual(
      items.map((one) => String(one.order_item_id)),
    );
    expect(receiver.received[0]!.message).toMatchObject({
      seller_id: DEMO_SELLER_ID,
      message_type: 0,
      site: 'lazada_th',
      timestamp: expect.any(Number),
      data: { order_status: 'pending', trade_order_id: orderId, status_update_time: expect.any(Number) },
    });
  });

  it('tell of each step of an order and of its package', async () => {
    await shop.deliver(await shop.order('PUSH-1'));
    await seen(5);
    const of = (type: number, field: string): string[] =>
      receiver.received
        .filter((one) => one.message.message_type === type)
        .map((one) => String(one.message.data[field]));
    await waitUntil(() => of(14, 'status').length === 3, { what: 'pushes about the package' });
    // Pushes are unordered; each is there.
    expect(of(0, 'order_status').sort()).toEqual(['delivered', 'packed', 'pending', 'ready_to_ship', 'shipped']);
    expect(of(14, 'status').sort()).toEqual(['DELIVERED', 'READY_TO_SHIP', 'TRANSIT_TO_SHIP']);
  });

  it('come again, with the newest status, until they are acknowledged', async () => {
    receiver.answer = 503;
    const orderId = await shop.order('PUSH-1');
    await seen(1);
    await waitUntil(async () => (await pushes())['failed'] === 1, { what: 'the failed try' });
    receiver.answer = 200;
    await shop.control('POST', `/orders/${orderId}/cancel`);
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    receiver.received.length = 0;
    await shop.control('POST', '/clock', { advance: '30m' });
    await seen(1);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]!.message.data).toMatchObject({ trade_order_id: orderId, order_status: 'canceled' });
  });

  it.each([
    [0, 13, '30m'],
    [11, 4, '5m'],
  ])('of type %i are given up after %i tries, one every %s', async (type, tries, interval) => {
    receiver.answer = 500;
    if (type === 0) await shop.order('PUSH-1');
    else await shop.control('POST', '/push/send', { type, shop: DEMO_SELLER_ID });
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      await waitUntil(async () => (await pushes())['failed'] === attempt, { what: `try ${attempt}` });
      await shop.control('POST', '/clock', { advance: interval });
    }
    expect(await pushes()).toMatchObject({ attempts: tries, givenUp: 1, acknowledged: 0, waiting: 0 });
  });

  it('come again to a receiver that has taken them and says nothing', async () => {
    receiver.answer = 0;
    await shop.order('PUSH-1');
    await waitUntil(async () => (await pushes())['failed'] === 1, { what: 'the end of its half second' });
    receiver.answer = 200;
    await shop.control('POST', '/clock', { advance: '30m' });
    await waitUntil(async () => (await pushes())['acknowledged'] === 1, { what: 'the second try' });
    expect(receiver.received.map((one) => one.message.data['order_status'])).toEqual(['pending', 'pending']);
  });

  it('of one package come once, of a package of several items too', async () => {
    await shop.deliver(await shop.order('PUSH-1', 3));
    await seen(15);
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    expect(
      ofType(14)
        .map((data) => String(data['status']))
        .sort(),
    ).toEqual(['DELIVERED', 'READY_TO_SHIP', 'TRANSIT_TO_SHIP']);
  });

  it('tell of stock that runs low, once', async () => {
    await shop.create('PUSH-2', '6');
    await shop.order('PUSH-2');
    expect(ofType(6)).toEqual([]);
    await shop.order('PUSH-2');
    await shop.order('PUSH-2');
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    expect(ofType(6)).toEqual([
      {
        seller_sku: 'PUSH-2',
        sku_id: expect.any(Number),
        warehouse: 'dropshipping',
        real_quantity: 6,
        withhold_quantity: 0,
        occupy_quantity: 2,
        pre_order_quantity: 0,
      },
    ]);
  });

  it('tell of stock that the seller has written low, too', async () => {
    const sku = await shop.create('PUSH-3', '9');
    await shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '2' }]));
    await shop.post('/product/price_quantity/update', stockPayload([{ ...sku, Quantity: '1' }]));
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    expect(ofType(6)).toMatchObject([{ seller_sku: 'PUSH-3', real_quantity: 2 }]);
  });

  it('tell of a cancellation and of a return in the words of its kind', async () => {
    const reverseStatuses = (orderId: string) =>
      ofType(10)
        .filter((data) => String(data['trade_order_id']) === orderId)
        .map((data) => String(data['reverse_status']));
    const asked = await shop.order('PUSH-1');
    await shop.control('POST', `/orders/${asked}/cancel`, { ask: true, within: '1h' });
    await shop.control('POST', '/clock', { advance: '2h' });
    await waitUntil(() => reverseStatuses(asked).length === 2, { what: 'pushes about the cancellation' });
    expect(reverseStatuses(asked).sort()).toEqual(['CANCEL_INIT', 'CANCEL_SUCCESS']);
    const reverseOf = async (returnTo: string) => {
      const orderId = await shop.order('PUSH-1');
      await shop.deliver(orderId);
      await shop.control('POST', `/orders/${orderId}/return`, { until: 'opened', returnTo });
      const [item] = await shop.items(orderId);
      return { orderId, id: item!['reverse_order_id'] };
    };
    const rtw = await reverseOf('RTW');
    for (const to of ['shipped', 'arrived', 'refunded'])
      await shop.control('POST', `/reverse-orders/${String(rtw.id)}/advance`, { to });
    const refund = await reverseOf('none');
    await shop.control('POST', `/reverse-orders/${String(refund.id)}/advance`, { to: 'rejected' });
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    expect(reverseStatuses(rtw.orderId).sort()).toEqual(['RTW_INIT', 'RTW_REFUND_PENDING', 'RTW_SHIPPING_BACK']);
    expect(reverseStatuses(refund.orderId).sort()).toEqual(['REFUND_INIT', 'REFUND_REJECTED']);
    const returned = receiver.received.find((one) => one.message.data['order_status'] === 'returned');
    expect(returned!.message.data).toMatchObject({
      trade_order_id: rtw.orderId,
      reverse_order_id: String(rtw.id),
      reverse_order_line_id: expect.any(String),
    });
  });

  it.each([1, 2, 7, 11, 12, 13, 14, 19, 21, 35, 46])(
    'of type %i can be sent in their documented shape',
    async (type) => {
      const answer = await shop.control('POST', '/push/send', { type, shop: DEMO_SELLER_ID, data: { extra: 'x' } });
      expect(answer.body).toEqual({ sent: true });
      await waitUntil(() => receiver.received.length === 1, { what: 'the message' });
      const { rawBody, authorization } = receiver.received[0]!;
      expect(authorization).toBe(signatureOf(rawBody));
      const message = JSON.parse(rawBody) as Record<string, unknown>;
      const data = (type === 11 ? message : message['data']) as Record<string, unknown>;
      expect(data).toMatchObject({ extra: 'x' });
      // Promotions have no envelope; the category tree belongs to nobody; chats come without time and site.
      expect(message['message_type']).toBe(type === 11 ? undefined : type);
      expect('seller_id' in message).toBe(type !== 11 && type !== 12);
      expect('site' in message).toBe(![2, 11, 19].includes(type));
    },
  );

  it('can be sent only in shapes that have no other cause, for shops that there are', async () => {
    expect((await shop.control('POST', '/push/send', { type: 0 })).status).toBe(400);
    expect((await shop.control('POST', '/push/send', { type: 7, shop: '1' })).status).toBe(400);
    expect((await shop.control('POST', '/push/send', { type: 7 })).body).toEqual({ sent: false });
    expect((await shop.control('POST', '/push/send', { type: 12 })).body).toEqual({ sent: true });
  });

  it('come only in the types that the app wants', async () => {
    await shop.control('PUT', '/push', { types: [14] });
    await shop.deliver(await shop.order('PUSH-1'));
    await waitUntil(() => ofType(14).length === 3, { what: 'pushes about the package' });
    expect(receiver.received).toHaveLength(3);
    expect((await shop.control('PUT', '/push', { types: ['a'] })).status).toBe(400);
  });

  it('stop when more than half of them fail, where that is switched on, until an address is entered', async () => {
    await shop.control('PUT', '/push', { suspendAfter: 4 });
    receiver.answer = 500;
    for (let order = 1; order <= 4; order += 1) {
      await shop.order('PUSH-1');
      await waitUntil(async () => (await pushes())['failed'] === order, { what: `failure ${order}` });
    }
    await shop.order('PUSH-1');
    expect(await pushes()).toMatchObject({ isSuspended: true, attempts: 4, suspended: 1 });
    receiver.answer = 200;
    await shop.control('POST', '/clock', { advance: '31m' });
    await waitUntil(async () => (await pushes())['suspended'] === 5, { what: 'the retries that are not made' });
    await shop.control('PUT', '/push', { url: receiver.url });
    await shop.order('PUSH-1');
    await waitUntil(async () => (await pushes())['acknowledged'] === 1, { what: 'the next message' });
  });

  it('of the last two days of a token come once a day', async () => {
    await shop.control('POST', '/clock', { advance: '27d' });
    for (let day = 0; day < 3; day += 1) await shop.control('POST', '/clock', { advance: '1d' });
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    const ends = ofType(8).map((data) => String(data['auth_expiry_time']).length);
    expect(ends).toEqual([10, 10]);
  });

  it.each([
    ['push-duplicate', ['A', 'A', 'B', 'B']],
    ['push-off', []],
  ])('under %s are %j', async (kind, expected) => {
    await shop.control('POST', '/faults', { kind });
    const orders = [await shop.order('PUSH-1'), await shop.order('PUSH-1')];
    await waitUntil(async () => (await pushes())['waiting'] === 0, { what: 'an empty queue' });
    expect(ordersSeen().sort()).toEqual(expected.map((letter) => orders['AB'.indexOf(letter)]));
  });

  it('under push-reorder go out behind the message that comes next', async () => {
    await shop.control('POST', '/faults', { kind: 'push-reorder', count: 1 });
    const first = await shop.order('PUSH-1');
    expect(await pushes()).toMatchObject({ attempts: 0, reordered: 1, waiting: 1 });
    const second = await shop.order('PUSH-1');
    await seen(2);
    expect(ordersSeen().sort()).toEqual([first, second]);
  });

  it('under push-drop never come', async () => {
    await shop.control('POST', '/faults', { kind: 'push-drop', count: 1 });
    await shop.order('PUSH-1');
    const second = await shop.order('PUSH-1');
    await seen(1);
    expect(ordersSeen()).toEqual([second]);
  });

  it('are not sent for a shop whose token has ended, but warn of the end before', async () => {
    await shop.control('POST', '/clock', { advance: '29d' });
    const warned = () => receiver.received.filter((one) => one.message.message_type === 8);
    await waitUntil(() => warned().length > 0, { what: 'the warning' });
    expect(warned()[0]!.message).toMatchObject({
      seller_id: 'null',
      data: { seller_id: DEMO_SELLER_ID, app_key: key },
    });
    await shop.control('POST', '/clock', { advance: '2d' });
    const before = await pushes();
    await shop.order('PUSH-1');
    const { made, notAuthorised } = await pushes();
    expect([made, notAuthorised]).toEqual([before['made'], before['notAuthorised']! + 1]);
  });

  it('can be tried out with the signed test message of a seller that nobody knows', async () => {
    await shop.control('POST', '/push/verify');
    await seen(1);
    expect(receiver.received[0]).toMatchObject({
      authorization: signatureOf(receiver.received[0]!.rawBody),
      message: { seller_id: '9999', data: { trade_order_id: '123456' } },
    });
  });
});
