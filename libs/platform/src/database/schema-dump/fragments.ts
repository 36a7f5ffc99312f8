import type { ClientBase } from 'pg';

/** SQL: is this row of pg_class a partition of a day, which comes and goes at run time? `c` names the row. */
export const isPartitionOfADay = `(c.relispartition and c.relname ~ '_[0-9]{8}$')`;

/** SQL: storage options as they are written. `options` is an array of `name=value`. */
export const storageOptions = (options: string): string => `(
  select string_agg(split_part(o, '=', 1) || ' = ' || case
           when substr(o, strpos(o, '=') + 1) ~ '^[a-z0-9.]+$' then substr(o, strpos(o, '=') + 1)
           else quote_literal(substr(o, strpos(o, '=') + 1)) end, ', ' order by o collate "C")
  from unnest(${options}) o)`;

/** SQL: the options of a sequence, null when all are as they are by default. `s` names the row of pg_sequence. */
export const sequenceOptions = `case when (s.seqstart, s.seqincrement, s.seqmin, s.seqcache, s.seqcycle) = (1, 1, 1, 1, false)
    and s.seqmax = case s.seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647
                                   else 9223372036854775807 end
  then null
  else format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s %s', s.seqstart, s.seqincrement,
              s.seqmin, s.seqmax, s.seqcache, case when s.seqcycle then 'CYCLE' else 'NO CYCLE' end) end`;

/** Runs a query that answers statements in a column `sql`; `schema` is the schema's oid and the query's `$1`. */
export async function statements(client: ClientBase, schema: string, query: string): Promise<string[]> {
  const { rows } = await client.query<{ sql: string }>(query, [schema]);
  return rows.map(({ sql }) => sql);
}
