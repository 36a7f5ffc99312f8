import type { PoolClient } from 'pg';
import type { BusLogger } from '../bus-logger.js';
import type { LogDatabase } from './log-database.js';
import { retentionLock } from './lock-keys.js';

const EVERY_MS = 5 * 60_000;
const DELETE_AT_ONCE = 5_000;
/** As long as Kafka's `delete.retention.ms`: a reader has this long to learn that a key is gone. */
const TOMBSTONES_KEPT_MS = 24 * 60 * 60_000;

interface PartitionRow {
  readonly id: number;
  readonly compacted: boolean;
  /** null: kept for ever. */
  readonly retention_ms: string | null;
  readonly next_offset: string;
  readonly cleaned_to: string;
}

/** Removes what the topics no longer keep. Every service runs it, one at a time. */
export class Retention {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: LogDatabase,
    private readonly logger: BusLogger,
  ) {}

  start(): void {
    this.timer = setTimeout(
      () => {
        this.running = this.runOnce().catch((error: unknown) => {
          this.logger.warn('Old records could not be removed from the event log.', { reason: String(error) });
        });
        void this.running.then(() => this.timer !== undefined && this.start());
      },
      EVERY_MS * (0.75 + Math.random() / 2),
    ).unref();
  }

  async stop(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
  }

  async runOnce(): Promise<void> {
    await this.database.use('remove old records', async (client) => {
      const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
        retentionLock,
      ]);
      if (!rows[0]!.mine) return;
      const partitions = await client.query<PartitionRow>(
        `select p.id, t.compacted, t.retention_ms, p.next_offset, p.cleaned_to
         from bus.topic t join bus.partition p on p.topic_id = t.id order by p.id`,
      );
      for (const partition of partitions.rows) {
        if (partition.compacted) await this.compact(client, partition);
        else if (partition.retention_ms !== null) await this.removeOld(client, partition);
      }
      await client.query('select pg_advisory_unlock($1)', [retentionLock]);
    });
  }

  /** Looks at the oldest records only, so that a pass over a partition with nothing to remove reads one page. */
  private async removeOld(client: PoolClient, { id, retention_ms }: PartitionRow): Promise<void> {
    let removed: number | null;
    do {
      ({ rowCount: removed } = await client.query(
        `delete from bus.record where partition_id = $1 and "offset" in (
           select "offset" from (
             select "offset", appended_at from bus.record where partition_id = $1 order by "offset" limit $3
           ) oldest
           where appended_at < clock_timestamp() - $2 * interval '1 millisecond'
         )`,
        [id, retention_ms, DELETE_AT_ONCE],
      ));
    } while (removed === DELETE_AT_ONCE);
  }

  /** A newer record of the same key makes an older one superfluous; a tombstone goes when it is old itself. */
  private async compact(client: PoolClient, { id, next_offset, cleaned_to }: PartitionRow): Promise<void> {
    if (next_offset !== cleaned_to) {
      const { rows } = await client.query<{ offset: string }>(
        `select "offset" from (
           select "offset", lead("offset") over (partition by key order by "offset") as newer
           from bus.record where partition_id = $1 and "offset" < $2
         ) r where newer is not null`,
        [id, next_offset],
      );
      for (let from = 0; from < rows.length; from += DELETE_AT_ONCE) {
        const superseded = rows.slice(from, from + DELETE_AT_ONCE).map(({ offset }) => offset);
        await client.query('delete from bus.record where partition_id = $1 and "offset" = any($2::bigint[])', [
          id,
          superseded,
        ]);
      }
      await client.query('update bus.partition set cleaned_to = $2 where id = $1', [id, next_offset]);
    }
    await client.query(
      `delete from bus.record where partition_id = $1 and value is null and "offset" < $2
         and appended_at < clock_timestamp() - $3 * interval '1 millisecond'`,
      [id, next_offset, TOMBSTONES_KEPT_MS],
    );
  }
}
