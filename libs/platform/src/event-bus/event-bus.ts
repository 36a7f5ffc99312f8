import { AppError } from '@pinglu/kernel';

/** One record to be written. `key` decides the partition and is the unit of ordering. */
export interface OutgoingRecord {
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes of the event's data; null is a tombstone on a compacted topic. */
  readonly value: Buffer | null;
}

/** One record as it was read. `offset` is a decimal string, because it is a 64-bit number. */
export interface BusRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly key: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
  readonly timestampMs: number;
}

export interface TopicSpec {
  readonly name: string;
  readonly partitions: number;
  /** The last record per key is kept for good; older ones may go. */
  readonly compacted: boolean;
  /** How long a record is kept, in milliseconds; null for as long as there is room. Ignored when compacted. */
  readonly retentionMs: number | null;
}

export interface BatchContext {
  readonly group: string;
  readonly topic: string;
  readonly partition: number;
  /** To be called in work that takes more than a few seconds, or the partition is given to another member. */
  heartbeat(): Promise<void>;
}

/**
 * Receives records of one partition in offset order, never two batches of one partition at once. When it resolves, the
 * batch is done for the group; when it rejects, the same records come again after a back-off, and nothing behind them
 * on that partition is delivered before. A batch may therefore come more than once: the inbox makes that harmless.
 */
export type BatchHandler = (records: readonly BusRecord[], context: BatchContext) => Promise<void>;

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly handle: BatchHandler;
  /** Most records in one call of the handler. Default 500. */
  readonly maxBatch?: number;
}

export interface Subscription {
  /** True once this member takes part in the group (it may hold no partition when there are more members). */
  readonly joined: boolean;
  /** Lets the running batches end, keeps their offsets and leaves the group. */
  stop(): Promise<void>;
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  /** Records written and not yet done by the group. */
  readonly lag: number;
}

/** Where a group goes on: at an offset of one partition, or on all partitions at the first record not older than a time. */
export type ReplayPosition =
  | { readonly topic: string; readonly partition: number; readonly offset: string }
  | { readonly topic: string; readonly sinceMs: number };

/** The bus will never take this record as it is (too large, no such topic): retrying is useless. */
export class RecordRefusedError extends AppError {
  readonly code = 'record-refused';
  readonly category = 'invalid';
}

/** The bus cannot be reached or did not answer in time; nothing is known of the records' fate, write them again. */
export class BusUnavailableError extends AppError {
  readonly code = 'bus-unavailable';
  readonly category = 'unavailable';
  override readonly retryable = true;
}

/** A group cannot be moved while members of it run. Stop them first. */
export class GroupRunningError extends AppError {
  readonly code = 'group-running';
  readonly category = 'conflict';
}

/**
 * The only way to a log of records. Two adapters stand behind it (Kafka, and a log kept in PostgreSQL for one machine);
 * nothing else in the code base knows which one runs or imports their clients. Where the two differ, Kafka is right.
 */
export abstract class EventBus {
  /** 'kafka' or 'postgres-log': for a person's eyes (logs, health), never to branch on. */
  abstract readonly kind: string;

  /** Creates what is missing; never changes or removes a topic that stands. */
  abstract ensureTopics(topics: readonly TopicSpec[]): Promise<void>;

  /**
   * Resolves when every record is stored by all in-sync replicas, in the order given per key.
   * @throws RecordRefusedError when one of them can never be stored; none of the batch may be assumed written
   * @throws BusUnavailableError when the outcome is unknown
   */
  abstract publish(records: readonly OutgoingRecord[]): Promise<void>;

  /** A group new to a topic starts at its first record. */
  abstract subscribe(options: SubscribeOptions): Promise<Subscription>;

  /** @throws GroupRunningError while members of the group run */
  abstract moveGroup(group: string, to: ReplayPosition): Promise<void>;

  abstract lag(group: string, topics: readonly string[]): Promise<PartitionLag[]>;

  /** Resolves when the bus answers; rejects with BusUnavailableError when it does not within a few seconds. */
  abstract ping(): Promise<void>;

  abstract close(): Promise<void>;
}
