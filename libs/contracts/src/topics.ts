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

/** Where records of a topic go that a consumer has given up on. */
export const deadLetterTopic = (name: string): string => `${name}.dlq`;

const deadLetterSpec = (topic: TopicSpec): TopicSpec => ({
  name: deadLetterTopic(topic.name),
  owner: topic.owner,
  key: 'as the original record; topic/partition/offset of the original when it had no key',
  partitions: topic.partitions,
  compacted: false,
  retentionMs: 30 * DAY_MS,
  eventTypes: ['com.pinglu.platform.event_dead_lettered.v1'],
});

export const allTopics: TopicSpec[] = Object.values(topics).flatMap((topic) => [topic, deadLetterSpec(topic)]);
