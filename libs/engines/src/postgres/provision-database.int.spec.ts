import { Client } from 'pg';
import { freePorts } from '../ports/ports.js';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { provisionDatabase, type ProvisionedDatabase } from './provision-database.js';
import { removePostgresData, startPostgres, type RunningPostgres } from './start-postgres.js';

const services = ['gateway', 'customs-declaration'];

describe('provisioning', () => {
  let dir: string;
  let running: RunningPostgres;
  let urls: ProvisionedDatabase;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pinglu-provision-'));
    chmodSync(dir, 0o755);
    const [port] = (await freePorts(1)) as [number];
    running = await startPostgres({ dataDir: join(dir, 'postgres'), port, settings: { shared_buffers: '16MB' } });
    // Twice at once on a cluster without roles or database: both must find everything in place.
    [urls] = (await Promise.all([1, 2, 3].map(() => provisionDatabase({ adminUrl: running.url(), services })))) as [
      ProvisionedDatabase,
      ProvisionedDatabase,
      ProvisionedDatabase,
    ];
    await as(
      urls.services.gateway!.migrationUrl,
      'create table merchant(id int generated always as identity, name text)',
    );
  });
  afterAll(async () => {
    await running.stop();
    await removePostgresData(join(dir, 'postgres'));
    rmSync(dir, { recursive: true, force: true });
  });

  it('names database, schemas and roles after the services', async () => {
    expect(new URL(urls.services['customs-declaration']!.databaseUrl).pathname).toBe('/pinglu');
    expect(await as(urls.services['customs-declaration']!.databaseUrl, 'select current_user, current_schema')).toEqual([
      { current_user: 'pinglu_customs_declaration', current_schema: 'customs_declaration' },
    ]);
    expect(await as(urls.services.gateway!.migrationUrl, 'select current_user, current_schema')).toEqual([
      { current_user: 'pinglu_gateway_owner', current_schema: 'gateway' },
    ]);
    await as(urls.busUrl, 'create table record(n int)');
    expect(await as(urls.busUrl, "select 'record'::regclass::text as found")).toEqual([{ found: 'record' }]);
  });

  it('lets the application role work in its schema, and build nothing there', async () => {
    const { databaseUrl } = urls.services.gateway!;
    await as(databaseUrl, "insert into merchant(name) values ('Liu'), ('Wei')");
    await as(databaseUrl, "update merchant set name = 'Li' where name = 'Liu'");
    expect(await as(databaseUrl, "delete from merchant where name = 'Wei' returning id")).toHaveLength(1);
    await expect(as(databaseUrl, 'create table mine(n int)')).rejects.toThrow('permission denied for schema gateway');
    await expect(as(databaseUrl, 'truncate merchant')).rejects.toThrow('permission denied for table merchant');
    await expect(as(databaseUrl, 'create table public.mine(n int)')).rejects.toThrow(
      'permission denied for schema public',
    );
  });

  it.each(['databaseUrl', 'migrationUrl'] as const)(
    'keeps the %s of one service out of another’s schema',
    async (url) => {
      await expect(as(urls.services['customs-declaration']![url], 'select * from gateway.merchant')).rejects.toThrow(
        'permission denied for schema gateway',
      );
      await expect(as(urls.services['customs-declaration']![url], 'create table bus.x(n int)')).rejects.toThrow(
        'permission denied for schema bus',
      );
    },
  );

  it('makes no role that is above row-level security', async () => {
    const roles = await as(
      running.url(),
      `select rolname from pg_roles where rolname like 'pinglu%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb)`,
    );
    expect(roles).toEqual([]);
  });

  it('leaves nothing to be found in schema public', async () => {
    const sql = "select has_schema_privilege('pinglu_gateway', 'public', 'usage') as may";
    expect(await as(running.url('pinglu'), sql)).toEqual([{ may: false }]);
  });

  it('refuses to go on with a role that somebody made a superuser', async () => {
    await as(running.url(), 'alter role pinglu_gateway superuser');
    await expect(provisionDatabase({ adminUrl: running.url(), services })).rejects.toMatchObject({
      code: 'engine-provisioning-refused',
      message: expect.stringContaining('alter role pinglu_gateway nosuperuser'),
    });
    await as(running.url(), 'alter role pinglu_gateway nosuperuser');
  });

  it('does not give back a right that a migration took away', async () => {
    await as(
      urls.services.gateway!.migrationUrl,
      'create table ledger(n int); revoke delete on ledger from pinglu_gateway',
    );
    await provisionDatabase({ adminUrl: running.url(), services });
    await expect(as(urls.services.gateway!.databaseUrl, 'delete from ledger')).rejects.toThrow('permission denied');
  });

  it('gives functions to the application role and to nobody else', async () => {
    await as(urls.services.gateway!.migrationUrl, `create function one() returns int language sql as 'select 1'`);
    expect(await as(urls.services.gateway!.databaseUrl, 'select one()')).toEqual([{ one: 1 }]);
    const [row] = await as(
      running.url('pinglu'),
      `select has_function_privilege('pinglu_bus', 'gateway.one()', 'execute') as may`,
    );
    expect(row).toEqual({ may: false });
  });

  it('keeps strangers out of the database', async () => {
    await as(running.url(), 'create role stranger login');
    await expect(as(running.url('pinglu', 'stranger'), 'select 1')).rejects.toThrow('permission denied for database');
  });

  it('works for an administrator who is no superuser, with passwords', async () => {
    await as(running.url(), 'create role manager login createrole createdb');
    // In a cluster of its own the manager would have made this role; here the superuser did, above.
    await as(running.url(), 'grant pinglu_bus to manager with admin true, set true, inherit true');
    const made = await provisionDatabase({
      adminUrl: running.url('postgres', 'manager'),
      services: ['livestream'],
      database: 'managed',
      password: (role) => `p@ss/${role}`,
    });
    const url = new URL(made.services.livestream!.migrationUrl);
    expect([decodeURIComponent(url.password), url.pathname]).toEqual(['p@ss/pinglu_livestream_owner', '/managed']);
    await as(url.href, 'create table session(n int)');
    expect(await as(made.services.livestream!.databaseUrl, 'select count(*)::int as n from session')).toEqual([
      { n: 0 },
    ]);
  });

  it.each(['Gateway', 'bus', 'a; drop schema gateway', '', 'a--b'])('takes %p for no service name', async (name) => {
    await expect(provisionDatabase({ adminUrl: running.url(), services: [name] })).rejects.toMatchObject({
      code: 'engine-provisioning-refused',
    });
  });
});

async function as(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
