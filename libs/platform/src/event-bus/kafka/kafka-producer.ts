import { Partitioners, type Kafka, type Producer, type TopicMessages } from 'kafkajs';
import type { BusLogger } from '../bus-logger.js';
import type { OutgoingRecord } from '../event-bus.js';
import { recordBytes, splitByBytes } from '../record-size.js';
import { RETRY } from './kafka-client.js';
import { isTooLarge, toBusError } from './kafka-errors.js';

const BROKER_TIMEOUT_MS = 10_000;

/**
 * Writes one batch after the other, never two at once, and never uses a producer again that failed.
 *
 * Both for the same reason: after a failure with an unknown outcome the client takes its sequence numbers back. Other
 * records sent under the same numbers, by the next caller or by one that waits beside us, would be taken by the broker
 * for the repetition it knows already, and be lost with an answer that says "stored". A new producer has a new id.
 */
export class KafkaProducer {
  private producer: Promise<Producer> | undefined;
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly kafka: Kafka,
    private readonly logger: BusLogger,
  ) {}

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    const turn = this.last.then(async () => {
      for (const run of splitByBytes(records, recordBytes)) await this.send(run);
    });
    this.last = turn.catch(() => undefined);
    await turn;
  }

  async close(): Promise<void> {
    await this.last;
    await this.discard();
  }

  private async send(run: readonly OutgoingRecord[]): Promise<void> {
    try {
      const producer = await this.connected();
      await producer.sendBatch({ acks: -1, timeout: BROKER_TIMEOUT_MS, topicMessages: byTopic(run) });
    } catch (error) {
      await this.discard();
      if (isTooLarge(error) && run.length > 1) {
        // The broker allows less than we do by default: only a record that is too large by itself is refused.
        const middle = run.length >> 1;
        await this.send(run.slice(0, middle));
        await this.send(run.slice(middle));
        return;
      }
      throw toBusError(error, 'store records');
    }
  }

  private connected(): Promise<Producer> {
    this.producer ??= this.connect();
    return this.producer;
  }

  private async connect(): Promise<Producer> {
    const producer = this.kafka.producer({
      createPartitioner: Partitioners.DefaultPartitioner,
      idempotent: true,
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
      retry: RETRY,
    });
    try {
      await producer.connect();
      return producer;
    } catch (error) {
      await producer.disconnect().catch(() => undefined);
      throw error;
    }
  }

  private async discard(): Promise<void> {
    const producer = this.producer;
    this.producer = undefined;
    try {
      await (await producer)?.disconnect();
    } catch (error) {
      this.logger.debug('A Kafka producer could not be closed properly.', { reason: String(error) });
    }
  }
}

function byTopic(records: readonly OutgoingRecord[]): TopicMessages[] {
  const topics = new Map<string, TopicMessages>();
  for (const { topic, key, headers, value } of records) {
    let messages = topics.get(topic);
    if (messages === undefined) topics.set(topic, (messages = { topic, messages: [] }));
    messages.messages.push({ key, headers: { ...headers }, value });
  }
  return [...topics.values()];
}
