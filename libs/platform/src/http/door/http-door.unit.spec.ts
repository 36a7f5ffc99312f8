import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { SystemClock } from '@pinglu/kernel';
import { Validator } from '@seriousme/openapi-schema-validator';
import { RateLimiter } from '../../auth/rate-limit/rate-limiter.js';
import { JsonLogger } from '../../logging/logger.js';
import { NestLogger } from '../../logging/nest-logger.js';
import { Metrics } from '../../metrics/metrics.js';
import { BoxModule, slowBox } from './box-service.fixture.js';
import { createHttpDoor } from './create-http-door.js';
import type { HttpDoor } from './http-door.js';

// Real: the whole door over HTTP. Fake: who is calling.

const json = { 'content-type': 'application/json' };

describe('the HTTP door', () => {
  const lines: string[] = [];
  let app: INestApplication;
  let door: HttpDoor;
  let base: string;

  beforeEach(async () => {
    lines.length = 0;
    const logger = new JsonLogger({
      service: 'specs',
      level: 'info',
      destination: { write: (line) => lines.push(line) },
    });
    const express = await NestFactory.create<NestExpressApplication>(BoxModule, {
      bodyParser: false,
      logger: new NestLogger(logger),
    });
    const clock = new SystemClock();
    door = createHttpDoor(express, {
      logger,
      metrics: new Metrics('specs'),
      problems: [{ code: 'lid-jammed', title: 'The lid is jammed', meaning: 'It does not open.', remedy: 'Oil it.' }],
      openApi: { title: 'Boxes', version: '1.0.0', description: 'Boxes.' },
      bodyLimitBytes: 1_000,
      calls: new RateLimiter({ name: 'api-key', limit: { capacity: 5, perSecond: 0.01 }, clock }),
      failures: new RateLimiter({ name: 'failures', limit: { capacity: 3, perSecond: 0.01 }, clock }),
    });
    app = express;
    base = `http://127.0.0.1:${await door.listen(0, '127.0.0.1')}`;
  });

  afterEach(async () => {
    slowBox.release?.();
    await door.close(0);
    await app.close();
  });

  const call = (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(base + path, { ...init, headers: { authorization: 'Bearer key-1', ...init.headers } });
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    return (await response.json()) as Record<string, unknown>;
  };

  it('answers a broken rule as a problem, whose type leads to its page', async () => {
    const response = await call('/boxes/jammed?buyer=tan', { headers: { 'x-request-id': 'mine-1' } });
    expect(response.status).toBe(409);
    expect(response.headers.get('x-request-id')).toBe('mine-1');
    const body = await problem(response);
    expect(body).toEqual({
      type: '/problems/lid-jammed',
      title: 'The lid is jammed',
      status: 409,
      detail: 'The lid is jammed.',
      instance: '/boxes/jammed',
      code: 'lid-jammed',
      retryable: false,
      requestId: 'mine-1',
    });
    const explained = await fetch(base + String(body['type']));
    expect(explained.headers.get('content-type')).toMatch(/^text\/markdown/);
    expect(await explained.text()).toContain('Oil it.');
    expect((await fetch(`${base}/problems/none`)).status).toBe(404);
  });

  it('shows nothing of what broke inside, and logs it', async () => {
    const response = await call('/boxes/broken');
    expect(response.status).toBe(500);
    const body = await problem(response);
    expect(body).toMatchObject({ code: 'internal-error', retryable: false });
    expect(JSON.stringify(body)).not.toMatch(/hunter2|connect/);
    expect(lines.join('')).toContain('A request failed unexpectedly.');
    expect(lines.join('')).not.toContain('hunter2');
  });

  it('replaces a request id that could break a log line', async () => {
    const response = await call('/boxes/jammed', { headers: { 'x-request-id': 'a b{}' } });
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('points at each wrong place of a body', async () => {
    const body = JSON.stringify({ label: 'too long', parts: [{ size: 1 }, { size: 'x', colour: 1 }] });
    const response = await call('/boxes', { method: 'POST', headers: json, body });
    expect(response.status).toBe(400);
    expect(await problem(response)).toMatchObject({
      code: 'invalid-input',
      errors: [
        { pointer: '#/label', code: 'max-length' },
        { pointer: '#/parts/1/colour', code: 'unknown-field' },
        { pointer: '#/parts/1/size', code: 'is-int' },
      ],
    });
  });

  it('names a wrong query parameter', async () => {
    const response = await call('/boxes?limit=501');
    expect((await problem(response))['errors']).toEqual([
      { parameter: 'limit', code: 'max', detail: 'limit must not be greater than 500.' },
    ]);
    expect(await problem(await call('/boxes?cursor=abc'))).toMatchObject({ status: 400, code: 'bad-cursor' });
  });

  it.each([
    ['that is not JSON', { headers: json, body: '{"password":hunter2' }, 400, 'malformed-body'],
    ['that is too large', { headers: json, body: JSON.stringify({ label: 'x'.repeat(1_000) }) }, 413, 'body-too-large'],
    ['of another type', { headers: { 'content-type': 'text/xml' }, body: '<a/>' }, 415, 'unsupported-media-type'],
    [
      'in an unknown charset',
      { headers: { 'content-type': 'application/json; charset=x' }, body: '{}' },
      415,
      'unsupported-media-type',
    ],
    ['that is missing', { headers: {} }, 400, 'invalid-input'],
  ])('refuses a body %s', async (_case, init, status, code) => {
    const response = await call('/boxes', { method: 'POST', ...init });
    const body = await problem(response);
    expect([response.status, body['code']]).toEqual([status, code]);
    expect(JSON.stringify(body)).not.toContain('hunter2');
  });

  it('answers 404 where there is nothing', async () => {
    expect(await problem(await call('/nowhere'))).toMatchObject({ status: 404, code: 'unknown-route' });
    expect((await call('/boxes', { method: 'DELETE' })).status).toBe(404);
    expect(await problem(await call('/boxes/one/%E0%A4%A'))).toMatchObject({ status: 400 });
  });

  it('asks who is calling, and slows down who guesses', async () => {
    const response = await fetch(`${base}/boxes`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="pinglu"');
    expect(await problem(response)).toMatchObject({ code: 'unauthenticated' });
    for (let attempt = 2; attempt <= 3; attempt += 1) expect((await fetch(`${base}/boxes`)).status).toBe(401);
    expect((await fetch(`${base}/boxes`)).status).toBe(429);
  });

  it('opens no route whose openness nobody decided', async () => {
    const response = await call('/boxes/undecided');
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('nobody decided');
  });

  it('counts calls per key and says so on every answer', async () => {
    const first = await call('/boxes');
    expect(first.headers.get('ratelimit')).toBe('"api-key";r=4;t=100');
    expect(first.headers.get('ratelimit-policy')).toBe('"api-key";q=5;w=500');
    for (let n = 2; n <= 5; n += 1) await call('/boxes');
    const refused = await call('/boxes');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(1);
    expect(await problem(refused)).toMatchObject({ code: 'rate-limited', retryable: true });
    expect((await call('/boxes', { headers: { authorization: 'Bearer key-2' } })).status).toBe(200);
  });

  it('links to the next page and answers 304 to who holds the page', async () => {
    const first = await call('/boxes?limit=2');
    const { next } = (await first.json()) as { next: string };
    expect(first.headers.get('link')).toBe(`</boxes?limit=2&cursor=${next}>; rel="next"`);
    expect((await call('/boxes')).headers.get('link')).toBeNull();
    const tag = first.headers.get('etag')!;
    expect(tag).toMatch(/^"[\w-]{43}"$/);
    const again = await call('/boxes?limit=2', { headers: { 'if-none-match': `"other", W/${tag}` } });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', tag]);
  });

  it('puts the version into the tag of a versioned resource', async () => {
    expect((await call('/boxes/one/7')).headers.get('etag')).toMatch(/^"v3\.[\w-]{22}"$/);
  });

  it('hides what it is made of', async () => {
    const { headers } = await call('/boxes');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('private, no-cache');
  });

  it('writes one access line per request, without the query', async () => {
    await call('/boxes/one/7?token=planted');
    expect(lines.join('')).not.toContain('planted');
    const line = lines
      .map((text) => JSON.parse(text) as Record<string, unknown>)
      .find((entry) => entry['route'] !== undefined);
    expect(line).toMatchObject({
      method: 'GET',
      route: '/boxes/one/:id',
      path: '/boxes/one/7',
      status: 200,
      caller: 'key-1',
    });
    expect(line).toHaveProperty('merchantId');
  });

  it('describes itself in valid OpenAPI 3.1', async () => {
    const document = (await (await fetch(`${base}/openapi.json`)).json()) as {
      paths: Record<string, { get: { responses: object } }>;
    };
    const validator = new Validator();
    expect(await validator.validate(document)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    expect(Object.keys(document.paths['/boxes/one/{id}']?.get.responses ?? {})).toEqual(['200', 'default']);
  });

  it('lets a request in hand end, and closes connections nobody uses', async () => {
    const idle = connect(Number(new URL(base).port), '127.0.0.1');
    await new Promise((resolve) => idle.once('connect', resolve));
    const idleClosed = new Promise((resolve) => idle.once('close', resolve));
    const answered = new Promise<{ body: string; connection: string | undefined }>((resolve, reject) => {
      const outgoing = httpRequest(`${base}/boxes/slow`, { headers: { connection: 'keep-alive' } }, (response) => {
        response.setEncoding('utf8');
        let body = '';
        response.on('data', (chunk: string) => (body += chunk));
        response.on('end', () => resolve({ body, connection: response.headers.connection }));
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
    while (slowBox.release === undefined) await new Promise((resolve) => setImmediate(resolve));
    const closed = door.close(60_000);
    slowBox.release();
    slowBox.release = undefined;
    expect(await answered).toMatchObject({ body: '{"done":true}' });
    await Promise.all([closed, idleClosed]);
    await expect(fetch(`${base}/boxes/jammed`)).rejects.toThrow();
  });
});
