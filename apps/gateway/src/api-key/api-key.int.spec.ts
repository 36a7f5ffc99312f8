import { newId } from '@pinglu/kernel';
import { TestGateway } from '../test-gateway.js';
import { parseApiKey } from './api-key.js';

// Real: two processes' worth of gateway over HTTP, PostgreSQL. Fake: nothing.

describe('API keys over REST', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });

  afterAll(() => gateway.stop());

  const keysOf = (merchantId: string) => `/api/v1/merchants/${merchantId}/api-keys`;

  it('shows the secret once, and a repeat without it', async () => {
    const { merchantId } = await gateway.merchant();
    const idempotencyKey = newId();
    const body = { label: 'Shelf', role: 'warehouse', scopes: ['orders:read'] };
    const first = await gateway.post(keysOf(merchantId), body, { idempotencyKey });
    expect(first.status).toBe(201);
    expect(first.body['secret']).toMatch(/^pk_[0-9a-f]{32}_[\w-]{43}$/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const again = await gateway.post(keysOf(merchantId), body, { idempotencyKey });
    const { secret, ...rest } = first.body;
    expect([again.status, again.headers.get('idempotency-replayed'), again.body]).toEqual([201, 'true', rest]);
    expect(parseApiKey(String(secret))?.apiKeyId).toBe(first.body['apiKeyId']);
  });

  it('keeps no secret: not in a table, not on the bus, not in a log', async () => {
    const { merchantId, key } = await gateway.merchant();
    await gateway.call(`/api/v1/merchants/${merchantId}`, { key });
    await gateway.call(`/api/v1/merchants/${merchantId}`, { key: '', headers: { authorization: `Bearer ${key}` } });
    const { secret } = parseApiKey(key)!;
    const tables = await gateway.rows<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('gateway', 'bus')`,
    );
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['gateway.api_key', 'gateway.idempotency_key', 'bus.record']),
    );
    for (const { name } of tables) {
      const found = await gateway.rows(
        `select 1 from ${name} t where position($1 in t::text) > 0 or position($2 in t::text) > 0`,
        [secret, Buffer.from(secret).toString('hex')],
      );
      expect({ name, found }).toEqual({ name, found: [] });
    }
    expect(gateway.lines.length).toBeGreaterThan(10);
    const log = gateway.lines.join('');
    for (const hidden of [secret, parseApiKey(gateway.operatorKey)!.secret]) expect(log.includes(hidden)).toBe(false);
  });

  it('lists keys, revoked ones too, without secret or hash', async () => {
    const { merchantId, key } = await gateway.merchant();
    const issued = await gateway.post(keysOf(merchantId), { label: 'Second', role: 'finance' }, { key });
    const { items } = (await gateway.call(keysOf(merchantId), { key })).body as { items: Record<string, unknown>[] };
    expect(items.map(({ label, role }) => [label, role])).toEqual([
      ['spec', 'merchant'],
      ['Second', 'finance'],
    ]);
    expect(items[1]).toEqual({ ...issued.body, secret: undefined });
    expect(Object.keys(items[0]!).filter((field) => /secret|hash/i.test(field))).toEqual([]);
  });

  it('revokes a key at once, and says so to who tries again', async () => {
    const { merchantId, key } = await gateway.merchant();
    const issued = await gateway.post(keysOf(merchantId), { label: 'Lost', role: 'merchant' });
    const lost = String(issued.body['secret']);
    const path = `${keysOf(merchantId)}/${String(issued.body['apiKeyId'])}`;
    expect((await gateway.call(`/api/v1/merchants/${merchantId}`, { key: lost })).status).toBe(200);
    const revoked = await gateway.call(path, { method: 'DELETE', key });
    expect([revoked.status, revoked.text]).toEqual([204, '']);
    expect((await gateway.call(`/api/v1/merchants/${merchantId}`, { key: lost })).body).toMatchObject({
      status: 401,
      code: 'unauthenticated',
    });
    expect((await gateway.call(path, { method: 'DELETE', key })).body).toMatchObject({
      status: 409,
      code: 'api-key-already-revoked',
    });
    const audit = await gateway.rows<{ action: string; target_id: string }>(
      `select action, target_id from gateway.audit_entry where target_id = $1 order by happened_at`,
      [issued.body['apiKeyId']],
    );
    expect(audit.map(({ action }) => action)).toEqual(['api-key.issued', 'api-key.revoked']);
  });

  it('gives no more than the role and the caller have', async () => {
    const { merchantId, key } = await gateway.merchant();
    const refusal = async (body: object) => (await gateway.post(keysOf(merchantId), body, { key })).body['code'];
    expect(await refusal({ label: 'x', role: 'operator' })).toBe('role-not-grantable');
    expect(await refusal({ label: 'x', role: 'finance', scopes: ['catalog:write'] })).toBe('scopes-not-grantable');
    expect(await refusal({ label: 'x', role: 'king' })).toBe('invalid-input');
    const limited = await gateway.post(
      keysOf(merchantId),
      { label: 'x', role: 'finance', scopes: ['merchants:read'] },
      { key },
    );
    const own = String(limited.body['secret']);
    expect((await gateway.call(`/api/v1/merchants/${merchantId}`, { key: own })).status).toBe(200);
    expect((await gateway.call(keysOf(merchantId), { key: own })).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
  });

  it('says the same to every key that is not valid', async () => {
    const { key } = await gateway.merchant();
    const wrongSecret = `${key.slice(0, -1)}${key.endsWith('A') ? 'E' : 'A'}`;
    const unknownId = key.replace(/^pk_.{32}/, `pk_${'0'.repeat(32)}`);
    const answers = await Promise.all(
      [wrongSecret, unknownId].map((wrong) => gateway.call('/api/v1/merchants', { key: wrong })),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.body['detail']).toBe(answers[1]?.body['detail']);
    expect((await gateway.call('/api/v1/merchants', { key: '' })).status).toBe(401);
    expect((await gateway.call('/api/v1/merchants', { key: 'nonsense' })).status).toBe(401);
  });

  it('starts twice with the operator key of its environment, and keeps one', async () => {
    const second = await gateway.startProcess();
    await second.stop();
    const rows = await gateway.rows(`select 1 from gateway.api_key where role = 'operator'`);
    expect(rows).toHaveLength(1);
  });
});
