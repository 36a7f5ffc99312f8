import { deadLetterKey, deadLetterTopic, type DeadLetterEvent } from '@pinglu/contracts';
import { Clock, newId, type EventId, type MerchantId } from '@pinglu/kernel';
import { currentTransaction } from '../database/transactions.js';
import type { BusRecord } from '../event-bus/event-bus.js';
import type { Outbox } from '../outbox/outbox.js';
import { reportOf } from './failure.js';

export interface ParkedRecord extends BusRecord {
  readonly id: string;
  readonly attempts: number;
}

export interface Park {
  readonly record: BusRecord;
  readonly error: unknown;
  readonly attempts: number;
  readonly merchantId?: MerchantId;
}

/** The rows of `inbox_dead`: records a consumer gave up on, and those of the same keys that wait behind them. */
export class DeadLetterStore {
  constructor(
    private readonly service: string,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * The keys, of those given, that have something parked. When there are any, their locks are taken first and then
   * looked at again: an operator's retry may just be setting one free, and nothing must queue up behind nobody.
   */
  async parkedKeys(topic: string, keys: readonly (string | null)[]): Promise<Set<string | null>> {
    const parked = await this.selectParked(topic, keys);
    if (parked.size === 0) return parked;
    await lockKeys(this.service, topic, [...parked]);
    return this.selectParked(topic, [...parked]);
  }

  /**
   * Sets a record aside with its reason and tells the dead-letter topic. From now on its key waits. False when the same
   * record was set aside before and has since been resolved or given up: a replay brings it again, nobody wants it back.
   */
  async park({ record, error, attempts, merchantId }: Park): Promise<boolean> {
    const report = reportOf(error);
    const now = this.clock.now();
    const rows = await this.insert([record], { state: 'parked', report, attempts, now });
    if (rows === 0) return false;
    const event: DeadLetterEvent = {
      type: 'com.pinglu.platform.event_dead_lettered.v1',
      data: {
        consumer: this.service,
        original: {
          topic: record.topic,
          partition: record.partition,
          offset: record.offset,
          key: record.key,
          headers: { ...record.headers },
          valueBase64: record.value?.toString('base64') ?? null,
        },
        error: report,
        attempts,
        firstFailedAt: now.toISOString(),
        lastFailedAt: now.toISOString(),
        advice:
          'Mend the cause, then retry the key; or discard this record with a note. Later records of the key wait.',
      },
      metadata: {
        eventId: newId<EventId>(now.getTime()),
        occurredAt: now.toISOString(),
        source: `/pinglu/${this.service}`,
        ...(merchantId !== undefined && { merchantId }),
        subject: positionOf(record),
        correlationId: positionOf(record),
        version: 1,
      },
    };
    await this.outbox.write([{ topic: deadLetterTopic(record.topic), key: deadLetterKey(record), event }]);
    return true;
  }

  /** Puts records of a parked key behind it, in order. */
  async wait(records: readonly BusRecord[]): Promise<void> {
    await this.insert(records, { state: 'waiting', attempts: 0 });
  }

  /** Everything of a key that is not done with, in the order in which it came; the key is locked until the commit. */
  async lockAndRead(topic: string, key: string | null): Promise<ParkedRecord[]> {
    await lockKeys(this.service, topic, [key]);
    const rows = await currentTransaction().query<ParkedRow>(
      `select id, topic, partition, "offset", key, headers, value, attempts, 0 as "timestampMs"
       from inbox_dead
       where consumer = $1 and topic = $2 and key is not distinct from $3::bytea and state in ('parked', 'waiting')
       order by partition, "offset"`,
      [this.service, topic, toBytes(key)],
    );
    return rows.map((row) => ({ ...row, key: row.key?.toString() ?? null }));
  }

  async resolve(ids: readonly string[]): Promise<void> {
    await currentTransaction().query(
      `update inbox_dead set state = 'resolved', resolved_at = clock_timestamp() where id = any($1::bigint[])`,
      [ids],
    );
  }

  async failedAgain(id: string, error: unknown): Promise<void> {
    const { code, message } = reportOf(error);
    await currentTransaction().query(
      `update inbox_dead set state = 'parked', error_code = $2, error_message = $3, attempts = attempts + 1,
              first_failed_at = coalesce(first_failed_at, $4), last_failed_at = $4
       where id = $1`,
      [id, code, message, this.clock.now()],
    );
  }

  private async selectParked(topic: string, keys: readonly (string | null)[]): Promise<Set<string | null>> {
    const rows = await currentTransaction().query<{ key: Buffer | null }>(
      `select distinct d.key from inbox_dead d
       where d.consumer = $1 and d.topic = $2 and d.state in ('parked', 'waiting')
         and (d.key = any($3::bytea[]) or (d.key is null and $4))`,
      [this.service, topic, keys.filter((key) => key !== null).map(toBytes), keys.includes(null)],
    );
    return new Set(rows.map((row) => row.key?.toString() ?? null));
  }

  private async insert(
    records: readonly BusRecord[],
    row: {
      state: 'parked' | 'waiting';
      attempts: number;
      report?: { code: string; message: string };
      now?: Date;
    },
  ): Promise<number> {
    // A record that comes again after a crash stands here already.
    const rows = await currentTransaction().query(
      `insert into inbox_dead (consumer, topic, partition, "offset", key, headers, value, state, error_code,
                               error_message, attempts, first_failed_at, last_failed_at)
       select $1, r.*, $8, $9, $10, $11, $12, $12
       from unnest($2::text[], $3::int[], $4::bigint[], $5::bytea[], $6::json[], $7::bytea[]) as r
       on conflict (consumer, topic, partition, "offset") do nothing returning id`,
      [
        this.service,
        records.map((record) => record.topic),
        records.map((record) => record.partition),
        records.map((record) => record.offset),
        records.map((record) => toBytes(record.key)),
        records.map((record) => JSON.stringify(record.headers)),
        records.map((record) => record.value),
        row.state,
        row.report?.code ?? null,
        row.report?.message ?? null,
        row.attempts,
        row.now ?? null,
      ],
    );
    return rows.length;
  }
}

type ParkedRow = Omit<ParkedRecord, 'key'> & { readonly key: Buffer | null };

const toBytes = (key: string | null): Buffer | null => (key === null ? null : Buffer.from(key));

const positionOf = ({ topic, partition, offset }: BusRecord): string => `${topic}/${partition}/${offset}`;

async function lockKeys(consumer: string, topic: string, keys: readonly (string | null)[]): Promise<void> {
  await currentTransaction().query(
    `select pg_advisory_xact_lock(k) from (
       select distinct hashtextextended('pinglu-parked/' || $1 || '/' || $2 || '/' || coalesce(encode(key, 'hex'), ''), 0) as k
       from unnest($3::bytea[]) as key order by k
     ) locks`,
    [consumer, topic, keys.map(toBytes)],
  );
}
