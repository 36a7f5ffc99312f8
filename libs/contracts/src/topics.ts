import { isHeaderText } from './record/header-rules.js';

/** A topic: who writes it, what orders it, how long it is kept. */
export interface TopicSpec {
  name: string;
  /** The only service that publishes to it; to a dead-letter topic, every service that reads the topic it belongs to. */
  owner: string;
  /** What the record key is made of, for people. */
  key: string;
  partitions: number;
  /** True: the last record per key is kept for good, older ones of the key may go. */
  compacted: boolean;
  /** How long a record is kept, in milliseconds; null: no limit in time. */
  retentionMs: number | null;
  eventTypes: readonly string[];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const PARTITIONS = 4;

export const topics: { merchant: TopicSpec; warehouse: TopicSpec } = {
  merchant: {
    name: 'merchants.merchant.v1',
    owner: 'gateway',
    key: 'merchantId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: [
      'com.pinglu.merchants.merchant_registered.v1',
      'com.pinglu.merchants.merchant_renamed.v1',
      'com.pinglu.merchants.merchant_suspended.v1',
      'com.pinglu.merchants.merchant_resumed.v1',
    ],
  },
  warehouse: {
    name: 'inventory.warehouse.v1',
    owner: 'inventory',
    key: 'merchantId/warehouseId',
    partitions: PARTITIONS,
    compacted: true,
    retentionMs: null,
    eventTypes: ['com.pinglu.inventory.warehouse_opened.v1'],
  },
};

/** Record key of everything about one merchant. */
export const merchantKey = (merchantId: string): string => merchantId;

/** Record key of everything about one warehouse. */
export const warehouseKey = (merchantId: string, warehouseId: string): string => `${merchantId}/${warehouseId}`;

/**
 * Record key of a dead letter: that of the original, so that the dead letters of a key stay together; its position as
 * topic/partition/offset when it had none, or one that cannot stand in an envelope.
 */
export const deadLetterKey = (original: {
  topic: string;
  partition: number;
  offset: string;
  key: string | null;
}): string =>
  original.key !== null && isHeaderText(original.key)
    ? original.key
    : `${original.topic}/${original.partition}/${original.offset}`;

/** Where records of a topic go that a consumer has given up on. */
export const deadLetterTopic = (name: string): string => `${name}.dlq`;

const deadLetterSpec = (topic: TopicSpec): TopicSpec => ({
  name: deadLetterTopic(topic.name),
  owner: topic.owner,
  key: 'as the original record; topic/partition/offset of the original when that had none that could be kept',
  partitions: topic.partitions,
  compacted: false,
  retentionMs: 30 * DAY_MS,
  eventTypes: ['com.pinglu.platform.event_dead_lettered.v1'],
});

export const allTopics: TopicSpec[] = Object.values(topics).flatMap((topic) => [topic, deadLetterSpec(topic)]);
