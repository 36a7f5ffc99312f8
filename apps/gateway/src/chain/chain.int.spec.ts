import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '@pinglu/kernel';
import { InternalTokenVerifier } from '@pinglu/platform';
import { TestGateway, testPublicKey } from '../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL. Fake: the services behind it, a server for each that says what it knows.

const step = (name: string, at: string, status = 'done') => ({
  step: name,
  at,
  service: 'x',
  summary: 'S.',
  status,
  document: null,
});

describe('the life of an order', () => {
  const servers: Server[] = [];
  const asked: IncomingMessage[] = [];
  let gateway: TestGateway;

  async function service(answer: { status?: number; body: unknown } | 'never'): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(request);
      if (answer === 'never') return;
      response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  beforeAll(async () => {
    gateway = await TestGateway.start({
      env: {
        INVENTORY_URL: await service({ body: { steps: [step('stock_reserved', '2026-11-25T02:00:02Z')] } }),
        ORDERS_URL: await service({
          body: {
            steps: [step('shipped', '2026-11-25T03:00:00Z', 'waiting'), step('order_ingested', '2026-11-25T02:00:01Z')],
          },
        }),
        CATALOG_URL: await service({ status: 404, body: {} }),
        CUSTOMS_URL: await service('never'),
        SETTLEMENT_URL: await service({ status: 500, body: {} }),
      },
    });
  });

  afterAll(async () => {
    await gateway.stop();
    for (const server of servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('is put together from what the services answer, and says which of them did not', async () => {
    const { merchantId, key } = await gateway.merchant();
    const { status, body } = await gateway.call('/api/v1/chain/lazada/A%2F1', { key });
    expect(status).toBe(200);
    const steps = body['steps'] as { step: string; service: string; status: string }[];
    expect(steps.map((one) => [one.step, one.service, one.status])).toEqual([
      ['order_ingested', 'order-ingestion', 'done'],
      ['stock_reserved', 'inventory', 'done'],
      ['shipped', 'order-ingestion', 'waiting'],
    ]);
    expect(body['sources']).toEqual([
      { service: 'gateway', answered: true },
      { service: 'inventory', answered: true },
      { service: 'catalog-sync', answered: true },
      { service: 'order-ingestion', answered: true },
      { service: 'customs-declaration', answered: false },
      { service: 'settlement', answered: false },
    ]);
    expect(new Set(asked.map(({ url }) => url))).toEqual(new Set(['/api/v1/chain/lazada/A%2F1']));
    const tokens = asked.map(({ headers }) => headers.authorization?.replace('Bearer ', '') ?? '');
    const verifier = new InternalTokenVerifier(testPublicKey, 'inventory', new SystemClock());
    const believed = await Promise.allSettled(tokens.map((token) => verifier.verify(token)));
    const principals = believed.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(principals).toMatchObject([{ merchantId, role: 'merchant' }]);
  });

  it('is for those who may read orders', async () => {
    expect((await gateway.call('/api/v1/chain/lazada/1', { key: '' })).status).toBe(401);
  });
});
