import { request as httpRequest } from 'node:http';
import { FakeClock, waitUntil } from '@pinglu/testing';
import { TestLazada, testSellerId } from '../shop/test-lazada.js';
import { TestGateway } from '../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL, the event log, the adapter of Lazada, signatures as Lazada makes them.
// Fake: Lazada, a server that answers token calls; the clock of the gateway.

const now = new Date('2026-11-25T02:00:00.000Z');

interface Message {
  readonly orderNumber?: string;
  readonly sellerId?: string;
  readonly timestamp?: number;
  readonly padding?: number;
}

const message = ({
  orderNumber = '987654321012345',
  sellerId = testSellerId,
  timestamp = now.getTime(),
  padding = 0,
}: Message) =>
  JSON.stringify({
    seller_id: sellerId,
    message_type: 0,
    data: {
      order_status: 'pending',
      trade_order_id: orderNumber,
      trade_order_line_id: `${orderNumber}1`,
      status_update_time: Math.floor(timestamp / 1000),
      ...(padding > 0 && { padding: 'x'.repeat(padding) }),
    },
    timestamp,
    site: 'lazada_th',
  });

describe('pushes of Lazada', () => {
  let lazada: TestLazada;
  let gateway: TestGateway;
  let clock: FakeClock;
  let shop: { merchantId: string; shopId: string; key: string };

  beforeAll(async () => {
    lazada = await TestLazada.start();
    clock = new FakeClock(now);
    gateway = await TestGateway.start({ clock, env: lazada.environment });
    const { merchantId, key } = await gateway.merchant();
    const asked = await gateway.call('/api/v1/shops/authorizations', {
      key,
      body: { marketplace: 'lazada', country: 'TH' },
    });
    const state = new URL(String(asked.body['authorizeUrl'])).searchParams.get('state')!;
    const connected = await gateway.call(`/api/v1/shops/callback?code=c&state=${state}`, { key: '' });
    shop = { merchantId, key, shopId: String(connected.body['shopId']) };
  });

  afterAll(async () => {
    await gateway.stop();
    await lazada.stop();
  });

  beforeEach(async () => {
    await gateway.admin.query('delete from gateway.push');
  });

  const push = async (body: string, signature: string | null = TestLazada.signatureOf(body)) => {
    const response = await fetch(`${gateway.url}/push/lazada`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(signature !== null && { authorization: signature }) },
      body,
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const stored = () =>
    gateway.rows<Record<string, unknown>>('select * from gateway.push order by received_at, push_id');
  const eventsAbout = (orderNumber: string) =>
    gateway.rows<{ data: Record<string, unknown> }>(
      `select convert_from(value, 'utf8')::json as data from bus.record
        where convert_from(key, 'utf8') = $1 order by "offset"`,
      [`${shop.merchantId}/${shop.shopId}/${orderNumber}`],
    );

  it('are stored byte by byte, and handed on', async () => {
    // Written in a way that no serialiser of ours would write it again.
    const body = message({ orderNumber: '1001' })
      .replace('{"seller_id"', '{ "seller_id"')
      .replace('lazada_th', 'lazada\\u005fth');
    expect(await push(body)).toEqual({ status: 200, body: { received: true } });
    expect(await stored()).toMatchObject([
      { raw: body, kind: 'order', reference: '1001', shop_id: shop.shopId, merchant_id: shop.merchantId, repeats: 0 },
    ]);
    const [event] = await waitUntil(async () => (await eventsAbout('1001')).length > 0 && eventsAbout('1001'), {
      what: 'the event on the bus',
    });
    const { shopId, merchantId } = shop;
    expect(event?.data).toMatchObject({ raw: body, kind: 'order', reference: '1001', shopId, merchantId, version: 1 });
  });

  it('are counted, not doubled, when they come again', async () => {
    const body = message({ orderNumber: '1002' });
    const answers = await Promise.all(Array.from({ length: 8 }, () => push(body)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(await stored()).toMatchObject([{ reference: '1002', repeats: 7 }]);
    expect((await push(message({ orderNumber: '1003' }))).status).toBe(200);
    await waitUntil(async () => (await eventsAbout('1003')).length > 0, { what: 'a later event on the bus' });
    expect(await eventsAbout('1002')).toHaveLength(1);
  });

  it.each([
    ['with another secret', (body: string) => push(body, TestLazada.signatureOf(body, 'another'))],
    ['without a signature', (body: string) => push(body, null)],
    ['over other bytes', (body: string) => push(`${body} `, TestLazada.signatureOf(body))],
    ['in a form that is none', (body: string) => push(body, 'Bearer x')],
    ['over a body that is no JSON', () => push('{', TestLazada.signatureOf('['))],
  ])('are refused when signed %s', async (_case, send) => {
    expect((await send(message({}))).body).toMatchObject({ status: 401, code: 'push-forged' });
    expect(await stored()).toEqual([]);
  });

  it('are refused when they are old, though signed', async () => {
    const old = message({ timestamp: now.getTime() - 86_400_000 });
    expect((await push(old)).body).toMatchObject({ status: 400, code: 'push-stale' });
    expect(await stored()).toEqual([]);
  });

  it('are refused when they are no message, though signed', async () => {
    for (const body of ['{"a":', '[]', '"text"']) {
      expect({ body, answer: (await push(body)).body }).toMatchObject({
        body,
        answer: { status: 400, code: 'push-malformed' },
      });
    }
    expect(await stored()).toEqual([]);
  });

  it('are refused when they are too large, and only then', async () => {
    const room = 262_144 - message({ padding: 1 }).length + 1;
    expect((await push(message({ padding: room }))).status).toBe(200);
    expect((await push(message({ padding: room + 1 }))).body).toMatchObject({ status: 413, code: 'push-too-large' });
    expect((await push(message({ padding: 3_000_000 }))).status).toBe(413);
    expect(await stored()).toHaveLength(1);
  });

  it('are forgotten when they break off', async () => {
    const { hostname, port } = new URL(gateway.url);
    const body = message({});
    await new Promise<void>((resolve) => {
      const headers = { 'content-type': 'application/json', 'content-length': body.length, authorization: 'x' };
      const outgoing = httpRequest({ hostname, port, path: '/push/lazada', method: 'POST', headers });
      outgoing.once('error', () => resolve());
      outgoing.write(body.slice(0, 40), () => outgoing.destroy(new Error('gone')));
    });
    expect((await push(message({ orderNumber: '1004' }))).status).toBe(200);
    expect(await stored()).toHaveLength(1);
  });

  it('about a seller we do not know are acknowledged and shown to operators alone', async () => {
    expect((await push(message({ sellerId: '9999', orderNumber: '123456' }))).status).toBe(200);
    expect(await stored()).toMatchObject([{ merchant_id: null, shop_id: null, reference: '123456' }]);
    expect(await gateway.rows(`select 1 from gateway.outbox where payload::text like '%123456%'`)).toEqual([]);
  });

  it('begin the life of an order, which only its merchant sees', async () => {
    await push(message({ orderNumber: '1005' }));
    await push(message({ orderNumber: '1005' }));
    clock.advance(1_000);
    await push(message({ orderNumber: '1005', timestamp: now.getTime() + 1_000 }));
    const path = '/api/v1/chain/lazada/1005';
    const { status, body } = await gateway.call(path, { key: shop.key });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      marketplace: 'lazada',
      orderNumber: '1005',
      steps: [
        { step: 'push_received', service: 'gateway', status: 'done', document: { shopId: shop.shopId, repeats: 1 } },
      ],
    });
    const other = await gateway.merchant('Other');
    expect((await gateway.call(path, { key: other.key })).body['steps']).toEqual([]);
    expect((await gateway.call('/api/v1/chain/none/1005', { key: shop.key })).body['steps']).toEqual([]);
  });
});
