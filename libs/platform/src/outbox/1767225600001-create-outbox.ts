import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events wait here, in the service's own schema, until the relay has brought them to the bus. */
export class CreateOutbox1767225600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // json and not jsonb: nothing here is ever searched, the text stays what was validated, and U+0000 may stand in it.
    // `seq` must rise in the order in which rows of one key are written under the aggregate's lock: hence cache 1. Rows
    // live for milliseconds, so autovacuum comes by count and not by share of the table, and does not pause.
    await runner.query(`
      create table outbox (
        seq        bigint generated always as identity (cache 1) primary key,
        event_id   uuid not null unique,
        topic      text not null,
        key        text not null,
        version    bigint not null check (version > 0),
        type       text not null,
        payload    json not null,
        headers    json not null,
        created_at timestamptz not null default clock_timestamp()
      ) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0)
    `);
    await runner.query(`
      create table outbox_dead (
        seq         bigint primary key,
        event_id    uuid not null unique,
        topic       text not null,
        key         text not null,
        version     bigint not null,
        type        text not null,
        payload     json not null,
        headers     json not null,
        created_at  timestamptz not null,
        reason      text not null,
        died_at     timestamptz not null default clock_timestamp(),
        resolved_at timestamptz,
        resolved_by text,
        note        text
      )
    `);
    await runner.query(`create index outbox_dead_halts_key on outbox_dead (topic, key) where resolved_at is null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
