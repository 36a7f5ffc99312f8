import type { ClientBase } from 'pg';
import type { BusRecord } from '../event-bus.js';
import type { LogPartition } from './share-out.js';

export interface ReadFrom extends LogPartition {
  readonly position: bigint;
}

/** As much as Kafka's clients take of a partition at a time; the first record always comes, whatever its size. */
const MOST_BYTES_PER_PARTITION = 1_048_576;

interface Row {
  readonly id: number;
  readonly offset: string;
  readonly key: Buffer;
  readonly headers: Record<string, string>;
  readonly value: Buffer | null;
  readonly timestamp_ms: string;
}

/** The next records of each partition, by partition id; a partition with nothing new is absent. */
export async function readNext(
  client: ClientBase,
  from: readonly ReadFrom[],
  maxBatch: number,
): Promise<Map<number, BusRecord[]>> {
  const { rows } = await client.query<Row>({
    name: 'bus-read',
    text: `select w.id, r."offset", r.key, r.headers, r.value,
                  (extract(epoch from r.appended_at) * 1000)::bigint as timestamp_ms
           from unnest($1::integer[], $2::bigint[]) as w(id, position)
           cross join lateral (
             select *, sum(bytes) over (order by "offset") - bytes as bytes_before
             from (
               select * from bus.record
               where partition_id = w.id and "offset" >= w.position
               order by "offset" limit $3
             ) next_records
           ) r
           where r.bytes_before < $4
           order by w.id, r."offset"`,
    values: [
      from.map(({ id }) => id),
      from.map(({ position }) => position.toString()),
      maxBatch,
      MOST_BYTES_PER_PARTITION,
    ],
  });
  const partitions = new Map(from.map((partition) => [partition.id, partition]));
  const batches = new Map<number, BusRecord[]>();
  for (const row of rows) {
    const { topic, partition } = partitions.get(row.id)!;
    let batch = batches.get(row.id);
    if (batch === undefined) batches.set(row.id, (batch = []));
    batch.push({
      topic,
      partition,
      offset: row.offset,
      key: row.key.toString(),
      headers: row.headers,
      value: row.value,
      timestampMs: Number(row.timestamp_ms),
    });
  }
  return batches;
}
