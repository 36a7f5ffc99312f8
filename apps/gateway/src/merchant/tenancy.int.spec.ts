import { parseMerchantId } from '@pinglu/kernel';
import { Client } from 'pg';
import { TestGateway } from '../test-gateway.js';

// Real: the gateway, PostgreSQL with its roles and policies.

describe('one merchant and the rows of another', () => {
  let gateway: TestGateway;
  let app: Client;
  let a: { merchantId: string; key: string; tag: string };
  let b: typeof a;

  beforeAll(async () => {
    gateway = await TestGateway.start();
    [a, b] = await Promise.all([gateway.merchant('A'), gateway.merchant('B')]);
    app = new Client({ connectionString: gateway.database.urls.services['gateway']!.databaseUrl });
    await app.connect();
  });

  afterAll(async () => {
    await app.end();
    await gateway.stop();
  });

  it('sees itself alone over REST', async () => {
    const list = await gateway.call('/api/v1/merchants', { key: a.key });
    expect((list.body['items'] as { merchantId: string }[]).map(({ merchantId }) => merchantId)).toEqual([
      a.merchantId,
    ]);
    for (const path of [`/api/v1/merchants/${b.merchantId}`, `/api/v1/merchants/${b.merchantId}/api-keys`]) {
      expect((await gateway.call(path, { key: a.key })).body).toMatchObject({
        status: 404,
        code: 'merchant-not-found',
      });
    }
    const rename = { method: 'PATCH', key: a.key, body: { name: 'Taken over' }, headers: { 'if-match': b.tag } };
    expect((await gateway.call(`/api/v1/merchants/${b.merchantId}`, rename)).status).toBe(404);
    const issue = await gateway.post(
      `/api/v1/merchants/${b.merchantId}/api-keys`,
      { label: 'x', role: 'merchant' },
      { key: a.key },
    );
    expect(issue.status).toBe(404);
  });

  const tables = ['merchant', 'api_key', 'audit_entry', 'idempotency_key'] as const;

  /** Counts rows by owner as the application role sees them with a setting of its own. */
  async function seen(table: string, setting: string | undefined): Promise<(string | null)[]> {
    await app.query('begin');
    try {
      if (setting !== undefined) await app.query(`select set_config('pinglu.merchants', $1, true)`, [setting]);
      const { rows } = await app.query<{ owner: string | null }>(`select distinct merchant_id as owner from ${table}`);
      return rows.map(({ owner }) => owner);
    } finally {
      await app.query('rollback');
    }
  }

  it.each(tables)('sees nothing of %s with a raw query and no setting, or an empty one', async (table) => {
    expect(await seen(table, undefined)).toEqual([]);
    expect(await seen(table, '')).toEqual([]);
  });

  it.each(['merchant', 'api_key', 'audit_entry'] as const)(
    'sees only its own rows of %s with a raw query',
    async (table) => {
      expect(await seen(table, a.merchantId)).toEqual([a.merchantId]);
      const both = new Set(await seen(table, `${a.merchantId},${b.merchantId}`));
      expect(both).toEqual(new Set([a.merchantId, b.merchantId]));
    },
  );

  it('cannot write for another', async () => {
    await app.query('begin');
    await app.query(`select set_config('pinglu.merchants', $1, true)`, [a.merchantId]);
    const updated = await app.query(`update merchant set name = 'Taken over' where merchant_id = $1`, [b.merchantId]);
    expect(updated.rowCount).toBe(0);
    const insert = app.query(
      `insert into api_key (api_key_id, merchant_id, label, role, scopes, secret_hash, issued_at, version)
       values (gen_random_uuid(), $1, 'x', 'merchant', '{orders:read}', sha256('x'), now(), 1)`,
      [b.merchantId],
    );
    await expect(insert).rejects.toThrow('row-level security');
    await app.query('rollback');
  });

  it('has an audit log nobody can rewrite', async () => {
    await app.query('begin');
    await app.query(`select set_config('pinglu.operator', 'on', true)`);
    for (const change of [`update audit_entry set actor = 'nobody'`, 'delete from audit_entry']) {
      expect((await app.query(change)).rowCount).toBe(0);
    }
    const { rows } = await app.query<{ count: number }>('select count(*)::int as count from audit_entry');
    expect(rows[0]?.count).toBeGreaterThan(0);
    await app.query('rollback');
  });

  it('is served by a role that owns no table and cannot look past the policies', async () => {
    const { rows } = await app.query(
      `select tablename from pg_tables where schemaname = 'gateway' and tableowner = current_user
       union all select rolname from pg_roles where rolname = current_user and (rolsuper or rolbypassrls)`,
    );
    expect(rows).toEqual([]);
    const unprotected = await gateway.rows<{ relname: string }>(
      `select c.relname from pg_class c join pg_attribute t on t.attrelid = c.oid and t.attname = 'merchant_id'
        where c.relnamespace = 'gateway'::regnamespace and c.relkind in ('r', 'p') and not c.relrowsecurity`,
    );
    expect(unprotected).toEqual([]);
  });

  it('parses what a merchant id is before it reaches a setting', () => {
    expect(() => parseMerchantId(`${a.merchantId},${b.merchantId}`)).toThrow('must be a UUID');
  });
});
