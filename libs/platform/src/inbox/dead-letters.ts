import type { DomainEvent } from '@pinglu/contracts';
import { AppError, type MerchantId } from '@pinglu/kernel';
import { currentTransaction, type Transactions } from '../database/transactions.js';
import type { Discard } from '../outbox/outbox-dead-letters.js';
import type { DeadLetterStore, ParkedRecord } from './dead-letter-store.js';
import { decodeRecord } from './decode-records.js';
import { kindOfFailure } from './failure.js';

/** One record that was set aside, without its content: that may hold what an operator need not see. */
export interface DeadLetter {
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly eventType: string | null;
  readonly errorCode: string;
  readonly errorMessage: string;
  readonly attempts: number;
  readonly firstFailedAt: Date;
  readonly lastFailedAt: Date;
  /** Records of the same key that wait behind it. */
  readonly waiting: number;
}

export interface RetryResult {
  /** Records done with now. */
  readonly resolved: number;
  /** Records of the key that still wait, the one that failed again included. */
  readonly remaining: number;
}

export class DeadLetterNotFoundError extends AppError {
  readonly code = 'dead-letter-not-found';
  readonly category = 'not_found';

  constructor(id: string) {
    super(`There is no unresolved dead letter ${id}.`, { meta: { id } });
  }
}

type Row = Omit<DeadLetter, 'eventType'> & { readonly headers: Readonly<Record<string, string>> };

/** Runs the handler of a topic. */
export type Redeliver = (topic: string, events: readonly DomainEvent[]) => Promise<void>;

/** What an operator does about records that were set aside. */
export class DeadLetters {
  private redeliver: Redeliver | undefined;

  constructor(
    private readonly service: string,
    private readonly transactions: Transactions,
    private readonly store: DeadLetterStore,
  ) {}

  /** Known only when the handlers are: called once, at start. */
  useHandlers(redeliver: Redeliver): void {
    this.redeliver = redeliver;
  }

  /** Oldest first. */
  async list(limit = 100): Promise<DeadLetter[]> {
    const rows = await this.transactions.run({}, () =>
      currentTransaction().query<Row>(
        `select d.id, d.topic, d.partition, d."offset", d.headers, d.error_code as "errorCode",
                d.error_message as "errorMessage", d.attempts, d.first_failed_at as "firstFailedAt",
                d.last_failed_at as "lastFailedAt",
                (select count(*)::int from inbox_dead w
                 where w.consumer = d.consumer and w.topic = d.topic and w.key is not distinct from d.key
                   and w.state = 'waiting') as waiting
         from inbox_dead d where d.consumer = $1 and d.state = 'parked' order by d.id limit $2`,
        [this.service, limit],
      ),
    );
    // The type is picked here: PostgreSQL refuses to look into JSON that holds U+0000, which a stranger's may.
    return rows.map(({ headers, ...row }) => ({ ...row, eventType: headers['ce_type'] ?? null }));
  }

  /** Handles everything of the key again, in order, until one fails or nothing is left. */
  async retry(id: string): Promise<RetryResult> {
    const { topic, key } = await this.find(id);
    return this.retryKey(topic, key);
  }

  /** Gives one record up, with a note for those who ask later, and lets the rest of its key go on. */
  async discard(id: string, { note, by }: Discard): Promise<RetryResult> {
    const { topic, key } = await this.find(id);
    await this.transactions.run({}, async () => {
      await this.store.lockAndRead(topic, key);
      await currentTransaction().query(
        `update inbox_dead set state = 'discarded', resolved_at = clock_timestamp(), note = $2, resolved_by = $3
         where id = $1 and state = 'parked'`,
        [id, note, by],
      );
    });
    return this.retryKey(topic, key);
  }

  private async retryKey(topic: string, key: string | null): Promise<RetryResult> {
    // Read once to learn whose rows the handlers will need, and again under the lock.
    const merchants = await this.transactions.run({}, async () =>
      merchantsOf(await this.store.lockAndRead(topic, key)),
    );
    return this.transactions.run({ merchants }, async () => {
      const records = await this.store.lockAndRead(topic, key);
      const resolved: string[] = [];
      for (const record of records) {
        const error = await this.failureOf(record);
        if (error !== undefined) {
          await this.store.failedAgain(record.id, error);
          break;
        }
        resolved.push(record.id);
      }
      await this.store.resolve(resolved);
      return { resolved: resolved.length, remaining: records.length - resolved.length };
    });
  }

  private async failureOf(record: ParkedRecord): Promise<unknown> {
    const { event, error } = decodeRecord(record);
    if (!event) return error;
    try {
      await currentTransaction().savepoint(() => this.redeliver!(record.topic, [event]));
      return undefined;
    } catch (thrown) {
      if (kindOfFailure(thrown) === 'database') throw thrown;
      return thrown;
    }
  }

  private async find(id: string): Promise<{ topic: string; key: string | null }> {
    const rows = await this.transactions.run({}, () =>
      currentTransaction().query<{ topic: string; key: Buffer | null }>(
        `select topic, key from inbox_dead where id = $1 and consumer = $2 and state = 'parked'`,
        [id, this.service],
      ),
    );
    const [found] = rows;
    if (!found) throw new DeadLetterNotFoundError(id);
    return { topic: found.topic, key: found.key?.toString() ?? null };
  }
}

function merchantsOf(records: readonly ParkedRecord[]): MerchantId[] {
  const merchants = new Set<MerchantId>();
  for (const record of records) {
    const { event } = decodeRecord(record);
    if (event) merchants.add(event.metadata.merchantId);
  }
  return [...merchants];
}
