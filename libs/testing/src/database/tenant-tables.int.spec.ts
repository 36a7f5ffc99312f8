import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from './create-test-database.js';
import { tenantTables } from './tenant-tables.js';

describe('tables of merchants', () => {
  let database: TestDatabase;
  let owner: Client;
  let url: string;

  beforeEach(async () => {
    database = await createTestDatabase({ services: ['depot'] });
    url = database.urls.services['depot']!.migrationUrl;
    owner = new Client({ connectionString: url });
    await owner.connect();
  });
  afterEach(async () => {
    await owner.end();
    await database.drop();
  });

  it.each([
    [
      'create table shelf (merchant_id uuid); alter table shelf enable row level security',
      ['The table shelf has no policy.'],
    ],
    [
      'create table shelf (merchant_id uuid); create policy p on shelf using (true)',
      ['The table shelf lacks "enable row level security".'],
    ],
    [
      `create table shelf (merchant_id uuid) partition by list (merchant_id);
       alter table shelf enable row level security; create policy p on shelf using (true);
       create table shelf_rest partition of shelf default; alter table shelf_rest enable row level security`,
      ['The table shelf_rest has no policy.'],
    ],
    [
      'create view shelf as select null::uuid as merchant_id',
      ['The view shelf lacks "with (security_invoker = true)".'],
    ],
    [
      'create materialized view shelf as select null::uuid as merchant_id',
      ['shelf is a materialized view, which shows every row to everybody.'],
    ],
  ])('finds the fault in: %s', async (sql, faults) => {
    await owner.query(sql);
    const found = await tenantTables(url, 'depot');
    expect(found.names).toContain('shelf');
    expect(found.faults).toEqual(faults);
  });

  it('is content with tables that hide their rows, and does not look at those without merchants', async () => {
    await owner.query(`
      create table shelf (merchant_id uuid); alter table shelf enable row level security;
      create policy p on shelf using (true);
      create view airy with (security_invoker = true) as select * from shelf;
      create table country (code text)`);
    expect(await tenantTables(url, 'depot')).toEqual({ names: ['airy', 'shelf'], faults: [] });
  });
});
