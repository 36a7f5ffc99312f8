import { Injectable } from '@nestjs/common';
import { AppError } from '@pinglu/kernel';
import { Transactions, currentTransaction } from '../database/transactions.js';
import { RelayBell } from './relay-bell.js';

export interface RefusedEvent {
  /** Decimal. */
  readonly seq: string;
  readonly eventId: string;
  readonly topic: string;
  readonly type: string;
  readonly reason: string;
  readonly diedAt: Date;
}

/** Why something was given up, and by whom. */
export interface Discard {
  readonly note: string;
  /** The subject of the caller. */
  readonly by: string;
}

export class RefusedEventNotFoundError extends AppError {
  readonly code = 'refused-event-not-found';
  readonly category = 'not_found';

  constructor(seq: string) {
    super(`There is no unresolved refused event ${seq}.`, { meta: { seq } });
  }
}

/** Events that the bus refused for good. Each halts its key until somebody decides. */
@Injectable()
export class OutboxDeadLetters {
  constructor(
    private readonly transactions: Transactions,
    private readonly bell: RelayBell,
  ) {}

  async list(): Promise<RefusedEvent[]> {
    return this.transactions.run({}, () =>
      currentTransaction().query<RefusedEvent & object>(
        `select seq, event_id as "eventId", topic, type, reason, died_at as "diedAt"
         from outbox_dead where resolved_at is null order by seq limit 500`,
      ),
    );
  }

  /** Gives it up: it will never be published, and the events of its key that wait behind it go on. */
  async discard(seq: string, { note, by }: Discard): Promise<void> {
    await this.transactions.run({}, async () => {
      const rows = await currentTransaction().query(
        `update outbox_dead set resolved_at = clock_timestamp(), resolved_by = $2, note = $3
         where seq = $1 and resolved_at is null returning seq`,
        [seq, by, note],
      );
      if (rows.length === 0) throw new RefusedEventNotFoundError(seq);
      currentTransaction().afterCommit(() => this.bell.ring());
    });
  }
}
