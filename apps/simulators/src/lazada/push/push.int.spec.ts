import { createHmac } from 'node:crypto';
import { waitUntil } from '@pinglu/testing';
import { DEFAULT_SETTINGS } from '../config.js';
import { DEMO_SELLER_ID } from '../seller/seller.js';
import { startPushReceiver, startTestShop } from '../test-shop.js';

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

  it('are given up after thirteen tries', async () => {
    receiver.answer = 500;
    await shop.order('PUSH-1');
    for (let attempt = 1; attempt <= 13; attempt += 1) {
      await waitUntil(async () => (await pushes())['failed'] === attempt, { what: `try ${attempt}` });
      await shop.control('POST', '/clock', { advance: '30m' });
    }
    expect(await pushes()).toMatchObject({ attempts: 13, givenUp: 1, acknowledged: 0, waiting: 0 });
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
