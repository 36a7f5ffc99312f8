import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { SystemClock } from '@pinglu/kernel';
import { InternalTokenVerifier } from '@pinglu/platform';
import { Validator } from '@seriousme/openapi-schema-validator';
import { TestGateway, testPublicKey } from '../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL. Fake: inventory and catalog-sync, one server that remembers what it was asked.

const document = {
  openapi: '3.1.0',
  info: { title: 'Inventory', version: '1' },
  paths: {
    '/api/v1/warehouses': { get: { responses: { 200: { description: 'ok' } } } },
    '/api/v1/products/{productId}': { get: { responses: { 200: { description: 'ok' } } } },
  },
};

/** As `fetch` would not send it: it takes the dots out of a path before it asks. */
function statusOfRaw(gateway: TestGateway, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(gateway.url);
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      { hostname, port, path, headers: { 'x-api-key': gateway.operatorKey } },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode));
      },
    );
    outgoing.once('error', reject).end();
  });
}

describe('the way through the gateway to inventory', () => {
  let inventory: Server;
  let gateway: TestGateway;
  let asked: IncomingMessage | undefined;
  let respond: (request: IncomingMessage, response: ServerResponse) => void;

  beforeAll(async () => {
    inventory = createServer((request, response) => {
      if (request.url === '/openapi.json') {
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
        return;
      }
      asked = request;
      respond(request, response);
    });
    await new Promise<void>((resolve) => inventory.listen(0, '127.0.0.1', resolve));
    const { port } = inventory.address() as AddressInfo;
    gateway = await TestGateway.start({
      env: {
        INVENTORY_URL: `http://127.0.0.1:${port}/`,
        CATALOG_URL: `http://127.0.0.1:${port}`,
        UPSTREAM_TIMEOUT_MS: '300',
      },
    });
  });

  afterAll(async () => {
    await gateway.stop();
    inventory.closeAllConnections();
    await new Promise((resolve) => inventory.close(resolve));
  });

  beforeEach(() => {
    asked = undefined;
    respond = (_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });

  it('tells the service who is calling, by a token for that service alone', async () => {
    const { merchantId, key } = await gateway.merchant();
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const headers = { 'x-request-id': 'spec-7', traceparent, cookie: 'a=b', accept: 'application/json' };
    const answer = await gateway.call('/api/v1/warehouses?limit=5', { key, headers });
    expect(answer.status).toBe(200);
    expect(asked?.url).toBe('/api/v1/warehouses?limit=5');
    expect(asked?.headers).toMatchObject({ 'x-request-id': 'spec-7', traceparent, accept: 'application/json' });
    expect(Object.keys(asked?.headers ?? {})).not.toEqual(expect.arrayContaining(['x-api-key']));
    expect(asked?.headers.cookie).toBeUndefined();
    const token = asked?.headers.authorization?.replace('Bearer ', '') ?? '';
    const principal = await new InternalTokenVerifier(testPublicKey, 'inventory', new SystemClock()).verify(token);
    expect(principal).toMatchObject({ merchantId, role: 'merchant' });
    await expect(
      new InternalTokenVerifier(testPublicKey, 'settlement', new SystemClock()).verify(token),
    ).rejects.toThrow();
  });

  it('passes changes on with their body, key and condition, where there is something to change', async () => {
    const body = { price: '199.00' };
    const headers = { 'idempotency-key': 'k-1', 'if-match': '"v1.x"' };
    let received = '';
    respond = (request, response) => {
      request.on('data', (chunk: Buffer) => (received += chunk.toString()));
      request.once('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'));
    };
    for (const method of ['POST', 'PUT', 'PATCH']) {
      received = '';
      const answer = await gateway.call('/api/v1/products/7', { method, body, headers });
      expect([answer.status, asked?.method, received]).toEqual([200, method, JSON.stringify(body)]);
      expect(asked?.headers).toMatchObject({ ...headers, 'content-type': 'application/json' });
    }
    expect((await gateway.call('/api/v1/products/7', { method: 'DELETE' })).status).toBe(200);
    const token = asked?.headers.authorization?.replace('Bearer ', '') ?? '';
    const verifier = new InternalTokenVerifier(testPublicKey, 'catalog-sync', new SystemClock());
    await expect(verifier.verify(token)).resolves.toMatchObject({ role: 'operator' });
    asked = undefined;
    const refused = await gateway.call('/api/v1/warehouses/7', { method: 'POST', body });
    expect([refused.status, asked]).toEqual([404, undefined]);
  });

  it('passes files on as they come, where files are read', async () => {
    // Larger than the limit for JSON, and not in any text encoding.
    const file = Buffer.alloc(3_000_000, 0xfe);
    let size = 0;
    respond = (request, response) => {
      size = 0;
      request.on('data', (chunk: Buffer) => (size += chunk.every((byte) => byte === 0xfe) ? chunk.byteLength : 0));
      request.once('end', () => response.writeHead(202, { 'content-type': 'application/json' }).end('{}'));
    };
    const send = (path: string, type: string) =>
      fetch(gateway.url + path, {
        method: 'POST',
        headers: { 'x-api-key': gateway.operatorKey, 'content-type': type, 'idempotency-key': 'k' },
        body: file,
      });
    const answer = await send('/api/v1/imports?currency=THB', 'text/csv; charset=gb18030');
    expect([answer.status, size, asked?.url]).toEqual([202, file.byteLength, '/api/v1/imports?currency=THB']);
    expect(asked?.headers).toMatchObject({
      'content-type': 'text/csv; charset=gb18030',
      'content-length': String(file.byteLength),
      'idempotency-key': 'k',
    });
    asked = undefined;
    expect((await send('/api/v1/imports', 'application/pdf')).status).toBe(415);
    expect((await send('/api/v1/products', 'text/csv')).status).toBe(415);
    expect(asked).toBeUndefined();
  });

  it('passes answers on as they are: status, tag, link, problem', async () => {
    const problem = { type: '/problems/warehouse-not-found', status: 404, code: 'warehouse-not-found' };
    respond = (_request, response) =>
      response
        .writeHead(404, {
          'content-type': 'application/problem+json',
          etag: '"a"',
          link: '<x>; rel="next"',
          server: 'secret',
        })
        .end(JSON.stringify(problem));
    const answer = await gateway.call('/api/v1/warehouses/7');
    expect([answer.status, answer.body, answer.headers.get('etag'), answer.headers.get('link')]).toEqual([
      404,
      problem,
      '"a"',
      '<x>; rel="next"',
    ]);
    expect(answer.headers.get('server')).toBeNull();
    respond = (_request, response) => response.writeHead(304, { etag: '"a"' }).end();
    const fresh = await gateway.call('/api/v1/warehouses', { headers: { 'if-none-match': '"a"' } });
    expect([fresh.status, asked?.headers['if-none-match']]).toEqual([304, '"a"']);
  });

  it('lets the beginning of an answer through before its end is written', async () => {
    let finish: (() => void) | undefined;
    respond = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('["first"');
      finish = () => response.end(']');
    };
    const response = await fetch(`${gateway.url}/api/v1/warehouses`, { headers: { 'x-api-key': gateway.operatorKey } });
    const reader = response.body!.getReader();
    const first = await reader.read();
    expect(Buffer.from(first.value).toString()).toBe('["first"');
    finish!();
    expect(Buffer.from((await reader.read()).value).toString()).toBe(']');
  });

  it('answers 504 when the service is too slow, 502 when it is gone or does not believe us', async () => {
    respond = () => undefined;
    expect((await gateway.call('/api/v1/warehouses')).body).toMatchObject({
      status: 504,
      code: 'upstream-timeout',
      retryable: true,
    });
    respond = (request) => request.socket.destroy();
    expect((await gateway.call('/api/v1/warehouses')).body).toMatchObject({
      status: 502,
      code: 'upstream-unreachable',
    });
    respond = (_request, response) => response.writeHead(401).end();
    expect((await gateway.call('/api/v1/warehouses')).body).toMatchObject({
      status: 502,
      code: 'upstream-unreachable',
    });
  });

  it('cuts the connection when the service breaks off halfway', async () => {
    respond = (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('["first"');
      setImmediate(() => response.destroy());
    };
    await expect(gateway.call('/api/v1/warehouses')).rejects.toThrow();
  });

  it('asks no service without the scope, nor beyond its own paths', async () => {
    const { merchantId } = await gateway.merchant();
    const issued = await gateway.post(`/api/v1/merchants/${merchantId}/api-keys`, { label: 'x', role: 'finance' });
    expect((await gateway.call('/api/v1/warehouses', { key: String(issued.body['secret']) })).status).toBe(403);
    expect((await gateway.call('/api/v1/warehouses', { key: '' })).status).toBe(401);
    for (const path of ['/api/v1/warehouses/../../internal', '/api/v1/warehouses/%2e%2e/%2e%2e/internal']) {
      expect({ path, status: await statusOfRaw(gateway, path) }).toEqual({ path, status: 404 });
    }
    expect(asked).toBeUndefined();
  });

  it('finds the page of a problem of the service, and only where there is one', async () => {
    respond = ({ url }, response) => {
      const known = url === '/problems/warehouse-not-found';
      response
        .writeHead(known ? 200 : 404, { 'content-type': 'text/markdown' })
        .end(known ? '# No such warehouse' : '');
    };
    const page = await gateway.call('/problems/warehouse-not-found', { key: '' });
    expect([page.status, page.text]).toEqual([200, '# No such warehouse']);
    expect(page.headers.get('content-type')).toMatch(/^text\/markdown/);
    expect((await gateway.call('/problems/merchant-not-found', { key: '' })).text).toContain('No such merchant');
    expect((await gateway.call('/problems/none-such', { key: '' })).body).toMatchObject({
      status: 404,
      code: 'unknown-route',
    });
  });

  it('describes itself and the service behind in one valid document', async () => {
    const { status, body } = await gateway.call('/api/openapi.json', { key: '' });
    expect(status).toBe(200);
    expect(await new Validator().validate(body)).toEqual({ valid: true });
    expect(Object.keys(body['paths'] as object).sort()).toEqual([
      '/api/v1/chain/{marketplace}/{orderNumber}',
      '/api/v1/merchants',
      '/api/v1/merchants/{merchantId}',
      '/api/v1/merchants/{merchantId}/api-keys',
      '/api/v1/merchants/{merchantId}/api-keys/{apiKeyId}',
      '/api/v1/merchants/{merchantId}/resume',
      '/api/v1/merchants/{merchantId}/suspend',
      '/api/v1/operations/gateway/dead-letters',
      '/api/v1/operations/gateway/dead-letters/{id}/discard',
      '/api/v1/operations/gateway/dead-letters/{id}/retry',
      '/api/v1/operations/gateway/refused-events',
      '/api/v1/operations/gateway/refused-events/{seq}/discard',
      '/api/v1/products/{productId}',
      '/api/v1/shops',
      '/api/v1/shops/authorizations',
      '/api/v1/shops/callback',
      '/api/v1/shops/{shopId}',
      '/api/v1/warehouses',
    ]);
  });
});

describe('the description while inventory is down', () => {
  it('is partial and says so', async () => {
    const gateway = await TestGateway.start();
    const { status, body } = await gateway.call('/api/openapi.json', { key: '' });
    expect(status).toBe(200);
    expect((body['info'] as { description: string }).description).toMatch(
      /incomplete: inventory, .* could not be asked/,
    );
    expect(Object.keys(body['paths'] as object)).toContain('/api/v1/merchants');
    await gateway.stop();
  });
});
