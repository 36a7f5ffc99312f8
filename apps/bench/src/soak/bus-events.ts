import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEventBus, type BusRecord, type EventBus } from '@pinglu/platform';
import { waitUntil, type EventSource, type RunningStack, type SourceRecord } from '@pinglu/testing';
import { benchConfig } from '../config.js';
import { silentLogger } from '../events.js';

const group = 'soak';

/** What was published to Kafka; undefined while the stack keeps its events in PostgreSQL. */
export function kafkaEvents(stack: RunningStack): EventSource | undefined {
  const kind = readFileSync(join(stack.state, 'bus'), 'utf8').trim();
  if (kind === 'postgres') return undefined;
  const brokers =
    kind === 'external-kafka' ? benchConfig.kafkaBrokers!.split(',') : [`127.0.0.1:${stack.port('KAFKA_PORT')}`];
  return new BusEvents(createEventBus({ kind: 'kafka', brokers, clientId: group }, silentLogger));
}

/** Reads along from the first record on and keeps everything. */
class BusEvents implements EventSource {
  private readonly records: BusRecord[] = [];
  private subscription: ReturnType<EventBus['subscribe']> | undefined;

  constructor(private readonly bus: EventBus) {}

  async read(topics: readonly string[]): Promise<SourceRecord[]> {
    this.subscription ??= this.bus.subscribe({
      group,
      topics,
      handle: async (records) => {
        // A batch may come again after a group was shared out anew.
        const known = new Set(this.records.map(placeOf));
        this.records.push(...records.filter((record) => !known.has(placeOf(record))));
      },
    });
    await this.subscription;
    await waitUntil(async () => (await this.bus.lag(group, topics)).every(({ lag }) => lag === 0), {
      what: 'every event to be read',
      deadlineMs: 60_000,
      everyMs: 100,
    });
    return this.records;
  }

  async close(): Promise<void> {
    await (await this.subscription)?.stop();
    await this.bus.close();
  }
}

const placeOf = ({ topic, partition, offset }: BusRecord): string => `${topic}/${partition}/${offset}`;
