import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestLazada } from '../shop/test-lazada.js';
import { TestGateway } from '../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL, the adapter of Lazada. Fake: Lazada; the control door of its simulator.

describe('orders of the demo', () => {
  let lazada: TestLazada;
  let simulator: Server;
  let gateway: TestGateway;
  let asked: { url: string | undefined; body: unknown }[];
  let answer: { status: number; body: unknown };
  let shop: { shopId: string; key: string };

  beforeAll(async () => {
    lazada = await TestLazada.start();
    simulator = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.once('end', () => {
        asked.push({ url: request.url, body: JSON.parse(text) });
        response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((resolve) => simulator.listen(0, '127.0.0.1', resolve));
    const { port } = simulator.address() as AddressInfo;
    gateway = await TestGateway.start({
      env: { ...lazada.environment, DEMO_SIMULATOR_URL: `http://127.0.0.1:${port}` },
    });
    const { key } = await gateway.merchant();
    const started = await gateway.call('/api/v1/shops/authorizations', {
      key,
      body: { marketplace: 'lazada', country: 'TH' },
    });
    const state = new URL(String(started.body['authorizeUrl'])).searchParams.get('state')!;
    const connected = await gateway.call(`/api/v1/shops/callback?code=c&state=${state}`, { key: '' });
    shop = { key, shopId: String(connected.body['shopId']) };
  });

  afterAll(async () => {
    await gateway.stop();
    await lazada.stop();
    simulator.closeAllConnections();
    await new Promise((resolve) => simulator.close(resolve));
  });

  beforeEach(() => {
    asked = [];
    answer = { status: 200, body: { placed: [{ orderNumber: '7001' }], refused: [] } };
  });

  const lines = [{ sellerSku: 'BAG-RED', quantity: 2 }];

  it('are placed by a buyer of the simulator, in the shop of the caller', async () => {
    expect((await gateway.call('/api/v1/demo', { key: shop.key })).body).toEqual({ orders: true });
    const placed = await gateway.call('/api/v1/demo/orders', { key: shop.key, body: { shopId: shop.shopId, lines } });
    expect([placed.status, placed.body]).toEqual([201, { orderNumber: '7001' }]);
    expect(asked).toEqual([{ url: '/_control/orders', body: { orders: [{ shop: lazada.sellerId, lines }] } }]);
    const other = await gateway.merchant('Other');
    const foreign = await gateway.call('/api/v1/demo/orders', { key: other.key, body: { shopId: shop.shopId, lines } });
    expect([foreign.status, asked.length]).toEqual([404, 1]);
  });

  it('say why the simulator refuses one', async () => {
    const order = () => gateway.call('/api/v1/demo/orders', { key: shop.key, body: { shopId: shop.shopId, lines } });
    answer = { status: 200, body: { placed: [], refused: [{ index: 0, reason: 'BAG-RED is sold out.' }] } };
    const detail = 'The simulator did not place the order: BAG-RED is sold out.';
    expect((await order()).body).toMatchObject({ status: 422, code: 'demo-order-refused', detail });
    answer = { status: 400, body: { reason: 'Unknown shop.' } };
    expect((await order()).body).toMatchObject({ status: 422, code: 'demo-order-refused' });
    answer = { status: 500, body: {} };
    expect((await order()).body).toMatchObject({ status: 503, code: 'simulator-unreachable' });
  });

  it('do not exist where there is no simulator', async () => {
    const bare = await TestGateway.start();
    const { key } = await bare.merchant();
    const look = await bare.call('/api/v1/demo', { key });
    await bare.stop();
    expect(look.body).toMatchObject({ status: 404, code: 'unknown-route' });
  });
});
