import type { Kafka } from 'kafkajs';
import type { BusLogger } from '../bus-logger.js';
import {
  BusUnavailableError,
  EventBus,
  type OutgoingRecord,
  type PartitionLag,
  type ReplayPosition,
  type SubscribeOptions,
  type Subscription,
  type TopicSpec,
} from '../event-bus.js';
import { assertRecordsFit } from '../record-size.js';
import { DEFAULT_MAX_BATCH } from '../subscribe-defaults.js';
import { KafkaAdmin } from './kafka-admin.js';
import { createKafka, type KafkaAddress } from './kafka-client.js';
import { KafkaProducer } from './kafka-producer.js';
import { KafkaSubscription } from './kafka-subscription.js';

/** The bus over Apache Kafka. This folder is the only place that knows a Kafka client. */
export class KafkaEventBus extends EventBus {
  readonly kind = 'kafka';

  private readonly kafka: Kafka;
  private readonly producer: KafkaProducer;
  private readonly admin: KafkaAdmin;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    address: KafkaAddress,
    private readonly logger: BusLogger,
  ) {
    super();
    this.kafka = createKafka(address, logger);
    this.producer = new KafkaProducer(this.kafka, logger);
    this.admin = new KafkaAdmin(this.kafka, logger);
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    await this.admin.ensureTopics(topics);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    assertRecordsFit(records);
    await this.admin.assertTopicsExist(records.map(({ topic }) => topic));
    try {
      await this.producer.publish(records);
    } catch (error) {
      if (error instanceof BusUnavailableError) this.admin.forgetTopics();
      throw error;
    }
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const subscription = new KafkaSubscription(this.kafka, {
      ...options,
      maxBatch: options.maxBatch ?? DEFAULT_MAX_BATCH,
      logger: this.logger,
    });
    this.subscriptions.add(subscription);
    return subscription;
  }

  async moveGroup(group: string, to: ReplayPosition): Promise<void> {
    await this.admin.moveGroup(group, to);
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    return this.admin.lag(group, topics);
  }

  async ping(): Promise<void> {
    await this.admin.ping();
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.subscriptions.clear();
    await this.producer.close();
    await this.admin.close();
  }
}
