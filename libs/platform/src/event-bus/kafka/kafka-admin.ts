import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import type { BusLogger } from '../bus-logger.js';
import {
  BusUnavailableError,
  GroupRunningError,
  RecordRefusedError,
  type PartitionLag,
  type ReplayPosition,
  type TopicSpec,
} from '../event-bus.js';
import { withDeadline } from '../waiting.js';
import { toBusError } from './kafka-errors.js';

const ANSWER_DEADLINE_MS = 20_000;
const PING_DEADLINE_MS = 3_000;
const LOOK_AGAIN_MS = 500;
/** As Kafka writes it in `retention.ms`. */
const KEPT_FOR_EVER = -1;

/** Questions and changes that are about topics and groups as a whole. */
export class KafkaAdmin {
  private admin: Promise<Admin> | undefined;
  private readonly knownTopics = new Set<string>();

  constructor(
    private readonly kafka: Kafka,
    private readonly logger: BusLogger,
  ) {}

  /** @throws RecordRefusedError for a topic that is not there, also not at a second look a moment later */
  async assertTopicsExist(topics: Iterable<string>): Promise<void> {
    const unknown = () => [...new Set(topics)].filter((topic) => !this.knownTopics.has(topic));
    if (unknown().length === 0) return;
    await this.learnTopics();
    if (unknown().length === 0) return;
    // A broker may learn of a topic a little after the one that created it.
    await delay(LOOK_AGAIN_MS);
    await this.learnTopics();
    const [missing] = unknown();
    if (missing !== undefined) {
      throw new RecordRefusedError(`There is no topic ${missing}.`, { meta: { topic: missing } });
    }
  }

  /** To be called when a write failed: the next one looks again whether its topics are still there. */
  forgetTopics(): void {
    this.knownTopics.clear();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    await this.ask('create topics', async (admin) => {
      const existing = new Set(await admin.listTopics());
      const missing = topics.filter(({ name }) => !existing.has(name));
      if (missing.length === 0) return;
      await admin.createTopics({
        // The number of replicas is left to the broker: one on a developer's machine, three in production.
        topics: missing.map(({ name, partitions, compacted, retentionMs }) => ({
          topic: name,
          numPartitions: partitions,
          replicationFactor: -1,
          configEntries: compacted
            ? [{ name: 'cleanup.policy', value: 'compact' }]
            : [
                { name: 'cleanup.policy', value: 'delete' },
                { name: 'retention.ms', value: String(retentionMs ?? KEPT_FOR_EVER) },
              ],
        })),
      });
    });
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    if (topics.length === 0) return [];
    await this.assertTopicsExist(topics);
    return this.ask('tell the lag of a group', async (admin) => {
      const committed = await admin.fetchOffsets({ groupId: group, topics: [...topics] });
      const lags: PartitionLag[] = [];
      for (const { topic, partitions } of committed) {
        const done = new Map(partitions.map(({ partition, offset }) => [partition, BigInt(offset)]));
        for (const { partition, high, low } of await admin.fetchTopicOffsets(topic)) {
          const first = BigInt(low);
          const next = done.get(partition) ?? first;
          lags.push({ topic, partition, lag: Number(BigInt(high) - (next > first ? next : first)) });
        }
      }
      return lags.sort((a, b) => (a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1));
    });
  }

  async moveGroup(group: string, to: ReplayPosition): Promise<void> {
    await this.assertTopicsExist([to.topic]);
    // The client moves offsets through a consumer hidden in the admin: one of its own, so that closing it ends both.
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      await withDeadline(this.move(admin, group, to), ANSWER_DEADLINE_MS, lateAnswer);
    } catch (error) {
      throw toBusError(error, 'move a group');
    } finally {
      await this.disconnect(admin);
    }
  }

  async ping(): Promise<void> {
    await this.ask('answer', (admin) => admin.describeCluster(), PING_DEADLINE_MS);
  }

  async close(): Promise<void> {
    const admin = this.admin;
    this.admin = undefined;
    const connected = await admin?.catch(() => undefined);
    if (connected !== undefined) await this.disconnect(connected);
  }

  private async move(admin: Admin, group: string, to: ReplayPosition): Promise<void> {
    const [description] = (await admin.describeGroups([group])).groups;
    if (description !== undefined && description.state !== 'Empty' && description.state !== 'Dead') {
      throw new GroupRunningError(`Group ${group} has running members; stop them before it is moved.`, {
        meta: { group, state: description.state },
      });
    }
    const partitions =
      'offset' in to
        ? [{ partition: to.partition, offset: to.offset }]
        : await admin.fetchTopicOffsetsByTimestamp(to.topic, to.sinceMs);
    await admin.setOffsets({ groupId: group, topic: to.topic, partitions });
  }

  private async learnTopics(): Promise<void> {
    const topics = await this.ask('list topics', (admin) => admin.listTopics());
    for (const topic of topics) this.knownTopics.add(topic);
  }

  private async ask<T>(
    what: string,
    question: (admin: Admin) => Promise<T>,
    deadlineMs: number = ANSWER_DEADLINE_MS,
  ): Promise<T> {
    this.admin ??= this.connect();
    const asked = this.admin;
    try {
      return await withDeadline(asked.then(question), deadlineMs, lateAnswer);
    } catch (error) {
      // Connections of the old one may be half dead; a new one costs little and is rare.
      if (this.admin === asked) void this.close();
      throw toBusError(error, what);
    }
  }

  private async connect(): Promise<Admin> {
    const admin = this.kafka.admin();
    try {
      await admin.connect();
      return admin;
    } catch (error) {
      await this.disconnect(admin);
      throw error;
    }
  }

  private async disconnect(admin: Admin): Promise<void> {
    try {
      await admin.disconnect();
    } catch (error) {
      this.logger.debug('A Kafka admin could not be closed properly.', { reason: String(error) });
    }
  }
}

const lateAnswer = () => new BusUnavailableError('Kafka did not answer in time.');
