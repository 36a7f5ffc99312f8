import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RestGateway } from './rest-gateway.js';

interface Answer {
  readonly status?: number;
  readonly body: object | string;
}

/** A server that gives prepared answers in order and remembers what it was asked. */
describe('RestGateway', () => {
  const operatorKey = 'pk_operator';
  let server: Server;
  let answers: Answer[];
  let asked: { line: string; headers: IncomingMessage['headers']; body: string }[];
  let gateway: RestGateway;

  beforeEach(async () => {
    answers = [];
    asked = [];
    server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        asked.push({ line: `${request.method} ${request.url}`, headers: request.headers, body });
        const answer = answers.shift() ?? { status: 500, body: '' };
        response.statusCode = answer.status ?? 200;
        response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    gateway = new RestGateway((server.address() as AddressInfo).port, operatorKey);
  });
  afterEach(() => new Promise((closed) => server.close(closed)));

  it('reads every page', async () => {
    const [a, b] = [
      { merchantId: 'a', name: 'A' },
      { merchantId: 'b', name: 'B' },
    ];
    answers = [{ body: { items: [a], next: 'x/y' } }, { body: { items: [b], next: null } }];
    expect(await gateway.listMerchants()).toEqual([a, b]);
    expect(asked.map(({ line }) => line)).toEqual([
      'GET /api/v1/merchants?limit=500',
      'GET /api/v1/merchants?limit=500&cursor=x%2Fy',
    ]);
    expect(asked[0]?.headers['x-api-key']).toBe(operatorKey);
  });

  it('leaves out keys that are revoked', async () => {
    const items = [
      { apiKeyId: 'good', revokedAt: null },
      { apiKeyId: 'gone', revokedAt: '2026-01-01T00:00:00Z' },
    ];
    answers = [{ body: { items, next: null } }];
    expect(await gateway.listKeyIds('m')).toEqual(['good']);
  });

  it('sends a new Idempotency-Key with each thing it makes', async () => {
    answers = [
      { status: 201, body: { merchantId: 'm' } },
      { status: 201, body: { secret: 's' } },
    ];
    expect(await gateway.registerMerchant('Tea')).toBe('m');
    expect(await gateway.issueKey('m', 'finance')).toBe('s');
    expect(asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
      { name: 'Tea' },
      { label: 'Demo finance', role: 'finance' },
    ]);
    const [first, second] = asked.map(({ headers }) => headers['idempotency-key']);
    expect(first).toMatch(/^[\w-]{36}$/);
    expect(second).not.toBe(first);
  });

  it('tells what the gateway answered, without the key', async () => {
    answers = [
      { status: 503, body: { detail: 'The database is away.' } },
      { status: 502, body: '<html>' },
    ];
    await expect(gateway.listMerchants()).rejects.toThrow(
      'The demo could not be made: the gateway answered GET /api/v1/merchants with 503 (The database is away.).',
    );
    await expect(gateway.registerMerchant('Tea')).rejects.toThrow('POST /api/v1/merchants with 502. If');
  });
});
