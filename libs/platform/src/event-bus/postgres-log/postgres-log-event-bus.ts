import type { BusLogger } from '../bus-logger.js';
import {
  EventBus,
  GroupRunningError,
  type OutgoingRecord,
  type PartitionLag,
  type ReplayPosition,
  type SubscribeOptions,
  type Subscription,
  type TopicSpec,
} from '../event-bus.js';
import { assertRecordsFit } from '../record-size.js';
import { DEFAULT_MAX_BATCH } from '../subscribe-defaults.js';
import { toBusError } from './log-errors.js';
import { withDeadline } from '../waiting.js';
import { Appender } from './appender.js';
import { groupLock } from './lock-keys.js';
import { LogDatabase, type LogAddress } from './log-database.js';
import { Retention } from './retention.js';
import { PostgresLogSubscription } from './subscription.js';
import { TopicCatalog } from './topic-catalog.js';

const PING_DEADLINE_MS = 3_000;

/**
 * The bus as a log kept in PostgreSQL, for one machine without a broker. Not a broker itself: what is outside of
 * Pinglu cannot read it.
 */
export class PostgresLogEventBus extends EventBus {
  readonly kind = 'postgres-log';

  private readonly database: LogDatabase;
  private readonly catalog: TopicCatalog;
  private readonly appender: Appender;
  private readonly retention: Retention;
  private readonly subscriptions = new Set<Subscription>();

  constructor(
    address: LogAddress,
    private readonly logger: BusLogger,
  ) {
    super();
    this.database = new LogDatabase(address, logger);
    this.catalog = new TopicCatalog(this.database);
    this.appender = new Appender(this.database, this.catalog);
    this.retention = new Retention(this.database, logger);
    this.retention.start();
  }

  async ensureTopics(topics: readonly TopicSpec[]): Promise<void> {
    await this.catalog.ensureTopics(topics);
  }

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (records.length === 0) return;
    assertRecordsFit(records);
    await this.appender.append(records);
  }

  async subscribe(options: SubscribeOptions): Promise<Subscription> {
    const subscription = new PostgresLogSubscription(this.database, {
      ...options,
      maxBatch: options.maxBatch ?? DEFAULT_MAX_BATCH,
      logger: this.logger,
    });
    this.subscriptions.add(subscription);
    return subscription;
  }

  async moveGroup(group: string, to: ReplayPosition): Promise<void> {
    await this.catalog.assertTopicsExist([to.topic]);
    await this.database.transaction('move a group', async (client) => {
      // Members share this lock. Taken alone, it also keeps new ones waiting until the move is done.
      const { rows } = await client.query<{ alone: boolean }>('select pg_try_advisory_xact_lock($1) as alone', [
        groupLock(group),
      ]);
      if (!rows[0]!.alone) {
        throw new GroupRunningError(`Group ${group} has running members; stop them before it is moved.`, {
          meta: { group },
        });
      }
      const [partition, offset, sinceMs] = 'offset' in to ? [to.partition, to.offset, null] : [null, null, to.sinceMs];
      await client.query(
        `insert into bus.group_offset ("group", partition_id, "offset")
         select $1, p.id, coalesce($4::bigint, (
             select min(r."offset") from bus.record r
             where r.partition_id = p.id and r.appended_at >= to_timestamp($5::float8 / 1000)
           ), p.next_offset)
         from bus.topic t join bus.partition p on p.topic_id = t.id
         where t.name = $2 and p.partition = coalesce($3::integer, p.partition)
         on conflict ("group", partition_id) do update set "offset" = excluded."offset"`,
        [group, to.topic, partition, offset, sinceMs],
      );
    });
  }

  async lag(group: string, topics: readonly string[]): Promise<PartitionLag[]> {
    await this.catalog.assertTopicsExist(topics);
    const { rows } = await this.database.use('tell the lag of a group', (client) =>
      client.query<{ topic: string; partition: number; lag: string }>(
        `select t.name as topic, p.partition, greatest(0, p.next_offset - greatest(
             coalesce(g."offset", 0),
             coalesce((select min(r."offset") from bus.record r where r.partition_id = p.id), p.next_offset)
           )) as lag
         from bus.topic t join bus.partition p on p.topic_id = t.id
         left join bus.group_offset g on g.partition_id = p.id and g."group" = $1
         where t.name = any($2)
         order by t.name collate "C", p.partition`,
        [group, topics],
      ),
    );
    return rows.map(({ topic, partition, lag }) => ({ topic, partition, lag: Number(lag) }));
  }

  async ping(): Promise<void> {
    const late = () => toBusError(new Error('no answer in time'), 'answer');
    await withDeadline(
      this.database.use('answer', (client) => client.query('select 1')),
      PING_DEADLINE_MS,
      late,
    );
  }

  /** Removes what the topics no longer keep, now; it also happens by itself every few minutes. */
  async removeOldRecords(): Promise<void> {
    await this.retention.runOnce();
  }

  async close(): Promise<void> {
    await Promise.all([...this.subscriptions].map((subscription) => subscription.stop()));
    this.subscriptions.clear();
    await this.retention.stop();
    await this.database.close();
  }
}
