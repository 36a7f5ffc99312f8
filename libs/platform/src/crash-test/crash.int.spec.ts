import 'reflect-metadata';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { allTopics } from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import { createTestDatabase, describeOnKafka, startTestKafka, waitUntil, type TestDatabase } from '@pinglu/testing';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../database/data-source.js';
import { migrate } from '../database/migrate.js';
import { currentTransaction, Transactions } from '../database/transactions.js';
import { createEventBus, type EventBusConfig } from '../event-bus/create-event-bus.js';
import type { EventBus } from '../event-bus/event-bus.js';
import type { InboxCounts } from '../inbox/inbox-processor.js';
import { Outbox } from '../outbox/outbox.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { change, ledgerDatabase, VERDICT, type Verdict } from './ledger.js';

const WRITERS = 16;
const KEYS = 20;
const TRANSACTIONS_PER_WRITER = 400;
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };

/** A child process that comes back when it was killed. */
class Immortal {
  kills = 0;
  private child: ChildProcess;
  private ending = false;

  constructor(
    private readonly program: string,
    private readonly argument: object,
    private readonly hear: (message: unknown) => void,
  ) {
    this.child = this.spawn();
  }

  async kill(): Promise<void> {
    this.kills += 1;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
    if (!this.ending) this.child = this.spawn();
  }

  async end(): Promise<void> {
    if (this.ending) return;
    this.ending = true;
    await this.kill();
  }

  private spawn(): ChildProcess {
    const file = resolve(__dirname, `../../dist/crash-test/${this.program}.process.js`);
    const child = fork(file, [JSON.stringify(this.argument)], { execArgv: [] });
    child.on('message', this.hear);
    return child;
  }
}

describe('events under fire', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let transactions: Transactions;
  let admin: pg.Client;
  const outbox = new Outbox(new RelayBell());

  beforeEach(async () => {
    database = await createTestDatabase({ services: ['inventory'] });
    const { databaseUrl, migrationUrl } = database.urls.services['inventory']!;
    await migrate(ledgerDatabase, migrationUrl);
    dataSource = createDataSource(ledgerDatabase, { url: databaseUrl, applicationName: 'spec', poolSize: WRITERS + 4 });
    await dataSource.initialize();
    transactions = new Transactions(dataSource);
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    await admin.query('set search_path to inventory');
  });
  afterEach(async () => {
    await admin.end();
    await dataSource.destroy();
    await database.drop();
  });

  const verdict = async (): Promise<Verdict> => (await admin.query<Verdict>(VERDICT)).rows[0]!;

  /** Contended on purpose: few keys, another table written before the lock, some transactions that stay open long. */
  async function write(writer: number, keys: readonly MerchantId[]): Promise<void> {
    for (let i = 0; i < TRANSACTIONS_PER_WRITER; i += 1) {
      const key = keys[Math.floor(Math.random() * keys.length)]!;
      await transactions.run({ merchants: [key] }, async () => {
        await currentTransaction().query('insert into scribble (writer) values ($1)', [writer]);
        await change(outbox, key);
        if (writer < 2) await delay(Math.random() * 40);
      });
      if (i % 50 === 49) {
        // A rolled-back change leaves a gap in seq and nothing else.
        const rolledBack = transactions.run({ merchants: [key] }, async () => {
          await change(outbox, key);
          throw new Error('rolled back');
        });
        await expect(rolledBack).rejects.toThrow('rolled back');
      }
    }
  }

  async function expectAllOnceUnderFire(bus: EventBusConfig, killBroker?: () => Promise<void>): Promise<string> {
    const setup = createEventBus(bus, logger);
    await setup.ensureTopics(allTopics);
    const keys = Array.from({ length: KEYS }, () => newId<MerchantId>());
    await admin.query('insert into aggregate select k, 0 from unnest($1::uuid[]) k', [keys]);
    const { databaseUrl } = database.urls.services['inventory']!;
    const seen = { published: 0, repeated: 0, parked: 0 };
    const hear = (message: unknown) => {
      const { published = 0, counts } = message as { published?: number; counts?: InboxCounts };
      seen.published += published;
      seen.repeated += counts?.repeated ?? 0;
      seen.parked += (counts?.parked ?? 0) + (counts?.waiting ?? 0);
    };
    const processes = ['relay', 'relay', 'consumer', 'consumer'].map(
      (program) => new Immortal(program, { bus, databaseUrl }, hear),
    );
    let brokerKills = 0;
    try {
      let writing = true;
      const writers = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer, keys))).finally(() => {
        writing = false;
      });
      const broker = (async () => {
        while (killBroker && (writing || brokerKills < 1)) {
          await delay(2_000 + Math.random() * 2_000);
          await killBroker();
          brokerKills += 1;
        }
      })();
      const rest = () => processes.reduce((sum, { kills }) => sum + kills, 0);
      while (writing || rest() < 8) {
        await delay(500 + Math.random() * 1_000);
        await processes[Math.floor(Math.random() * processes.length)]!.kill();
      }
      await writers;
      await broker;
      await waitUntil(
        async () => {
          const { produced, applied } = await verdict();
          return applied >= produced;
        },
        { what: 'every event to be applied', deadlineMs: 60_000, everyMs: 200 },
      );
      // Whatever still is on its way a second time must be dropped too.
      await waitUntil(async () => (await setup.lag('inventory', [allTopics[0]!.name])).every(({ lag }) => lag === 0), {
        what: 'every record to be done with',
        deadlineMs: 60_000,
        everyMs: 200,
      });
      for (const process of processes) await process.end();
      await replay(setup, { bus, databaseUrl, hear });
    } finally {
      for (const process of processes) await process.end();
      await setup.close();
    }
    const result = await verdict();
    expect(result.applied).toBe(WRITERS * TRANSACTIONS_PER_WRITER);
    expect(result).toEqual({ produced: result.applied, applied: result.applied, doubled: 0, outOfOrder: 0 });
    // Those of the kills, and every single one of the replay.
    expect(seen.repeated).toBeGreaterThanOrEqual(result.applied);
    expect(seen.parked).toBe(0);
    const kills = processes.reduce((sum, process) => sum + process.kills - 1, 0);
    return (
      `${bus.kind}: ${result.produced} events produced, ${result.applied} applied, ${result.doubled} twice, ` +
      `${result.outOfOrder} out of order; ${seen.repeated} repetitions dropped, ${result.applied} of them a replay; ` +
      `${kills} kills of relays and consumers, ${brokerKills} of the broker.`
    );
  }

  /** Everything once more, from the first record on: whatever a crash may repeat is among it. */
  async function replay(
    setup: EventBus,
    { bus, databaseUrl, hear }: { bus: EventBusConfig; databaseUrl: string; hear: (message: unknown) => void },
  ): Promise<void> {
    const { name: topic } = allTopics[0]!;
    await waitUntil(() => setup.moveGroup('inventory', { topic, sinceMs: 0 }).then(() => true), {
      what: 'the killed consumers to be given up by the bus',
      deadlineMs: 60_000,
      everyMs: 500,
    });
    const consumer = new Immortal('consumer', { bus, databaseUrl }, hear);
    try {
      await waitUntil(async () => (await setup.lag('inventory', [topic])).every(({ lag }) => lag === 0), {
        what: 'the replay to be done with',
        deadlineMs: 60_000,
        everyMs: 200,
      });
    } finally {
      await consumer.end();
    }
  }

  it('loses nothing, doubles nothing and keeps the order of keys on the PostgreSQL event log', async () => {
    const told = await expectAllOnceUnderFire({ kind: 'postgres-log', url: database.urls.busUrl, clientId: 'crash' });
    process.stdout.write(`${told}\n`);
  });

  describeOnKafka('with a broker that is killed too', () => {
    it('loses nothing, doubles nothing and keeps the order of keys on Kafka', async () => {
      const kafka = await startTestKafka();
      try {
        const told = await expectAllOnceUnderFire(
          { kind: 'kafka', brokers: [kafka.running.brokers], clientId: 'crash' },
          async () => {
            process.kill(kafka.running.pid, 'SIGKILL');
            await kafka.running.exited;
            await kafka.restart();
          },
        );
        process.stdout.write(`${told}\n`);
      } finally {
        await kafka.dispose();
      }
    });
  });
});
