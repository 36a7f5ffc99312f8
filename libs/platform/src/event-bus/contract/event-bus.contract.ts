import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { waitUntil } from '@pinglu/testing';
import { createEventBus, type EventBusConfig } from '../create-event-bus.js';
import {
  GroupRunningError,
  RecordRefusedError,
  type EventBus,
  type OutgoingRecord,
  type SubscribeOptions,
  type TopicSpec,
} from '../event-bus.js';
import { partitionFor } from '../postgres-log/partitioner.js';
import { MAX_RECORD_BYTES } from '../record-size.js';
import { Collector } from './collector.js';

const logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const PARTITIONS = 4;
/** Long enough for a broker to notice that a member was killed. */
const HANDOVER_MS = 30_000;

/** What every event bus must do. One suite for all adapters: where they differ, Kafka is right. */
export function eventBusContract(configure: () => EventBusConfig): void {
  const open: EventBus[] = [];
  let bus: EventBus;
  let names = 0;

  const unique = (what: string) => `contract.${what}.${process.pid}-${Date.now().toString(36)}-${++names}`;
  const newBus = (): EventBus => {
    const created = createEventBus(configure(), logger);
    open.push(created);
    return created;
  };
  const newTopic = async (spec: Partial<TopicSpec> = {}): Promise<string> => {
    const name = unique('topic');
    await bus.ensureTopics([{ name, partitions: PARTITIONS, compacted: false, retentionMs: 3_600_000, ...spec }]);
    return name;
  };
  const record = (topic: string, key: string, value: string | null): OutgoingRecord => ({
    topic,
    key,
    headers: { ce_type: 'test' },
    value: value === null ? null : Buffer.from(value),
  });
  const numbered = (topic: string, from: number, to: number, keys = 20): OutgoingRecord[] =>
    Array.from({ length: to - from }, (_, i) => record(topic, `key-${(from + i) % keys}`, String(from + i)));
  const collect = async (
    topic: string,
    options: Partial<SubscribeOptions> = {},
    on: EventBus = bus,
  ): Promise<Collector & { stop(): Promise<void> }> => {
    const collector = new Collector();
    const subscription = await on.subscribe({
      group: unique('group'),
      topics: [topic],
      handle: collector.handle,
      ...options,
    });
    return Object.assign(collector, { stop: () => subscription.stop() });
  };
  const received = (collector: Collector, count: number, deadlineMs = HANDOVER_MS) =>
    waitUntil(() => new Set(collector.values).size >= count, {
      what: `${count} records to arrive (${new Set(collector.values).size} did at the start of the wait)`,
      deadlineMs,
    });

  beforeEach(() => {
    bus = newBus();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
  });

  it('answers a ping', async () => {
    await expect(bus.ping()).resolves.toBeUndefined();
  });

  it('gives back key, headers and bytes as they were, and the time at which it took them', async () => {
    const topic = await newTopic();
    const value = Buffer.from([0, 255, 13, 10, 0x7b]);
    const before = Date.now();
    await bus.publish([
      { topic, key: 'Kölsch 🍺 平陆', headers: { ce_type: 'test', 'content-type': 'application/json' }, value },
    ]);
    const collector = await collect(topic);
    await waitUntil(() => collector.records.length === 1, { what: 'the record', deadlineMs: HANDOVER_MS });
    const [got] = collector.records;
    expect(got).toMatchObject({
      topic,
      key: 'Kölsch 🍺 平陆',
      headers: { ce_type: 'test', 'content-type': 'application/json' },
      value,
      offset: '0',
    });
    expect(Math.abs(got!.timestampMs - before)).toBeLessThan(60_000);
  });

  it('keeps a tombstone apart from an empty value', async () => {
    const topic = await newTopic({ compacted: true });
    await bus.publish([record(topic, 'k', null), record(topic, 'k', '')]);
    const collector = await collect(topic);
    await waitUntil(() => collector.records.length === 2, { what: 'both records', deadlineMs: HANDOVER_MS });
    expect(collector.records.map(({ value }) => value)).toEqual([null, Buffer.alloc(0)]);
  });

  it("puts a key where Kafka's default partitioner puts it", async () => {
    const topic = await newTopic();
    await bus.publish(numbered(topic, 0, 50, 50));
    const collector = await collect(topic);
    await received(collector, 50);
    for (const { key, partition } of collector.records) {
      expect(partition).toBe(partitionFor(key!, PARTITIONS));
    }
  });

  it('delivers batches of one partition in offset order, none larger than asked for', async () => {
    const topic = await newTopic();
    await bus.publish(numbered(topic, 0, 400));
    const collector = await collect(topic, { maxBatch: 30 });
    await received(collector, 400);
    const nextOffset = new Map<number, number>();
    for (const batch of collector.batches) {
      expect(batch.length).toBeLessThanOrEqual(30);
      expect(new Set(batch.map(({ partition }) => partition)).size).toBe(1);
      for (const { partition, offset } of batch) {
        expect(Number(offset)).toBe(nextOffset.get(partition) ?? 0);
        nextOffset.set(partition, Number(offset) + 1);
      }
    }
    expect(Math.max(...collector.batches.map((batch) => batch.length))).toBeGreaterThan(1);
  });

  it('keeps the order of a key that is written in many batches while it is read', async () => {
    const topic = await newTopic();
    const collector = await collect(topic);
    for (let from = 0; from < 1_000; from += 50) await bus.publish(numbered(topic, from, from + 50));
    await received(collector, 1_000);
    for (const [key, values] of collector.valuesByKey()) {
      const first = Number(key.slice(4));
      expect(values.map(Number)).toEqual(Array.from({ length: 50 }, (_, i) => first + i * 20));
    }
  });

  it('gives every group every record, from the first one on', async () => {
    const topic = await newTopic();
    await bus.publish(numbered(topic, 0, 20));
    const [one, other] = [await collect(topic), await collect(topic)];
    await Promise.all([received(one, 20), received(other, 20)]);
    expect(one.records).toHaveLength(20);
    expect(other.records).toHaveLength(20);
  });

  it('repeats a rejected batch, and lets the other partitions go on meanwhile', async () => {
    const topic = await newTopic();
    await bus.publish(numbered(topic, 0, 80));
    const collector = new Collector();
    let stubborn: number | undefined;
    let rejections = 0;
    const subscription = await bus.subscribe({
      group: unique('group'),
      topics: [topic],
      handle: async (records, context) => {
        stubborn ??= context.partition;
        const rest = () => new Set(collector.records.map(({ partition }) => partition)).size;
        if (context.partition === stubborn && rest() < PARTITIONS - 1) {
          rejections += 1;
          throw new Error('not yet');
        }
        await collector.handle(records, context);
      },
    });
    await received(collector, 80);
    expect(rejections).toBeGreaterThan(0);
    const offsets = collector.records.filter(({ partition }) => partition === stubborn).map(({ offset }) => +offset);
    expect(offsets).toEqual([...offsets.keys()]);
    await subscription.stop();
  });

  it('shares the partitions among members that join and leave, losing nothing and keeping the order of keys', async () => {
    const topic = await newTopic();
    const group = unique('group');
    const both = new Collector();
    const seenBy = [new Set<number>(), new Set<number>()];
    const member = (index: number, on: EventBus) =>
      collect(
        topic,
        {
          group,
          handle: async (records, context) => {
            seenBy[index]!.add(context.partition);
            await both.handle(records, context);
          },
        },
        on,
      );
    const first = await member(0, bus);
    let sent = 0;
    const send = async () => {
      await bus.publish(numbered(topic, sent, sent + 40));
      sent += 40;
    };
    await send();
    await received(both, sent);
    expect(seenBy[0]!.size).toBe(PARTITIONS);
    const second = await member(1, newBus());
    await waitUntil(
      async () => {
        await send();
        return seenBy[1]!.size > 0;
      },
      { what: 'the second member to be given a partition', deadlineMs: HANDOVER_MS, everyMs: 100 },
    );
    await first.stop();
    seenBy[1]!.clear();
    await waitUntil(
      async () => {
        await send();
        return seenBy[1]!.size === PARTITIONS;
      },
      { what: 'the second member to be given all partitions', deadlineMs: HANDOVER_MS, everyMs: 100 },
    );
    await received(both, sent);
    for (const values of both.valuesByKey().values()) {
      expect(values.map(Number)).toEqual(values.map(Number).sort((a, b) => a - b));
    }
    await second.stop();
  });

  it('gives the unfinished work of a killed member to another one', async () => {
    const topic = await newTopic({ partitions: 1 });
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 30));
    const file = resolve(__dirname, '../../../dist/event-bus/contract/member.process.js');
    const member = fork(file, [JSON.stringify(configure()), group, topic], { execArgv: [] });
    const told: { batch: number; values: string[] }[] = [];
    member.on('message', (message) => told.push(message as (typeof told)[number]));
    try {
      await waitUntil(() => told.length === 2, {
        what: 'the member to be in its second batch',
        deadlineMs: HANDOVER_MS,
      });
    } finally {
      const gone = once(member, 'exit');
      member.kill('SIGKILL');
      await gone;
    }
    const collector = await collect(topic, { group });
    const unfinished = Array.from({ length: 20 }, (_, i) => String(10 + i));
    await waitUntil(() => unfinished.every((value) => collector.values.includes(value)), {
      what: 'the records from the tenth on',
      deadlineMs: HANDOVER_MS,
    });
    expect(collector.values.map(Number)).toEqual(collector.values.map(Number).sort((a, b) => a - b));
  });

  it('goes on after the last finished record when a group starts again', async () => {
    const topic = await newTopic();
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 40));
    const before = await collect(topic, { group });
    await received(before, 40);
    await before.stop();
    await bus.publish(numbered(topic, 40, 60));
    const after = await collect(topic, { group }, newBus());
    await received(after, 20);
    expect(after.values.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 40 + i));
  });

  it('moves a stopped group back to an offset', async () => {
    const topic = await newTopic({ partitions: 1 });
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 30));
    const before = await collect(topic, { group });
    await received(before, 30);
    await before.stop();
    await bus.moveGroup(group, { topic, partition: 0, offset: '25' });
    const after = await collect(topic, { group });
    await received(after, 5);
    expect(after.values).toEqual(['25', '26', '27', '28', '29']);
  });

  it('moves a stopped group to a point in time', async () => {
    const topic = await newTopic();
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 20));
    const before = await collect(topic, { group });
    await received(before, 20);
    const sinceMs = await waitUntil(() => Date.now() > before.records.at(-1)!.timestampMs + 5 && Date.now(), {
      what: 'the clock to move on',
    });
    await bus.publish(numbered(topic, 20, 40));
    await received(before, 40);
    await before.stop();
    await bus.moveGroup(group, { topic, sinceMs });
    const after = await collect(topic, { group });
    await received(after, 20);
    expect(after.values.map(Number).sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => 20 + i));
  });

  it('refuses to move a group that runs', async () => {
    const topic = await newTopic();
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 4));
    const member = await collect(topic, { group });
    await received(member, 4);
    await expect(bus.moveGroup(group, { topic, sinceMs: 0 })).rejects.toThrow(GroupRunningError);
  });

  it('tells how far a group is behind', async () => {
    const topic = await newTopic({ partitions: 1 });
    const group = unique('group');
    await bus.publish(numbered(topic, 0, 7));
    expect(await bus.lag(group, [topic])).toEqual([{ topic, partition: 0, lag: 7 }]);
    const member = await collect(topic, { group });
    await received(member, 7);
    await member.stop();
    await bus.publish(numbered(topic, 7, 10));
    expect(await bus.lag(group, [topic])).toEqual([{ topic, partition: 0, lag: 3 }]);
  });

  it('refuses a record for a topic that is not there, and one that is too large, in words', async () => {
    const topic = await newTopic();
    await expect(bus.publish([record(unique('missing'), 'k', 'v')])).rejects.toThrow(RecordRefusedError);
    await expect(bus.publish([record(topic, 'k', 'x'.repeat(MAX_RECORD_BYTES))])).rejects.toThrow(
      /takes \d+ bytes; the bus takes at most/,
    );
    await bus.publish([record(topic, 'k', 'x'.repeat(900_000))]);
    const collector = await collect(topic);
    await waitUntil(() => collector.records.length === 1, { what: 'the largest record', deadlineMs: HANDOVER_MS });
  });

  it('leaves a topic that exists as it is', async () => {
    const topic = await newTopic({ partitions: 2 });
    await bus.publish(numbered(topic, 0, 10));
    await bus.ensureTopics([{ name: topic, partitions: 3, compacted: false, retentionMs: 1 }]);
    const collector = await collect(topic);
    await received(collector, 10);
    expect(Math.max(...collector.records.map(({ partition }) => partition))).toBeLessThan(2);
  });
}
