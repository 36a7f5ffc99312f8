import { Client } from 'pg';
import { createTestDatabase, testPostgresUrl } from './database/create-test-database.js';
import { startTestKafka, startTestPostgres } from './engines/own-engines.js';
import { describeOnKafka } from './kafka/test-kafka.js';

describe('databases of specs', () => {
  it('are apart from each other, ready to use, and gone afterwards', async () => {
    const [one, two] = await Promise.all([1, 2].map(() => createTestDatabase({ services: ['gateway', 'inventory'] })));
    await query(one!.urls.services.gateway!.migrationUrl, 'create table merchant(n int)');
    expect(await query(one!.urls.services.gateway!.databaseUrl, 'select n from merchant')).toEqual([]);
    await expect(query(two!.urls.services.gateway!.databaseUrl, 'select n from merchant')).rejects.toThrow(
      'does not exist',
    );
    const left = new Client({ connectionString: two!.adminUrl });
    left.on('error', () => undefined);
    await left.connect();
    await Promise.all([one!.drop(), two!.drop()]);
    const found = await query(
      testPostgresUrl(),
      `select 1 from pg_database where datname in ('${one!.name}', '${two!.name}')`,
    );
    expect(found).toEqual([]);
  });
});

describe('engines of a single spec', () => {
  it('can be killed and started again on their data', async () => {
    const own = await startTestPostgres({ settings: { shared_buffers: '16MB' } });
    await query(own.running.url(), 'create table kept as select 1 as n');
    const { pid } = own.running;
    process.kill(pid, 'SIGKILL');
    await own.running.exited;
    const again = await own.restart();
    expect(again.pid).not.toBe(pid);
    expect(await query(again.url(), 'select n from kept')).toEqual([{ n: 1 }]);
    await own.dispose();
    await expect(query(again.url(), 'select 1')).rejects.toThrow('ECONNREFUSED');
  });

  describeOnKafka('with Kafka', () => {
    it('come back on the same address', async () => {
      const own = await startTestKafka({ heapMb: 128 });
      const { brokers, pid } = own.running;
      process.kill(pid, 'SIGKILL');
      await own.running.exited;
      const again = await own.restart();
      expect([again.brokers, again.pid === pid]).toEqual([brokers, false]);
      await own.dispose();
    });
  });
});

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
