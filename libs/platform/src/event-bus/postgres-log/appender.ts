import type { PoolClient } from 'pg';
import type { OutgoingRecord } from '../event-bus.js';
import { recordBytes, splitByBytes } from '../record-size.js';
import type { LogDatabase } from './log-database.js';
import { notifyRecords } from './notices.js';
import type { TopicCatalog } from './topic-catalog.js';

interface PlacedRecord {
  readonly record: OutgoingRecord;
  readonly partitionId: number;
  readonly offset: bigint;
  readonly bytes: number;
}

/** Writes records behind the last ones of their partitions, all of them or none. */
export class Appender {
  constructor(
    private readonly database: LogDatabase,
    private readonly catalog: TopicCatalog,
  ) {}

  async append(records: readonly OutgoingRecord[]): Promise<void> {
    const partitionIds = await this.catalog.place(records);
    const touched = [...new Set(partitionIds)];
    await this.database.use('store records', async (client) => {
      await client.query('begin');
      const nextOffsets = await this.lockPartitions(client, touched);
      const placed = records.map((record, index): PlacedRecord => {
        const partitionId = partitionIds[index]!;
        const offset = nextOffsets.get(partitionId)!;
        nextOffsets.set(partitionId, offset + 1n);
        return { record, partitionId, offset, bytes: recordBytes(record) };
      });
      for (const run of splitByBytes(placed, ({ bytes }) => bytes)) await this.insert(client, run);
      await this.moveNextOffsets(client, nextOffsets);
      await client.query('commit');
      // The records stand, whatever becomes of the notice.
      await notifyRecords(client, touched).catch(() => undefined);
    });
  }

  /** In the order of the ids, so that two appenders never wait for each other; held until the records are visible. */
  private async lockPartitions(client: PoolClient, ids: readonly number[]): Promise<Map<number, bigint>> {
    const { rows } = await client.query<{ id: number; next_offset: string }>({
      name: 'bus-lock-partitions',
      text: 'select id, next_offset from bus.partition where id = any($1::integer[]) order by id for update',
      values: [ids],
    });
    return new Map(rows.map(({ id, next_offset }) => [id, BigInt(next_offset)]));
  }

  private async insert(client: PoolClient, placed: readonly PlacedRecord[]): Promise<void> {
    await client.query({
      name: 'bus-insert',
      text: `insert into bus.record (partition_id, "offset", key, headers, value, bytes)
             select * from unnest($1::integer[], $2::bigint[], $3::bytea[], $4::json[], $5::bytea[], $6::integer[])`,
      values: [
        placed.map(({ partitionId }) => partitionId),
        placed.map(({ offset }) => offset.toString()),
        placed.map(({ record }) => Buffer.from(record.key)),
        placed.map(({ record }) => JSON.stringify(record.headers)),
        placed.map(({ record }) => record.value),
        placed.map(({ bytes }) => bytes),
      ],
    });
  }

  private async moveNextOffsets(client: PoolClient, nextOffsets: ReadonlyMap<number, bigint>): Promise<void> {
    await client.query({
      name: 'bus-move-next-offsets',
      text: `update bus.partition p set next_offset = n.next_offset
             from unnest($1::integer[], $2::bigint[]) as n(id, next_offset) where p.id = n.id`,
      values: [[...nextOffsets.keys()], [...nextOffsets.values()].map(String)],
    });
  }
}
