import { allTopics } from '@pinglu/contracts';
import { createEventBus, produceWithoutUs, type EventBus, type EventBusConfig } from '@pinglu/platform';
import { setTimeout as delay } from 'node:timers/promises';
import { bareInsert } from '../bare-insert.js';
import { startEngines } from '../engines.js';
import { recordsFor, silentLogger, topic } from '../events.js';
import type { Bench, BenchResult } from '../report.js';
import { inBatches, percentile, perSecond, sum, timed } from '../statistics.js';

const RECORDS = 50_000;
const BATCH = 500;
const KEYS = 1_000;
/** Batches of a floor that are not counted: its connection and code are cold, ours are not. */
const WARM_UP = 10;
const LATENCY_SECONDS = 8;
const LATENCY_PER_SECOND = 1_000;

interface Measured {
  readonly producedPerSecond: number;
  readonly consumedPerSecond: number;
  readonly latencies: readonly number[];
}

async function measure(config: EventBusConfig): Promise<Measured> {
  const bus = createEventBus(config, silentLogger);
  try {
    await bus.ensureTopics(allTopics);
    // Once before the clock runs: connections, code and caches are warm on both sides of a ratio.
    await publishAll(bus, inBatches(recordsFor(2_000, KEYS), BATCH));
    const batches = inBatches(recordsFor(RECORDS, KEYS), BATCH);
    const produceMs = await timed(() => publishAll(bus, batches));
    const consumeMs = await consume(bus, 2_000 + RECORDS);
    return {
      producedPerSecond: perSecond(RECORDS, produceMs),
      consumedPerSecond: perSecond(2_000 + RECORDS, consumeMs),
      latencies: await latencies(bus),
    };
  } finally {
    await bus.close();
  }
}

async function publishAll(bus: EventBus, batches: readonly Parameters<EventBus['publish']>[0][]): Promise<void> {
  for (const batch of batches) await bus.publish(batch);
}

/** From the first record to the last: joining the group is not counted. */
async function consume(bus: EventBus, count: number): Promise<number> {
  let seen = 0;
  let first = 0;
  let done: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (done = resolve));
  const subscription = await bus.subscribe({
    group: `bench-consume-${process.pid}`,
    topics: [topic],
    handle: async (records) => {
      first ||= performance.now();
      seen += records.length;
      if (seen >= count) done();
    },
  });
  await all;
  const ms = performance.now() - first;
  await subscription.stop();
  return ms;
}

/** From the call of publish to the handler, at a steady rate that both buses bear. */
async function latencies(bus: EventBus): Promise<number[]> {
  const sentAt = new Map<string, number>();
  const samples: number[] = [];
  const subscription = await bus.subscribe({
    group: `bench-latency-${process.pid}`,
    topics: [topic],
    handle: async (records) => {
      const now = performance.now();
      for (const { headers } of records) {
        const at = sentAt.get(headers['ce_id']!);
        if (at !== undefined) samples.push(now - at);
      }
    },
  });
  const perTick = LATENCY_PER_SECOND / 100;
  const began = performance.now();
  for (let tick = 0; tick < LATENCY_SECONDS * 100; tick += 1) {
    await delay(Math.max(0, began + tick * 10 - performance.now()));
    const records = recordsFor(perTick, perTick);
    const now = performance.now();
    for (const { headers } of records) sentAt.set(headers['ce_id']!, now);
    await bus.publish(records);
  }
  for (let waited = 0; samples.length < sentAt.size && waited < 10_000; waited += 50) await delay(50);
  await subscription.stop();
  // The first second is the group's joining and catching up.
  return samples.slice(LATENCY_PER_SECOND);
}

export const busBench: Bench = {
  name: 'bus',
  about: 'Produce, consume and latency of both event buses, beside the bare client and the bare insert.',
  run: async (say): Promise<BenchResult> => {
    const engines = await startEngines([], say);
    try {
      say(engines.busReason);
      const clientId = 'bench';
      say('Measuring the PostgreSQL event log …');
      const log = await measure({ kind: 'postgres-log', url: engines.urls.busUrl, clientId });
      const insertMs = sum(await bareInsert(engines.urls.busUrl, inBatches(recordsFor(RECORDS, KEYS), BATCH)));
      const insert = perSecond(RECORDS, insertMs);
      const result = {
        figures: {
          'postgres.produced/s': log.producedPerSecond,
          'postgres.consumed/s': log.consumedPerSecond,
          'postgres.latency.p50.ms': percentile(log.latencies, 0.5),
          'postgres.latency.p99.ms': percentile(log.latencies, 0.99),
        },
        floors: { 'bare insert of the same rows/s': insert },
        ratios: { 'postgres.produce to bare insert': log.producedPerSecond / insert },
        targets: [{ ratio: 'postgres.produce to bare insert', atLeast: 0.25 }],
      };
      if (!engines.kafkaBrokers) return result;
      say('Measuring Kafka …');
      const kafka = await measure({ kind: 'kafka', brokers: engines.kafkaBrokers, clientId });
      const batches = inBatches(recordsFor(RECORDS + WARM_UP * BATCH, KEYS), BATCH);
      const rawTimes = await produceWithoutUs(engines.kafkaBrokers, batches);
      const raw = perSecond(RECORDS, sum(rawTimes.slice(WARM_UP)));
      return {
        figures: {
          ...result.figures,
          'kafka.produced/s': kafka.producedPerSecond,
          'kafka.consumed/s': kafka.consumedPerSecond,
          'kafka.latency.p50.ms': percentile(kafka.latencies, 0.5),
          'kafka.latency.p99.ms': percentile(kafka.latencies, 0.99),
        },
        floors: { ...result.floors, 'bare Kafka client produce/s': raw },
        ratios: {
          ...result.ratios,
          'kafka.produce to bare client': kafka.producedPerSecond / raw,
          'postgres to kafka, latency p50': percentile(log.latencies, 0.5) / percentile(kafka.latencies, 0.5),
        },
        targets: [...result.targets, { ratio: 'kafka.produce to bare client', atLeast: 0.8 }],
      };
    } finally {
      await engines.stop();
    }
  },
};
