import { newId } from '@pinglu/kernel';
import { TestGateway } from '../../test-gateway.js';

// Real: the gateway over HTTP, PostgreSQL. Fake: nothing.

describe('registering with an Idempotency-Key', () => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await TestGateway.start();
  });

  afterAll(() => gateway.stop());

  const register = (name: string, idempotencyKey: string) =>
    gateway.post('/api/v1/merchants', { name }, { idempotencyKey });
  const named = (name: string) => gateway.rows('select 1 from gateway.merchant where name = $1', [name]);

  it('answers a repeat like the first time', async () => {
    const key = newId();
    const first = await register('Once', key);
    const again = await register('Once', key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    for (const header of ['location', 'etag']) expect(again.headers.get(header)).toBe(first.headers.get(header));
    expect([first, again].map(({ headers }) => headers.get('idempotency-replayed'))).toEqual([null, 'true']);
    expect(await named('Once')).toHaveLength(1);
  });

  it('takes the quoted form of the draft for the same key', async () => {
    const key = newId();
    await register('Quoted', key);
    expect((await register('Quoted', `"${key}"`)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('refuses the key for another request, and a request without one', async () => {
    const key = newId();
    await register('First body', key);
    expect((await register('Other body', key)).body).toMatchObject({ status: 422, code: 'idempotency-key-reused' });
    const without = await gateway.call('/api/v1/merchants', { body: { name: 'Keyless' } });
    expect(without.body).toMatchObject({ status: 400, code: 'idempotency-key-missing' });
    expect(await named('Keyless')).toEqual([]);
  });

  it('does it once when twenty ask at the same time, and never makes them wait', async () => {
    const key = newId();
    const answers = await Promise.all(Array.from({ length: 20 }, () => register('Crowd', key)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([]);
    expect(
      answers.filter(({ status, headers }) => status === 201 && headers.get('idempotency-replayed') === null),
    ).toHaveLength(1);
    expect(await named('Crowd')).toHaveLength(1);
    expect((await register('Crowd', key)).headers.get('idempotency-replayed')).toBe('true');
  });

  it('answers 409 at once while the first is still being worked on', async () => {
    const key = newId();
    const [operator] = await gateway.rows<{ id: string }>(
      `select api_key_id as id from gateway.api_key where role = 'operator'`,
    );
    await gateway.admin.query('begin');
    await gateway.admin.query('select pg_advisory_xact_lock(hashtextextended($1, 7146002))', [
      `${operator!.id} ${key}`,
    ]);
    const answer = await register('Blocked', key);
    await gateway.admin.query('rollback');
    expect(answer.body).toMatchObject({ status: 409, code: 'idempotency-key-in-use', retryable: true });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect((await register('Blocked', key)).status).toBe(201);
  });

  it('leaves nothing of a request that failed, so that the key can be used again', async () => {
    const key = newId();
    expect((await register('   ', key)).status).toBe(422);
    const rows = await gateway.rows('select 1 from gateway.idempotency_key where key = $1', [key]);
    expect(rows).toEqual([]);
    expect((await register('Corrected', key)).status).toBe(201);
  });

  it('keeps the key and the effect together when the transaction cannot commit', async () => {
    await gateway.admin.query(`
      create function gateway.refuse() returns trigger language plpgsql as $$ begin raise 'planted'; end $$`);
    await gateway.admin.query(`
      create constraint trigger refuse after insert on gateway.idempotency_key deferrable initially deferred
        for each row execute function gateway.refuse()`);
    const key = newId();
    try {
      expect((await register('Torn', key)).body).toMatchObject({ status: 500, code: 'internal-error' });
      expect(await named('Torn')).toEqual([]);
      expect(await gateway.rows(`select 1 from gateway.outbox where payload::text like '%Torn%'`)).toEqual([]);
    } finally {
      await gateway.admin.query('drop trigger refuse on gateway.idempotency_key');
      await gateway.admin.query('drop function gateway.refuse()');
    }
    expect((await register('Torn', key)).status).toBe(201);
  });

  it('forgets a key after seven days', async () => {
    const key = newId();
    await register('Old', key);
    await gateway.admin.query(
      `update gateway.idempotency_key set created_at = now() - interval '7 days 1 second' where key = $1`,
      [key],
    );
    const again = await register('New', key);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, null]);
    await gateway.admin.query(
      `update gateway.idempotency_key set created_at = now() - interval '8 days' where key = $1`,
      [key],
    );
    const second = await gateway.startProcess();
    await second.stop();
    expect(await gateway.rows('select 1 from gateway.idempotency_key where key = $1', [key])).toEqual([]);
  });
});
