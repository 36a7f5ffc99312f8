import type { ClientBase } from 'pg';
import { schemaLock } from './lock-keys.js';

/** `next_offset` moves in the transaction that writes the records, under the row's lock: no reader ever sees a gap. */
const TABLES = `
create table if not exists bus.topic (
  id           integer generated always as identity primary key,
  name         text not null unique,
  partitions   integer not null check (partitions > 0),
  compacted    boolean not null,
  retention_ms bigint check (retention_ms >= 0),
  created_at   timestamptz not null default clock_timestamp()
);
create table if not exists bus.partition (
  id          integer generated always as identity primary key,
  topic_id    integer not null references bus.topic,
  partition   integer not null,
  next_offset bigint not null default 0,
  cleaned_to  bigint not null default 0,
  unique (topic_id, partition)
) with (fillfactor = 50);
create table if not exists bus.record (
  partition_id integer not null references bus.partition,
  "offset"     bigint not null,
  key          bytea not null,
  headers      json not null,
  value        bytea,
  bytes        integer not null,
  appended_at  timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  primary key (partition_id, "offset")
) with (autovacuum_vacuum_scale_factor = 0.05);
create index if not exists record_tombstone on bus.record (partition_id, appended_at) where value is null;
create table if not exists bus.group_offset (
  "group"      text not null,
  partition_id integer not null references bus.partition,
  "offset"     bigint not null,
  primary key ("group", partition_id)
) with (fillfactor = 50);
`;

/** Creates what is missing, one caller at a time. The role must own schema `bus`, or be allowed to create it. */
export async function ensureSchema(client: ClientBase): Promise<void> {
  await client.query('begin');
  try {
    await client.query('select pg_advisory_xact_lock($1)', [schemaLock]);
    // Asked first, because "create … if not exists" needs the right to create even when there is nothing to do.
    const { rows } = await client.query<{ schema: boolean; tables: boolean }>(
      `select to_regnamespace('bus') is not null as schema, to_regclass('bus.group_offset') is not null as tables`,
    );
    if (!rows[0]!.schema) await client.query('create schema bus');
    if (!rows[0]!.tables) await client.query(TABLES);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}
