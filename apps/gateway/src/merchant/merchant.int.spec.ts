import { waitUntil } from '@pinglu/testing';
import { TestGateway } from '../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL, the PostgreSQL event log. Fake: nothing.

describe('merchants over REST', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });

  afterAll(() => gateway.stop());

  const eventsOf = (merchantId: string) =>
    gateway.rows<{ type: string; data: Record<string, unknown>; correlation: string }>(
      `select headers->>'ce_type' as type, headers->>'ce_correlationid' as correlation,
              convert_from(value, 'utf8')::json as data
         from bus.record where convert_from(key, 'utf8') = $1 order by "offset"`,
      [merchantId],
    );

  it('registers a merchant: answer, row, event and audit entry', async () => {
    const answer = await gateway.post(
      '/api/v1/merchants',
      { name: ' 南宁  平陆贸易 ' },
      { headers: { 'x-request-id': 'spec-1' } },
    );
    expect(answer.status).toBe(201);
    const merchantId = String(answer.body['merchantId']);
    expect(answer.headers.get('location')).toBe(`/api/v1/merchants/${merchantId}`);
    expect(answer.body).toMatchObject({
      name: '南宁 平陆贸易',
      countryOfEstablishment: 'CN',
      status: 'active',
      version: 1,
    });
    const [event] = await waitUntil(async () => (await eventsOf(merchantId)).length > 0 && eventsOf(merchantId), {
      what: 'the event on the bus',
    });
    expect(event).toEqual({
      type: 'com.pinglu.merchants.merchant_registered.v1',
      correlation: 'spec-1',
      data: answer.body,
    });
    const audit = await gateway.rows('select * from gateway.audit_entry where merchant_id = $1', [merchantId]);
    expect(audit).toMatchObject([{ action: 'merchant.registered', actor_role: 'operator', request_id: 'spec-1' }]);
  });

  it('renames on the version that was seen, and publishes in order', async () => {
    const { merchantId, key, tag } = await gateway.merchant('Old name');
    const path = `/api/v1/merchants/${merchantId}`;
    const rename = (name: string, ifMatch?: string) =>
      gateway.call(path, {
        method: 'PATCH',
        key,
        body: { name },
        headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
      });
    expect((await rename('New name')).body).toMatchObject({ status: 428, code: 'precondition-required' });
    const renamed = await rename('New name', tag);
    expect([renamed.status, renamed.body['name'], renamed.body['version']]).toEqual([200, 'New name', 2]);
    expect((await rename('Newer name', tag)).body).toMatchObject({ status: 412, code: 'precondition-failed' });
    expect((await rename('Newer name', renamed.headers.get('etag')!)).body).toMatchObject({ version: 3 });
    const events = await waitUntil(async () => (await eventsOf(merchantId)).length >= 3 && eventsOf(merchantId), {
      what: 'three events on the bus',
    });
    expect(events.map(({ type, data }) => [type.split('.').at(-2), data['version'], data['name']])).toEqual([
      ['merchant_registered', 1, 'Old name'],
      ['merchant_renamed', 2, 'New name'],
      ['merchant_renamed', 3, 'Newer name'],
    ]);
  });

  it('says nothing to nobody when the name stays the same', async () => {
    const { merchantId, tag } = await gateway.merchant('Same');
    const answer = await gateway.call(`/api/v1/merchants/${merchantId}`, {
      method: 'PATCH',
      body: { name: 'Same' },
      headers: { 'if-match': tag },
    });
    expect([answer.status, answer.body['version'], answer.headers.get('etag')]).toEqual([200, 1, tag]);
    const audit = await gateway.rows(
      `select 1 from gateway.audit_entry where merchant_id = $1 and action = 'merchant.renamed'`,
      [merchantId],
    );
    expect(audit).toEqual([]);
  });

  it('lets one of two concurrent changes win', async () => {
    const { merchantId, tag } = await gateway.merchant('Race');
    const rename = (name: string) =>
      gateway.call(`/api/v1/merchants/${merchantId}`, {
        method: 'PATCH',
        body: { name },
        headers: { 'if-match': tag },
      });
    const answers = await Promise.all(['A', 'B', 'C', 'D'].map(rename));
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412]);
  });

  it('suspends and resumes: keys of the merchant are refused in between', async () => {
    const { merchantId, key, tag } = await gateway.merchant('Paused');
    const path = `/api/v1/merchants/${merchantId}`;
    expect((await gateway.call(path, { key })).status).toBe(200);
    const suspended = await gateway.call(`${path}/suspend`, {
      body: { reason: 'unpaid' },
      headers: { 'if-match': tag },
    });
    expect([suspended.status, suspended.body['status'], suspended.body['version']]).toEqual([200, 'suspended', 2]);
    expect((await gateway.call(path, { key })).body).toMatchObject({ status: 403, code: 'merchant-suspended' });
    const again = await gateway.call(`${path}/suspend`, { body: { reason: 'x' }, headers: { 'if-match': '*' } });
    expect(again.body).toMatchObject({ status: 409, code: 'merchant-already-suspended' });
    const resumed = await gateway.call(`${path}/resume`, {
      method: 'POST',
      headers: { 'if-match': suspended.headers.get('etag')! },
    });
    expect([resumed.status, resumed.body['status']]).toEqual([200, 'active']);
    expect((await gateway.call(path, { key })).status).toBe(200);
    const audit = await gateway.rows<{ action: string; details: object }>(
      `select action, details from gateway.audit_entry where merchant_id = $1 and action like 'merchant.%ed' order by happened_at`,
      [merchantId],
    );
    expect(audit.map(({ action }) => action)).toEqual([
      'merchant.registered',
      'merchant.suspended',
      'merchant.resumed',
    ]);
    expect(audit[1]?.details).toEqual({ version: 2, reason: 'unpaid' });
  });

  it('answers 304 to who holds the current version', async () => {
    const { merchantId, tag } = await gateway.merchant();
    const answer = await gateway.call(`/api/v1/merchants/${merchantId}`, {
      headers: { 'if-none-match': `"x", ${tag}` },
    });
    expect([answer.status, answer.text]).toEqual([304, '']);
  });

  it('lists every merchant once, page by page, while others are being registered', async () => {
    const mine = await Promise.all(Array.from({ length: 5 }, (_, n) => gateway.merchant(`Listed ${n}`)));
    const seen: string[] = [];
    let path: string | undefined = '/api/v1/merchants?limit=2';
    while (path !== undefined) {
      const { body, headers, status } = await gateway.call(path);
      expect(status).toBe(200);
      seen.push(...(body['items'] as { merchantId: string }[]).map(({ merchantId }) => merchantId));
      if (seen.length < 6) await gateway.merchant('In between');
      path = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(mine.map(({ merchantId }) => merchantId)));
  });

  it('refuses what is not a merchant', async () => {
    const path = '/api/v1/merchants';
    expect((await gateway.post(path, { name: '  ' })).body).toMatchObject({
      status: 422,
      code: 'merchant-name-invalid',
    });
    expect((await gateway.post(path, { name: 7, owner: 'x' })).body).toMatchObject({
      status: 400,
      code: 'invalid-input',
    });
    expect((await gateway.call(`${path}/abc`)).body).toMatchObject({ status: 400, code: 'invalid-id' });
    const unknown = await gateway.call(`${path}/018f4a3e-7c1b-7d3a-9f00-2b6a5c1d9e10`);
    expect(unknown.body).toMatchObject({ status: 404, code: 'merchant-not-found' });
  });

  it('leaves registering and suspending to operators', async () => {
    const { merchantId, key } = await gateway.merchant();
    expect((await gateway.post('/api/v1/merchants', { name: 'X' }, { key })).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    const suspend = await gateway.call(`/api/v1/merchants/${merchantId}/suspend`, { key, body: { reason: 'x' } });
    expect(suspend.status).toBe(403);
  });
});
