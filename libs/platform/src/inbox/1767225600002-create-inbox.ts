import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a consumer has done with, and what it could not do. */
export class CreateInbox1767225600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Partitioned by the day on which the event happened, not on which it came: a repetition a day later must meet the
    // row of the first time. Days nobody expected lie in the default partition.
    await runner.query(`
      create table inbox (
        consumer    text not null,
        event_id    uuid not null,
        occurred_on date not null,
        received_at timestamptz not null default now(),
        primary key (consumer, event_id, occurred_on)
      ) partition by range (occurred_on)
    `);
    await runner.query(`create table inbox_default partition of inbox default`);
    // Key and headers come from outside: as bytea and json they hold what text and jsonb refuse, such as U+0000.
    await runner.query(`
      create table inbox_dead (
        id              bigint generated always as identity primary key,
        consumer        text not null,
        topic           text not null,
        partition       integer not null,
        "offset"        bigint not null,
        key             bytea,
        headers         json not null,
        value           bytea,
        state           text not null check (state in ('parked', 'waiting', 'resolved', 'discarded')),
        error_code      text,
        error_message   text,
        attempts        integer not null default 0,
        first_failed_at timestamptz,
        last_failed_at  timestamptz,
        resolved_at     timestamptz,
        resolved_by     text,
        note            text,
        unique (consumer, topic, partition, "offset"),
        check ((state in ('resolved', 'discarded')) = (resolved_at is not null)),
        check (state <> 'parked' or error_code is not null)
      )
    `);
    await runner.query(
      `create index inbox_dead_parks_key on inbox_dead (consumer, topic, key) where state in ('parked', 'waiting')`,
    );
    // Partitions are made and dropped at run time, by the application role, which owns nothing: this is its only way.
    // The name of a partition is its day, so that "older than" is a comparison of names.
    await runner.query(`
      create function maintain_inbox(keep_days integer) returns void
      language plpgsql security definer set search_path from current as $$
      declare
        day date;
        old text;
      begin
        set local lock_timeout = '2s';
        perform pg_advisory_xact_lock(hashtextextended('pinglu-inbox/' || current_schema(), 0));
        for day in select d::date from generate_series(current_date, current_date + 2, interval '1 day') d loop
          if to_regclass(format('inbox_%s', to_char(day, 'YYYYMMDD'))) is null
             and not exists (select from inbox_default where occurred_on = day) then
            execute format('create table inbox_%s partition of inbox for values from (%L) to (%L)',
                           to_char(day, 'YYYYMMDD'), day, day + 1);
          end if;
        end loop;
        for old in
          select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'inbox'::regclass and c.relname ~ '^inbox_[0-9]{8}$'
            and c.relname < 'inbox_' || to_char(current_date - keep_days, 'YYYYMMDD')
        loop
          execute format('drop table %I', old);
        end loop;
        delete from inbox_default where received_at < now() - keep_days * interval '1 day';
        delete from inbox_dead where resolved_at < now() - keep_days * interval '1 day';
      end
      $$
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
