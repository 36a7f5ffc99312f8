import type { Client } from 'pg';
import { groupLock, partitionLock, readerLock } from './lock-keys.js';
import { notifyGroup } from './notices.js';
import { shareOut, type LogPartition } from './share-out.js';

/**
 * One member of a group: a connection and the session locks it holds. All it is allowed to do goes through that one
 * connection, so a member whose connection is gone has lost its partitions and cannot store an offset any more.
 */
export class GroupMember {
  constructor(
    private readonly client: Client,
    private readonly group: string,
    private readonly topics: readonly string[],
  ) {}

  async join(): Promise<void> {
    // An offset lost in a crash of the server only means that a batch comes again.
    await this.client.query('set synchronous_commit = off');
    await this.client.query('select pg_advisory_lock_shared($1)', [groupLock(this.group)]);
    for (const topic of [...this.topics].sort()) {
      await this.client.query('select pg_advisory_lock_shared($1)', [readerLock(this.group, topic)]);
    }
    await notifyGroup(this.client, this.group);
  }

  /** The partitions this member should hold now, by who else is there. */
  async share(): Promise<LogPartition[]> {
    const partitions = await this.client.query<LogPartition>({
      name: 'bus-partitions',
      text: `select p.id, t.name as topic, p.partition from bus.topic t join bus.partition p on p.topic_id = t.id
             where t.name = any($1) order by p.id`,
      values: [this.topics],
    });
    const readers = await this.client.query<{ topic: string; pids: number[]; me: number }>({
      name: 'bus-readers',
      text: `select k.topic, array_agg(l.pid order by l.pid) as pids, pg_backend_pid() as me
             from unnest($1::text[], $2::bigint[]) as k(topic, key)
             join pg_locks l on l.locktype = 'advisory' and l.objsubid = 1 and l.mode = 'ShareLock' and l.granted
              and l.classid = ((k.key >> 32) & 4294967295)::oid and l.objid = (k.key & 4294967295)::oid
              and l.database = (select oid from pg_database where datname = current_database())
             group by k.topic`,
      values: [this.topics, this.topics.map((topic) => readerLock(this.group, topic))],
    });
    return shareOut(partitions.rows, {
      me: readers.rows[0]?.me ?? 0,
      readers: new Map(readers.rows.map(({ topic, pids }) => [topic, pids])),
    });
  }

  /** Takes what is free of the partitions given; tells the group's next offset of each one taken. */
  async take(partitions: readonly LogPartition[]): Promise<Map<number, bigint>> {
    const locked = await this.client.query<{ id: number }>({
      name: 'bus-take',
      text: 'select id from unnest($1::integer[], $2::bigint[]) as w(id, key) where pg_try_advisory_lock(key)',
      values: [partitions.map(({ id }) => id), partitions.map(({ id }) => partitionLock(this.group, id))],
    });
    const ids = locked.rows.map(({ id }) => id);
    // A statement of its own: the offsets must be those of after the locks were taken.
    const offsets = await this.client.query<{ partition_id: number; offset: string }>({
      name: 'bus-offsets',
      text: `select partition_id, "offset" from bus.group_offset
             where "group" = $1 and partition_id = any($2::integer[])`,
      values: [this.group, ids],
    });
    const stored = new Map(offsets.rows.map(({ partition_id, offset }) => [partition_id, BigInt(offset)]));
    return new Map(ids.map((id) => [id, stored.get(id) ?? 0n]));
  }

  async give(ids: readonly number[]): Promise<void> {
    await this.client.query({
      name: 'bus-give',
      text: 'select pg_advisory_unlock(key) from unnest($1::bigint[]) as w(key)',
      values: [ids.map((id) => partitionLock(this.group, id))],
    });
  }

  async storeOffsets(offsets: ReadonlyMap<number, bigint>): Promise<void> {
    await this.client.query({
      name: 'bus-store-offsets',
      text: `insert into bus.group_offset ("group", partition_id, "offset")
             select $1, * from unnest($2::integer[], $3::bigint[])
             on conflict ("group", partition_id) do update set "offset" = excluded."offset"`,
      values: [this.group, [...offsets.keys()], [...offsets.values()].map(String)],
    });
  }

  async leave(): Promise<void> {
    await this.client.query('select pg_advisory_unlock_all()');
    await notifyGroup(this.client, this.group);
  }
}
