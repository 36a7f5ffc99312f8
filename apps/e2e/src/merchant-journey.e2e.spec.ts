import { RunningStack, waitUntil } from '@pinglu/testing';
import axios, { type AxiosResponse } from 'axios';
import { randomUUID } from 'node:crypto';
import { SpanCollector } from './span-collector.js';

interface Call {
  readonly key: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Warehouse {
  readonly warehouseId: string;
  readonly merchantId: string;
  readonly code: string;
}

/** Real: everything, from outside. A merchant comes to Pinglu, and finds its warehouse, whatever dies on the way. */
describe('a merchant comes to Pinglu', () => {
  let stack: RunningStack;
  let collector: SpanCollector;
  let operator: string;

  beforeAll(async () => {
    collector = await SpanCollector.start();
    stack = await RunningStack.prepare();
    await stack.start({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint });
    operator = stack.demo.operatorKey;
  });
  afterAll(async () => {
    await stack.stop();
    await stack.remove();
    await collector.stop();
  });

  const call = (method: 'GET' | 'POST' | 'PATCH', path: string, { key, body, headers }: Call): Promise<AxiosResponse> =>
    axios.request({
      method,
      url: stack.url(path),
      data: body,
      headers: { 'X-Api-Key': key, ...headers },
      validateStatus: () => true,
    });
  const register = async (name: string): Promise<string> => {
    const answer = await call('POST', '/api/v1/merchants', {
      key: operator,
      body: { name },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(answer.status).toBe(201);
    return (answer.data as { merchantId: string }).merchantId;
  };
  const allWarehouses = async (): Promise<Warehouse[]> => {
    const found: Warehouse[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { status, data } = await call('GET', `/api/v1/warehouses?limit=500&${next && `cursor=${next}`}`, {
        key: operator,
      });
      expect(status).toBe(200);
      found.push(...(data as { items: Warehouse[] }).items);
      next = (data as { next: string | null }).next;
    }
    return found;
  };

  it('is registered once however often it is asked for, and finds its warehouse behind the one door', async () => {
    const request = { key: operator, body: { name: 'Beihai Pearls' }, headers: { 'Idempotency-Key': randomUUID() } };
    const first = await call('POST', '/api/v1/merchants', request);
    const second = await call('POST', '/api/v1/merchants', request);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.data).toEqual(first.data);
    const { merchantId } = first.data as { merchantId: string };

    const issued = await call('POST', `/api/v1/merchants/${merchantId}/api-keys`, {
      key: operator,
      body: { label: 'shop owner', role: 'merchant' },
      headers: { 'Idempotency-Key': randomUUID() },
    });
    expect(issued.status).toBe(201);
    const { secret } = issued.data as { secret: string };

    const warehouses = await waitUntil(
      async () => {
        const { data } = await call('GET', '/api/v1/warehouses', { key: secret });
        return (data as { items: Warehouse[] }).items.length > 0 && (data as { items: Warehouse[] }).items;
      },
      { what: 'the warehouse', deadlineMs: 30_000 },
    );
    expect(warehouses).toEqual([expect.objectContaining({ merchantId, code: 'MAIN' })]);

    const page = await call('GET', '/api/v1/warehouses', { key: secret });
    const again = await call('GET', '/api/v1/warehouses', {
      key: secret,
      headers: { 'If-None-Match': String(page.headers['etag']) },
    });
    expect(again.status).toBe(304);
  });

  it('changes its name only from the version it has seen', async () => {
    const merchantId = await register('Wuzhou Tea');
    const seen = await call('GET', `/api/v1/merchants/${merchantId}`, { key: operator });
    const rename = (name: string, tag: string) =>
      call('PATCH', `/api/v1/merchants/${merchantId}`, { key: operator, body: { name }, headers: { 'If-Match': tag } });
    expect((await rename('Wuzhou Liubao Tea', String(seen.headers['etag']))).status).toBe(200);
    const late = await rename('Too late', String(seen.headers['etag']));
    expect(late.status).toBe(412);
    expect(late.headers['content-type']).toContain('application/problem+json');
    expect((await axios.get(stack.url((late.data as { type: string }).type))).status).toBe(200);
  });

  it('is followed by one trace from the request through outbox and bus into the other service', async () => {
    const traceId = randomUUID().replaceAll('-', '');
    const answer = await call('POST', '/api/v1/merchants', {
      key: operator,
      body: { name: 'Traced' },
      headers: { 'Idempotency-Key': randomUUID(), traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(answer.status).toBe(201);
    const process = await waitUntil(
      () =>
        collector.spans.find(
          (span) => span.traceId === traceId && span.service === 'inventory' && span.name.startsWith('process '),
        ),
      { what: 'a span of inventory in the trace of the request', deadlineMs: 30_000 },
    );
    const request = await waitUntil(
      () => collector.spans.find((span) => span.traceId === traceId && span.service === 'gateway'),
      { what: 'the span of the request' },
    );
    expect(request.parentSpanId).toBe('00f067aa0ba902b7');
    expect(process.parentSpanId).toBe(request.spanId);
  });

  it('finds exactly one warehouse although the service that opens it is killed meanwhile', async () => {
    const names = Array.from({ length: 30 }, (_, i) => `Under fire ${i}`);
    const merchants: string[] = [];
    for (const [i, name] of names.entries()) {
      if (i % 10 === 5) process.kill(stack.pidOf('inventory'), 'SIGKILL');
      merchants.push(await register(name));
      if (i % 10 === 5) {
        await waitUntil(() => stack.pidOf('inventory'), { what: 'inventory to be started again', deadlineMs: 30_000 });
      }
    }
    const found = await waitUntil(
      async () => {
        const warehouses = await allWarehouses();
        const owners = new Set(warehouses.map(({ merchantId }) => merchantId));
        return merchants.every((merchantId) => owners.has(merchantId)) && warehouses;
      },
      { what: 'a warehouse for each of them', deadlineMs: 60_000 },
    );
    for (const merchantId of merchants) {
      expect(found.filter((warehouse) => warehouse.merchantId === merchantId)).toHaveLength(1);
    }
  });

  it('shows operators how the events stand', async () => {
    const port = stack.port('INVENTORY_MANAGEMENT_PORT');
    const text = await waitUntil(
      async () => {
        const { data } = await axios.get<string>(`http://127.0.0.1:${port}/metrics`);
        return /pinglu_consumer_lag\{[^}]*\} 0/.test(data) && data;
      },
      { what: 'inventory to have read everything', deadlineMs: 30_000 },
    );
    for (const name of ['outbox_waiting', 'outbox_oldest_seconds', 'dead_letters', 'inbox_records_total']) {
      expect(text).toContain(`pinglu_${name}`);
    }
  });

  it('lets operators through the one door to what went wrong inside, and nobody else', async () => {
    const path = '/api/v1/operations/inventory/dead-letters';
    const listed = await call('GET', path, { key: operator });
    expect([listed.status, listed.data]).toEqual([200, { items: [] }]);
    const refused = await call('GET', path, { key: stack.demo.merchants[0]!.keys['merchant']! });
    expect(refused.status).toBe(403);
    const missing = await call('POST', `${path}/7/discard`, { key: operator, body: { note: 'not there' } });
    expect([missing.status, (missing.data as { code: string }).code]).toEqual([404, 'dead-letter-not-found']);
  });

  it('leaves no key in any log', () => {
    const { operatorKey, merchants } = stack.demo;
    const logs = stack.logs();
    expect(logs).toContain('The service is up.');
    for (const key of [operatorKey, ...merchants.flatMap(({ keys }) => Object.values(keys))]) {
      // pk_<id: 32 hexadecimal digits>_<secret>, and the secret may hold an underscore itself.
      const secret = key.slice('pk__'.length + 32);
      expect(secret).toHaveLength(43);
      expect(logs.includes(secret)).toBe(false);
    }
  });
});
