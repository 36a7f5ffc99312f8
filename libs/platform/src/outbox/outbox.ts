import { Injectable } from '@nestjs/common';
import { encodeEvent, validateForPublishing, type PlatformEvent } from '@pinglu/contracts';
import { currentTransaction } from '../database/transactions.js';
import { RelayBell } from './relay-bell.js';

export interface OutboxItem {
  readonly topic: string;
  /** The record's key: the unit of ordering. */
  readonly key: string;
  readonly event: PlatformEvent;
}

/**
 * Where events are written in the transaction of the change they tell of, so that both stand or neither does. Take the
 * lock of the aggregate (`for update`, or the update itself) before writing here: that, and nothing else, puts the
 * events of one key in order.
 */
@Injectable()
export class Outbox {
  constructor(private readonly bell: RelayBell) {}

  /**
   * One statement for all of them, in the order given.
   * @throws InvalidEventError when an event does not meet its schema: nothing invalid ever leaves a service
   * @throws NoTransactionError outside a transaction
   */
  async write(items: readonly OutboxItem[]): Promise<void> {
    if (items.length === 0) return;
    const transaction = currentTransaction();
    const rows = items.map(({ topic, key, event }) => {
      validateForPublishing(event);
      return { topic, event, record: encodeEvent(event, key) };
    });
    await transaction.query(
      `insert into outbox (event_id, topic, key, version, type, payload, headers)
       select * from unnest($1::uuid[], $2::text[], $3::text[], $4::bigint[], $5::text[], $6::json[], $7::json[])`,
      [
        rows.map(({ event }) => event.metadata.eventId),
        rows.map(({ topic }) => topic),
        rows.map(({ record }) => record.key),
        rows.map(({ event }) => event.metadata.version),
        rows.map(({ event }) => event.type),
        rows.map(({ record }) => record.value),
        rows.map(({ record }) => JSON.stringify(record.headers)),
      ],
    );
    transaction.afterCommit(() => this.bell.ring());
  }
}
