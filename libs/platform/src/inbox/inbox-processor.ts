import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, type Transactions } from '../database/transactions.js';
import type { BatchProcessor, EventBatch } from '../event-bus/batch-processor.js';
import type { BusLogger } from '../event-bus/bus-logger.js';
import type { DeadLetterStore } from './dead-letter-store.js';
import { decodeRecords, type Decoded } from './decode-records.js';
import { kindOfFailure } from './failure.js';
import { claim } from './inbox.js';
import { tracedHandling } from './traced-handling.js';

export interface InboxCounts {
  /** Events whose effect was committed. */
  readonly applied: number;
  /** Events dropped because they had been done with before. */
  readonly repeated: number;
  /** Records set aside with their reason. */
  readonly parked: number;
  /** Records put behind a parked one. */
  readonly waiting: number;
}

export interface InboxProcessorOptions {
  /** The name of the service: what it has done with, it has done with under this name. */
  readonly consumer: string;
  readonly transactions: Transactions;
  readonly deadLetters: DeadLetterStore;
  readonly logger: BusLogger;
  readonly onCounted?: (topic: string, counts: InboxCounts) => void;
  /** How often a batch that fails for a passing reason comes again before the failing records are set aside. */
  readonly mostAttempts?: number;
}

const MOST_ATTEMPTS = 8;
const NOTHING: InboxCounts = { applied: 0, repeated: 0, parked: 0, waiting: 0 };

/**
 * Gives each event to its handler once. Dedupe, effect, dead letters and resulting events commit in one transaction per
 * batch. When a batch fails it is done again one event at a time, so that only the poisonous one is set aside and only
 * its key waits. A passing failure (a lock, an upstream away) rejects the whole batch instead, and the bus repeats it.
 */
export class InboxProcessor implements BatchProcessor {
  /** How often in a row the batch that begins at an offset failed for a passing reason, by partition. */
  private readonly failures = new Map<string, { offset: string; count: number }>();

  constructor(private readonly options: InboxProcessorOptions) {}

  async process(batch: EventBatch): Promise<void> {
    const decoded = decodeRecords(batch.records);
    if (decoded.length === 0) return;
    const counts = await this.attempt(batch, decoded);
    this.failures.delete(partitionOf(batch));
    this.options.onCounted?.(batch.topic, counts);
  }

  private async attempt(batch: EventBatch, decoded: readonly Decoded[]): Promise<InboxCounts> {
    if (decoded.every(({ error }) => error === undefined)) {
      try {
        return await this.inOneTransaction(decoded, () => this.together(batch, decoded));
      } catch (error) {
        if (this.mayPass(batch, error)) throw error;
        this.options.logger.warn('A batch failed and is done again one event at a time.', {
          topic: batch.topic,
          events: decoded.length,
          error,
        });
      }
    }
    return this.inOneTransaction(decoded, () => this.oneByOne(batch, decoded));
  }

  /** What the handler may see: the merchants of the events it is given, and nobody else. */
  private inOneTransaction<T>(decoded: readonly Decoded[], work: () => Promise<T>): Promise<T> {
    const merchants = new Set<MerchantId>();
    for (const { event } of decoded) if (event) merchants.add(event.metadata.merchantId);
    return this.options.transactions.run({ merchants: [...merchants] }, work);
  }

  private async together(batch: EventBatch, decoded: readonly Decoded[]): Promise<InboxCounts> {
    const { consumer, deadLetters } = this.options;
    const events = decoded.map(({ event }) => event!);
    const fresh = new Set(await claim(consumer, events));
    const todo = decoded.filter(({ event }) => fresh.has(event!));
    const parkedKeys = await deadLetters.parkedKeys(batch.topic, [...new Set(todo.map(({ record }) => record.key))]);
    const behind = todo.filter(({ record }) => parkedKeys.has(record.key));
    if (behind.length > 0) await deadLetters.wait(behind.map(({ record }) => record));
    const free = todo.filter(({ record }) => !parkedKeys.has(record.key)).map(({ event }) => event!);
    if (free.length > 0) await tracedHandling(batch.topic, free, (traced) => batch.handle(traced));
    return { ...NOTHING, applied: free.length, repeated: decoded.length - todo.length, waiting: behind.length };
  }

  private async oneByOne(batch: EventBatch, decoded: readonly Decoded[]): Promise<InboxCounts> {
    const { consumer, deadLetters } = this.options;
    const parkedKeys = await deadLetters.parkedKeys(batch.topic, [...new Set(decoded.map(({ record }) => record.key))]);
    const counts: { -readonly [K in keyof InboxCounts]: InboxCounts[K] } = { ...NOTHING };
    for (const item of decoded) {
      const { record, event } = item;
      await batch.context.heartbeat();
      if (event && (await claim(consumer, [event])).length === 0) {
        counts.repeated += 1;
      } else if (parkedKeys.has(record.key)) {
        await deadLetters.wait([record]);
        counts.waiting += 1;
      } else {
        const outcome = await this.applyOrPark(batch, item);
        if (outcome === 'parked') parkedKeys.add(record.key);
        counts[outcome] += 1;
      }
    }
    return counts;
  }

  /** What the handler of an event that is set aside wrote is taken back; that the event was seen is not. */
  private async applyOrPark(
    batch: EventBatch,
    { record, event, error }: Decoded,
  ): Promise<'applied' | 'parked' | 'repeated'> {
    const { deadLetters, logger } = this.options;
    let failure = error;
    if (event) {
      try {
        await currentTransaction().savepoint(() =>
          tracedHandling(batch.topic, [event], (traced) => batch.handle(traced)),
        );
        return 'applied';
      } catch (thrown) {
        if (this.mayPass(batch, thrown)) throw thrown;
        failure = thrown;
      }
    }
    const attempts = 1 + (this.failures.get(partitionOf(batch))?.count ?? 0);
    const merchantId = event?.metadata.merchantId;
    const letter = { record, error: failure, attempts, ...(merchantId !== undefined && { merchantId }) };
    if (!(await deadLetters.park(letter))) return 'repeated';
    logger.error('An event was set aside; its key waits until it is retried or discarded.', {
      topic: record.topic,
      partition: record.partition,
      offset: record.offset,
      error: failure,
    });
    return 'parked';
  }

  /** True when the batch should come again as it is. While the database is away there is no other way. */
  private mayPass(batch: EventBatch, error: unknown): boolean {
    const kind = kindOfFailure(error);
    if (kind === 'lasting') return false;
    const partition = partitionOf(batch);
    const offset = batch.records[0]!.offset;
    const last = this.failures.get(partition);
    const count = (last?.offset === offset ? last.count : 0) + 1;
    if (kind === 'passing' && count >= (this.options.mostAttempts ?? MOST_ATTEMPTS)) return false;
    this.failures.set(partition, { offset, count });
    return true;
  }
}

const partitionOf = ({ context }: EventBatch): string => `${context.topic}/${context.partition}`;
