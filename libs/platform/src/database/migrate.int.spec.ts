import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@pinglu/testing';
import { Client } from 'pg';
import { BaseServiceConfig } from '../config/base-service-config.js';
import { loadConfig } from '../config/load-config.js';
import { JsonLogger } from '../logging/logger.js';
import { startService } from '../service/start-service.js';
import { createDataSource, type ServiceDatabase } from './data-source.js';
import { dumpSchema } from './dump-schema.js';
import { earlierShelfDatabase, shelfDatabase } from './fixtures/shelf-service.js';
import { assertMigrated, DatabaseBehindError, migrate } from './migrate.js';

// Real: PostgreSQL with the roles of a service, processes of their own.

const all = shelfDatabase.migrations.map(({ name }) => name);

describe('migrate', () => {
  let database: TestDatabase;
  let ownerUrl: string;
  let appUrl: string;

  beforeEach(async () => {
    database = await createTestDatabase({ services: ['depot'] });
    ({ migrationUrl: ownerUrl, databaseUrl: appUrl } = database.urls.services['depot']!);
  });
  afterEach(() => database.drop());

  async function rows<Row extends object>(sql: string): Promise<Row[]> {
    const client = new Client({ connectionString: ownerUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  }
  const inTheTable = async () =>
    (await rows<{ name: string }>('select name from migration order by id')).map(({ name }) => name);
  const timesRun = async () => (await rows('select from run')).length;

  it('runs all migrations in an empty schema, and says which', async () => {
    expect(await migrate(shelfDatabase, ownerUrl)).toEqual(all);
    expect(await inTheTable()).toEqual(all);
  });

  it('does nothing the second time', async () => {
    await migrate(shelfDatabase, ownerUrl);
    const before = await dumpSchema(ownerUrl, 'depot');
    expect(await migrate(shelfDatabase, ownerUrl)).toEqual([]);
    expect(await dumpSchema(ownerUrl, 'depot')).toBe(before);
    expect(await timesRun()).toBe(1);
  });

  it('runs each migration once when two callers come at once', async () => {
    const ran = await Promise.all([migrate(shelfDatabase, ownerUrl), migrate(shelfDatabase, ownerUrl)]);
    expect(ran.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, all.length]);
    expect(await inTheTable()).toEqual(all);
    expect(await timesRun()).toBe(1);
  });

  it('runs each migration once when two processes come at once', async () => {
    const file = resolve(__dirname, '../../dist/database/fixtures/migrating.process.js');
    const processes = [1, 2].map(() => fork(file, [ownerUrl], { execArgv: [] }));
    const exits = processes.map((process) => once(process, 'exit'));
    await Promise.all(processes.map((process) => once(process, 'message')));
    // A process that dies of the other one answers nothing; its exit is then the answer.
    const answers = processes.map((process) => Promise.race([once(process, 'message'), once(process, 'exit')]));
    for (const process of processes) process.send('now');
    const ran = await Promise.all(answers);
    expect(ran.map(([names]) => (names as string[] | null)?.length ?? -1).sort((a, b) => a - b)).toEqual([
      0,
      all.length,
    ]);
    expect((await Promise.all(exits)).map(([code]) => code as number)).toEqual([0, 0]);
    expect(await inTheTable()).toEqual(all);
    expect(await timesRun()).toBe(1);
  });

  it('runs what is new on the dump of an earlier release', async () => {
    await migrate(earlierShelfDatabase, ownerUrl);
    const released = await dumpSchema(ownerUrl, 'depot');
    await migrate(shelfDatabase, ownerUrl);
    const wanted = await dumpSchema(ownerUrl, 'depot');

    await database.drop();
    database = await createTestDatabase({ services: ['depot'] });
    ({ migrationUrl: ownerUrl } = database.urls.services['depot']!);
    await rows(released);
    expect(await migrate(shelfDatabase, ownerUrl)).toEqual(all.slice(-1));
    expect(await dumpSchema(ownerUrl, 'depot')).toBe(wanted);
  });

  it('takes back a migration that fails, keeps those before it, and lets the next one in', async () => {
    class Breaks1767225900002 {
      async up(runner: { query(sql: string): Promise<unknown> }): Promise<void> {
        await runner.query('create table half (id int)');
        await runner.query('select 1 / 0');
      }
      async down(): Promise<void> {}
    }
    const broken: ServiceDatabase = {
      ...shelfDatabase,
      migrations: [...shelfDatabase.migrations, Breaks1767225900002],
    };
    const told = jest.spyOn(console, 'log').mockReturnValue(undefined);
    await expect(migrate(broken, ownerUrl).finally(() => told.mockRestore())).rejects.toThrow('division by zero');
    expect(await inTheTable()).toEqual(all);
    expect(await rows(`select from pg_class where oid = to_regclass('half')`)).toEqual([]);
    expect(await migrate(shelfDatabase, ownerUrl)).toEqual([]);
  });

  describe('without MIGRATION_DATABASE_URL', () => {
    async function check(): Promise<void> {
      const dataSource = createDataSource(shelfDatabase, { url: appUrl, applicationName: 'spec' });
      await dataSource.initialize();
      await assertMigrated(shelfDatabase, dataSource).finally(() => dataSource.destroy());
    }

    it('is content when nothing is missing', async () => {
      await migrate(shelfDatabase, ownerUrl);
      await expect(check()).resolves.toBeUndefined();
    });

    it('says how many migrations are missing, which is the first, and what to do', async () => {
      await expect(check()).rejects.toEqual(new DatabaseBehindError(all));
      await migrate(earlierShelfDatabase, ownerUrl);
      await expect(check()).rejects.toThrow(
        `The database lacks 1 migration(s), the first is ${all.at(-1)}. ` +
          'Start one process of this service with MIGRATION_DATABASE_URL set, or run its migrations by hand.',
      );
    });

    it('does not start a service on a database that is behind, nor change it', async () => {
      class EmptyModule {}
      const config = loadConfig(BaseServiceConfig, {
        PORT: '0',
        MANAGEMENT_PORT: '0',
        DATABASE_URL: appUrl,
        BUS_DATABASE_URL: database.urls.busUrl,
        INTERNAL_TOKEN_PUBLIC_KEY: PUBLIC_KEY,
      });
      const start = startService(
        {
          name: 'depot',
          title: 'Depot',
          description: 'Where things lie.',
          version: '0.1.0',
          config,
          module: EmptyModule,
          database: shelfDatabase,
          problems: [],
        },
        { logger: new JsonLogger({ service: 'depot', level: 'silent' }) },
      );
      await expect(start).rejects.toEqual(new DatabaseBehindError(all));
      expect(await rows(`select from pg_class where relnamespace = 'depot'::regnamespace`)).toEqual([]);
    });
  });
});

const PUBLIC_KEY = Buffer.from(
  '-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n',
).toString('base64');
