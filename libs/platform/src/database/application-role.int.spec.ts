import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import { Client } from 'pg';
import { shelfDatabase } from './fixtures/shelf-service.js';
import { migrate } from './migrate.js';

// Real: PostgreSQL with the roles of two services that were migrated.

const INSUFFICIENT_PRIVILEGE = '42501';

describe('the application role of a migrated service', () => {
  let database: TestDatabase;
  let app: Client;

  beforeAll(async () => {
    database = await createTestDatabase({ services: ['depot', 'neighbour'] });
    for (const name of ['depot', 'neighbour']) {
      await migrate(shelfDatabase, database.urls.services[name]!.migrationUrl);
    }
    app = new Client({ connectionString: database.urls.services['depot']!.databaseUrl });
    await app.connect();
  });
  afterAll(async () => {
    await app.end();
    await database.drop();
  });

  it('reads and writes rows in its own schema', async () => {
    await app.query('insert into run default values');
    expect((await app.query('select from run')).rowCount).toBe(2);
    expect((await app.query('delete from run')).rowCount).toBe(2);
  });

  it.each([
    ['make a table', 'create table mine (id int)'],
    ['make a schema', 'create schema mine'],
    ['make a function', 'create function mine() returns int language sql return 1'],
    ['change a table', 'alter table shelf add column more text'],
    ['drop a table', 'drop table shelf'],
    ['empty a table past its policies', 'truncate shelf'],
    ['switch row-level security off', 'alter table shelf disable row level security'],
    ['drop a policy', 'drop policy by_merchant on shelf'],
    ['add a policy', 'create policy everyone on shelf using (true)'],
    ['become the owner', 'set role pinglu_depot_owner'],
    ['become the neighbour', 'set role pinglu_neighbour'],
    ['see past row-level security', 'alter role current_user bypassrls'],
    ['learn what another service has', `select 'neighbour.shelf'::regclass`],
    ['read the schema of another service', 'select from neighbour.shelf'],
    ['write to the schema of another service', 'insert into neighbour.run default values'],
    ['call a function of another service', 'select neighbour.maintain_inbox(1)'],
    ['read the event log', 'select from bus.record'],
  ])('cannot %s', async (_what, sql) => {
    await expect(app.query(sql)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  });

  it('is given an error, and no rows, when it asks to read past the policies', async () => {
    await app.query('begin; set local row_security = off');
    await expect(app.query('select from shelf')).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
    await app.query('rollback');
  });
});
