import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { allTopics } from '@pinglu/contracts';
import type { MerchantId } from '@pinglu/kernel';
import {
  createDataSource,
  createEventBus,
  platformMigrations,
  migrate,
  Outbox,
  OutboxRelay,
  produceWithoutUs,
  RelayBell,
  Transactions,
  type EventBus,
  type EventBusConfig,
  type OutgoingRecord,
} from '@pinglu/platform';
import { bareInsert } from '../bare-insert.js';
import { startEngines } from '../engines.js';
import { eventOf, newMerchants, recordOf, recordsFor, silentLogger, topic } from '../events.js';
import type { Bench, BenchResult } from '../report.js';
import { inBatches, percentile, perSecond, sum } from '../statistics.js';

const EVENTS = 50_000;
const KEYS = 1_000;
const RELAY_BATCH = 1_000;
const WRITE_BATCH = 500;
/** Batches of a floor that are not counted: its connection and code are cold, ours are not. */
const WARM_UP = 10;
const AT_REST = 300;
const PACE_MS = 25;

const database = { entities: [], migrations: platformMigrations };

interface Parts {
  readonly bus: EventBus;
  readonly transactions: Transactions;
  readonly outbox: Outbox;
  readonly bell: RelayBell;
  readonly databaseUrl: string;
}

const relayOf = ({ bus, bell, databaseUrl }: Parts, onPublished: (count: number) => void): OutboxRelay =>
  new OutboxRelay({ databaseUrl, applicationName: 'bench', bus, bell, logger: silentLogger, onPublished });

/** Writes `EVENTS` rows while no relay runs. Answers the milliseconds it took. */
async function fill({ transactions, outbox }: Parts, merchants: readonly MerchantId[]): Promise<number> {
  const items = Array.from({ length: EVENTS }, (_, i) => {
    const merchantId = merchants[i % KEYS]!;
    return { topic, key: merchantId, event: eventOf(merchantId, 1 + Math.floor(i / KEYS)) };
  });
  const began = performance.now();
  for (const batch of inBatches(items, WRITE_BATCH)) {
    await transactions.run({ merchants: [] }, () => outbox.write(batch));
  }
  return performance.now() - began;
}

/** How long a relay takes to bring all of them to the bus. */
async function drain(parts: Parts): Promise<number> {
  let left = EVENTS;
  let done: () => void = () => undefined;
  const empty = new Promise<void>((resolve) => (done = resolve));
  const relay = relayOf(parts, (count) => {
    left -= count;
    if (left <= 0) done();
  });
  const began = performance.now();
  relay.start();
  await empty;
  const ms = performance.now() - began;
  await relay.stop();
  return ms;
}

/** From the commit to the moment at which the bus has it for good, one change at a time. */
async function atRest(parts: Parts): Promise<number[]> {
  const storedAt = new Map<string, number>();
  const publish = parts.bus.publish.bind(parts.bus);
  parts.bus.publish = async (records: readonly OutgoingRecord[]) => {
    await publish(records);
    const now = performance.now();
    for (const { headers } of records) storedAt.set(headers['ce_id']!, now);
  };
  const relay = relayOf(parts, () => undefined);
  relay.start();
  const committedAt = new Map<string, number>();
  for (const merchantId of newMerchants(AT_REST)) {
    const event = eventOf(merchantId, 1);
    await parts.transactions.run({ merchants: [merchantId] }, () =>
      parts.outbox.write([{ topic, key: merchantId, event }]),
    );
    committedAt.set(event.metadata.eventId, performance.now());
    await delay(PACE_MS);
  }
  while (storedAt.size < committedAt.size) await delay(10);
  await relay.stop();
  parts.bus.publish = publish;
  return [...committedAt].map(([id, at]) => storedAt.get(id)! - at).slice(AT_REST / 10);
}

/** The floor of that: one record at a time, at the same pace, without an outbox. */
async function publishAtRest(bus: EventBus): Promise<number[]> {
  const samples: number[] = [];
  for (const merchantId of newMerchants(AT_REST)) {
    const record = recordOf(eventOf(merchantId, 1));
    const began = performance.now();
    await bus.publish([record]);
    samples.push(performance.now() - began);
    await delay(PACE_MS);
  }
  return samples.slice(AT_REST / 10);
}

export const outboxBench: Bench = {
  name: 'outbox',
  about: 'How fast the relay empties an outbox, and how long an event waits in it at rest.',
  run: async (say): Promise<BenchResult> => {
    const engines = await startEngines(['gateway'], say);
    const { databaseUrl, migrationUrl } = engines.urls.services['gateway']!;
    await migrate(database, migrationUrl);
    const dataSource = createDataSource(database, { url: databaseUrl, applicationName: 'bench' });
    await dataSource.initialize();
    const config: EventBusConfig = engines.kafkaBrokers
      ? { kind: 'kafka', brokers: engines.kafkaBrokers, clientId: 'bench' }
      : { kind: 'postgres-log', url: engines.urls.busUrl, clientId: 'bench' };
    const bus = createEventBus(config, silentLogger);
    const bell = new RelayBell();
    const parts: Parts = {
      bus,
      bell,
      databaseUrl,
      outbox: new Outbox(bell),
      transactions: new Transactions(dataSource),
    };
    try {
      say(engines.busReason);
      await bus.ensureTopics(allTopics);
      await bus.publish(recordsFor(2_000, KEYS));
      say('Filling the outbox, then letting the relay empty it …');
      const merchants = newMerchants(KEYS);
      const written = perSecond(EVENTS, await fill(parts, merchants));
      const relayed = perSecond(EVENTS, await drain(parts));
      const batches = inBatches(recordsFor(EVENTS + WARM_UP * RELAY_BATCH, KEYS), RELAY_BATCH);
      const rawTimes = engines.kafkaBrokers
        ? await produceWithoutUs(engines.kafkaBrokers, batches)
        : await bareInsert(engines.urls.busUrl, batches);
      const rawMs = sum(rawTimes.slice(WARM_UP));
      const raw = perSecond(EVENTS, rawMs);
      const insert = perSecond(
        EVENTS,
        sum(await bareInsert(migrationUrl, inBatches(recordsFor(EVENTS, KEYS), WRITE_BATCH))),
      );
      say('One change at a time …');
      const waited = await atRest(parts);
      const alone = await publishAtRest(bus);
      const rawName = engines.kafkaBrokers ? 'bare Kafka client, same batch/s' : 'bare insert, same batch/s';
      return {
        figures: {
          'written to the outbox/s': written,
          'relayed/s': relayed,
          'commit to stored at rest.p50.ms': percentile(waited, 0.5),
          'commit to stored at rest.p99.ms': percentile(waited, 0.99),
        },
        floors: {
          [rawName]: raw,
          'bare insert of the same rows/s': insert,
          'publish alone at rest.p50.ms': percentile(alone, 0.5),
          'publish alone at rest.p99.ms': percentile(alone, 0.99),
        },
        ratios: {
          'relay to raw': relayed / raw,
          'outbox write to bare insert': written / insert,
          'added at rest.p99.ms': percentile(waited, 0.99) - percentile(alone, 0.5),
        },
        targets: [
          { ratio: 'relay to raw', atLeast: 0.5 },
          { ratio: 'added at rest.p99.ms', atMost: 50 },
        ],
      };
    } finally {
      await bus.close();
      await dataSource.destroy();
      await engines.stop();
    }
  },
};
