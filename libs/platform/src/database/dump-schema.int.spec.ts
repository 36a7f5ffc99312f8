import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import { Client } from 'pg';
import { dumpSchema } from './dump-schema.js';
import { everyKindOfObject } from './schema-dump/every-kind-of-object.js';

// Real: PostgreSQL, with the roles of a service.

describe('the dump of a schema', () => {
  const databases: TestDatabase[] = [];
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  async function depot(sql: string): Promise<{ ownerUrl: string; appUrl: string; run(more: string): Promise<void> }> {
    const database = await createTestDatabase({ services: ['depot'] });
    databases.push(database);
    const { migrationUrl: ownerUrl, databaseUrl: appUrl } = database.urls.services['depot']!;
    const run = async (more: string, url = ownerUrl): Promise<void> => {
      const client = new Client({ connectionString: url });
      await client.connect();
      await client.query(more).finally(() => client.end());
    };
    await run(sql);
    return { ownerUrl, appUrl, run };
  }

  it('is the same when it is restored in an empty schema and dumped again', async () => {
    const { ownerUrl } = await depot(everyKindOfObject);
    const dump = await dumpSchema(ownerUrl, 'depot');
    const restored = await depot(dump);
    expect(await dumpSchema(restored.ownerUrl, 'depot')).toBe(dump);
    expect(dump.endsWith('COMMIT;\n')).toBe(true);
  });

  it('is the same whoever asks, and in whatever order things were made', async () => {
    const one = await depot(`create table b (id int); create table a (id int); create index z on b (id);
      create index y on b (id); create policy q on a using (true); create policy p on a using (true)`);
    const other = await depot(`create table a (id int); create policy p on a using (true);
      create policy q on a using (true); create table b (id int); create index y on b (id); create index z on b (id)`);
    const dump = await dumpSchema(one.ownerUrl, 'depot');
    expect(await dumpSchema(one.appUrl, 'depot')).toBe(dump);
    expect(await dumpSchema(other.ownerUrl, 'depot')).toBe(dump);
  });

  it('leaves out partitions of a day and keeps the others', async () => {
    const { ownerUrl, run } = await depot(`
      create table inbox (occurred_on date not null primary key) partition by range (occurred_on);
      create table inbox_default partition of inbox default`);
    const before = await dumpSchema(ownerUrl, 'depot');
    await run(`create table inbox_20260101 partition of inbox for values from ('2026-01-01') to ('2026-01-02');
      comment on table inbox_20260101 is 'passes'; grant truncate on inbox_20260101 to pinglu_depot`);
    expect(await dumpSchema(ownerUrl, 'depot')).toBe(before);
    expect(before).toContain('inbox_default');
    await run(`create table inbox_late partition of inbox for values from ('2027-01-01') to ('2027-01-02')`);
    expect(await dumpSchema(ownerUrl, 'depot')).toContain('CREATE TABLE inbox_late PARTITION OF inbox');
  });

  it.each([
    'alter table shelf no force row level security',
    'alter table shelf disable row level security',
    'drop policy "few shelves" on shelf',
    'alter policy by_merchant on shelf using (true)',
    'alter function shelves_of security invoker',
    'alter procedure tidy() reset search_path',
    'alter table shelf alter column stages drop not null',
    'alter table shelf alter column "Odd name" drop default',
    'alter table shelf alter column id set generated always',
    'alter table shelf set (fillfactor = 71)',
    'alter table shelf validate constraint checked_from_now_on',
    'alter table shelf enable trigger sleeps',
    'drop index journal_line',
    'drop statistics shelf_groups',
    'alter table shelf replica identity default',
    'alter table shelf alter column photo set storage extended',
    'alter table shelf alter column slug set statistics 7',
    'alter table shelf alter column merchant_id reset (n_distinct)',
    'alter table shelf drop constraint parent_is_another',
    'alter table shelf drop constraint shelf_during_excl',
    'alter table shelf reset (toast.autovacuum_enabled)',
    'alter table journal_archive drop constraint short',
    'alter sequence slip_number no cycle',
    'alter sequence shelf_counter cache 9',
    'alter domain grams drop constraint not_below_nothing',
    'drop trigger stops_deletes on shelf',
    'alter view airy set (security_invoker = false)',
    'grant delete on ledger to pinglu_depot',
    'revoke update (open) on ledger from pinglu_depot',
    'revoke grant option for select on egg from pinglu_depot',
    'revoke usage on schema depot from pinglu_depot',
    'alter default privileges in schema depot revoke truncate on tables from pinglu_depot',
    'alter default privileges grant execute on functions to public',
    `alter type stage add value 'later'`,
    `comment on column shelf."Odd name" is 'even'`,
  ])('tells that somebody ran: %s', async (change) => {
    const { ownerUrl, run } = await everything();
    const before = await dumpSchema(ownerUrl, 'depot');
    await run(change);
    expect(await dumpSchema(ownerUrl, 'depot')).not.toBe(before);
  });

  // One database for all changes: each is compared with what was there just before it.
  let shared: ReturnType<typeof depot> | undefined;
  const everything = (): ReturnType<typeof depot> => (shared ??= depot(everyKindOfObject));

  it.each([
    ['a materialized view', 'create materialized view m as select 1 as one', /materialized view m/],
    ['an aggregate', 'create aggregate total (int) (sfunc = int4pl, stype = int)', /function total\(integer\)/],
    ['a composite type', 'create type pair as (a int, b int)', /type pair/],
    ['inheritance', 'create table a (id int); create table b () inherits (a)', /inheritance of table b/],
    ['a rule', 'create table a (id int); create rule r as on delete to a do instead nothing', /rule r/],
  ])('refuses %s instead of leaving it out', async (_kind, sql, named) => {
    const { ownerUrl } = await depot(sql);
    await expect(dumpSchema(ownerUrl, 'depot')).rejects.toThrow(named);
  });

  it('refuses what does not belong to the owner of the schema', async () => {
    const { ownerUrl } = await depot('select 1');
    const admin = new Client({ connectionString: databases.at(-1)!.adminUrl });
    await admin.connect();
    await admin.query('create table depot.by_hand (id int)').finally(() => admin.end());
    await expect(dumpSchema(ownerUrl, 'depot')).rejects.toThrow(/by_hand \(postgres\)/);
  });

  it('says so when there is no such schema', async () => {
    const { ownerUrl } = await depot('select 1');
    await expect(dumpSchema(ownerUrl, 'depto')).rejects.toThrow('There is no schema depto in this database.');
  });
});
