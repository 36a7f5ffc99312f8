import type { Consumer, EachBatchPayload, IHeaders, Kafka, KafkaMessage } from 'kafkajs';
import type { BusLogger } from '../bus-logger.js';
import { BusUnavailableError, type BusRecord, type SubscribeOptions, type Subscription } from '../event-bus.js';
import { Bell, backoffMs } from '../waiting.js';
import { byTopicAssigner } from './by-topic-assigner.js';
import { RETRY } from './kafka-client.js';
import { isMembershipLost } from './kafka-errors.js';

export interface KafkaSubscriptionOptions extends Omit<SubscribeOptions, 'maxBatch'> {
  readonly maxBatch: number;
  readonly logger: BusLogger;
}

const SESSION_TIMEOUT_MS = 10_000;
const HEARTBEAT_INTERVAL_MS = 3_000;
/** How long the other members wait for one that is still in a batch when partitions are shared out anew. */
const REBALANCE_TIMEOUT_MS = 30_000;
const MAX_WAIT_MS = 100;
const COMMIT_INTERVAL_MS = 500;
/** The client fetches again only when every partition of the last fetch is done: none may hold the rest up for long. */
const TURN_MS = 1_000;
const MOST_PARTITIONS_AT_ONCE = 64;

/**
 * A member of a consumer group that stays one. The client starts again by itself only after some of its failures; here
 * whatever ends a consumer is followed by a new one, until `stop`.
 */
export class KafkaSubscription implements Subscription {
  joined = false;

  private stopping = false;
  private readonly interrupt = new Bell();
  private readonly ended: Promise<void>;
  private failuresInARow = 0;
  /** How often the batch at the head of a partition was rejected. */
  private readonly rejections = new Map<string, number>();
  private readonly resumeTimers = new Set<NodeJS.Timeout>();

  constructor(
    private readonly kafka: Kafka,
    private readonly options: KafkaSubscriptionOptions,
  ) {
    this.ended = this.supervise();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.interrupt.ring();
    await this.ended;
  }

  private async supervise(): Promise<void> {
    const { group, topics, logger } = this.options;
    while (!this.stopping) {
      try {
        await this.consumeUntilTheEnd();
      } catch (error) {
        const retryInMs = backoffMs(this.failuresInARow++);
        const reason = error instanceof Error ? error.message : String(error);
        logger.warn('A Kafka consumer ended and starts again.', { group, topics, reason, retryInMs });
        if (!this.stopping) await this.interrupt.wait(retryInMs);
      }
    }
  }

  private async consumeUntilTheEnd(): Promise<void> {
    const consumer = this.kafka.consumer({
      groupId: this.options.group,
      partitionAssigners: [byTopicAssigner],
      sessionTimeout: SESSION_TIMEOUT_MS,
      heartbeatInterval: HEARTBEAT_INTERVAL_MS,
      rebalanceTimeout: REBALANCE_TIMEOUT_MS,
      maxWaitTimeInMs: MAX_WAIT_MS,
      minBytes: 1,
      allowAutoTopicCreation: false,
      retry: { ...RETRY, restartOnFailure: async () => false },
    });
    let crash: Error | undefined;
    consumer.on(consumer.events.GROUP_JOIN, () => {
      this.joined = true;
      this.failuresInARow = 0;
    });
    consumer.on(consumer.events.REBALANCING, () => {
      this.joined = false;
    });
    consumer.on(consumer.events.CRASH, ({ payload }) => {
      crash = payload.error;
      this.interrupt.ring();
    });
    const start = this.start(consumer).catch((error: Error) => {
      crash ??= error;
      this.interrupt.ring();
    });
    try {
      while (!this.stopping && crash === undefined) await this.interrupt.wait(60_000);
    } finally {
      for (const timer of this.resumeTimers) clearTimeout(timer);
      this.resumeTimers.clear();
      await this.disconnect(consumer);
      // A consumer told to stop while it joins goes on joining; it has to be told again when it is through.
      await start;
      await this.disconnect(consumer);
      this.joined = false;
    }
    if (crash !== undefined) throw crash;
  }

  private async start(consumer: Consumer): Promise<void> {
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.options.topics], fromBeginning: true });
    await consumer.run({
      autoCommitInterval: COMMIT_INTERVAL_MS,
      eachBatchAutoResolve: false,
      partitionsConsumedConcurrently: MOST_PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.takeTurn(payload),
    });
  }

  /** Waits for running batches, stores the group's offsets and leaves. */
  private async disconnect(consumer: Consumer): Promise<void> {
    try {
      await consumer.disconnect();
    } catch (error) {
      this.options.logger.debug('A Kafka consumer could not be closed properly.', { reason: String(error) });
    }
  }

  private async takeTurn(payload: EachBatchPayload): Promise<void> {
    const { batch, resolveOffset, heartbeat, commitOffsetsIfNecessary, isRunning, isStale } = payload;
    const { maxBatch } = this.options;
    const turnEndsAt = Date.now() + TURN_MS;
    for (let from = 0; from < batch.messages.length && Date.now() < turnEndsAt; from += maxBatch) {
      if (!isRunning() || isStale()) return;
      const messages = batch.messages.slice(from, from + maxBatch);
      if (!(await this.handled(payload, messages))) return;
      resolveOffset(messages[messages.length - 1]!.offset);
      await heartbeat();
      await commitOffsetsIfNecessary();
    }
  }

  /** False when the handler rejected: the partition then rests for a while and the same records are fetched again. */
  private async handled(payload: EachBatchPayload, messages: readonly KafkaMessage[]): Promise<boolean> {
    const { group, handle, logger } = this.options;
    const { topic, partition } = payload.batch;
    const head = `${topic}|${partition}`;
    const stopBeating = keepMembership(payload);
    try {
      await handle(
        messages.map((message) => toBusRecord(topic, partition, message)),
        { group, topic, partition, heartbeat: () => beat(payload) },
      );
      this.rejections.delete(head);
      return true;
    } catch (error) {
      const attempt = this.rejections.get(head) ?? 0;
      this.rejections.set(head, attempt + 1);
      const retryInMs = backoffMs(attempt);
      const offset = messages[0]?.offset;
      logger.warn('A batch was rejected and will be delivered again.', {
        group,
        topic,
        partition,
        offset,
        attempt: attempt + 1,
        retryInMs,
        error,
      });
      this.rest(payload.pause(), retryInMs);
      return false;
    } finally {
      stopBeating();
    }
  }

  /** Waiting inside the turn would hold up the other partitions; a paused one does not. */
  private rest(resume: () => void, restMs: number): void {
    const timer = setTimeout(() => {
      this.resumeTimers.delete(timer);
      resume();
    }, restMs);
    this.resumeTimers.add(timer);
  }
}

/** A process that lives keeps its partitions, however long one batch takes. */
function keepMembership({ heartbeat }: EachBatchPayload): () => void {
  // A failed beat is of no use to anyone here: the beat after the batch meets the same answer and acts on it.
  const timer = setInterval(() => void heartbeat().catch(() => undefined), HEARTBEAT_INTERVAL_MS / 2);
  return () => clearInterval(timer);
}

async function beat({ heartbeat, batch }: EachBatchPayload): Promise<void> {
  try {
    await heartbeat();
  } catch (error) {
    // A rebalance waits for the running batch, and a broker that is away for a moment is no reason to drop the work.
    if (!isMembershipLost(error)) return;
    throw new BusUnavailableError(`Partition ${batch.partition} of ${batch.topic} was given to another member.`, {
      cause: error,
    });
  }
}

function toBusRecord(topic: string, partition: number, message: KafkaMessage): BusRecord {
  return {
    topic,
    partition,
    offset: message.offset,
    key: message.key?.toString() ?? null,
    headers: toHeaders(message.headers),
    value: message.value,
    timestampMs: Number(message.timestamp),
  };
}

/** Kafka allows a header several times; the last one counts. */
function toHeaders(headers: IHeaders | undefined): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value[value.length - 1] : value;
    if (last !== undefined) result[name] = last.toString();
  }
  return result;
}
