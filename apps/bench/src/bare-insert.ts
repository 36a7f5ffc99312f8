import type { OutgoingRecord } from '@pinglu/platform';
import pg from 'pg';

/**
 * The floor of everything that ends in PostgreSQL: the same rows into a plain table with a primary key, so many per
 * statement, each statement its own transaction. The role must own its schema. Answers the milliseconds each batch took.
 */
export async function bareInsert(url: string, batches: readonly (readonly OutgoingRecord[])[]): Promise<number[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const times: number[] = [];
  try {
    // Not a temporary table: that would not be written to the log, and so be no floor of anything durable.
    await client.query(
      `create table bench_floor (id bigint generated always as identity primary key, key text not null,
                                 headers json not null, value bytea not null)`,
    );
    for (const batch of batches) {
      const values = [
        batch.map(({ key }) => key),
        batch.map(({ headers }) => JSON.stringify(headers)),
        batch.map(({ value }) => value),
      ];
      const began = performance.now();
      await client.query({
        name: 'floor',
        text: 'insert into bench_floor (key, headers, value) select * from unnest($1::text[], $2::json[], $3::bytea[])',
        values,
      });
      times.push(performance.now() - began);
    }
    await client.query('drop table bench_floor');
  } finally {
    await client.end();
  }
  return times;
}
