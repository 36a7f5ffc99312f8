import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shops whose accounts are read, as their events tell of them, and when each is read next. */
export class CreateShop1767226100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (
        id           uuid primary key,
        merchant_id  uuid not null,
        marketplace  text not null,
        country      text not null check (country ~ '^[A-Z]{2}$'),
        currency     text not null check (currency ~ '^[A-Z]{3}$'),
        name         text not null,
        status       text not null check (status in ('connected', 'disconnected')),
        connected_at timestamptz not null,
        version      integer not null check (version > 0)
      )
    `);
    await runner.query(`
      create table finance_fetch (
        shop_id         uuid primary key references shop (id),
        merchant_id     uuid not null,
        due_at          timestamptz not null,
        failures        integer not null default 0 check (failures >= 0),
        last_success_at timestamptz,
        last_error_code text
      )
    `);
    await runner.query(`create index finance_fetch_due on finance_fetch (due_at)`);
    for (const table of ['shop', 'finance_fetch']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
