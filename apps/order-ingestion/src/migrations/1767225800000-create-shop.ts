import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The shops whose orders are taken in, and how far each of them has been pulled. */
export class CreateShop1767225800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (
        id           uuid primary key,
        merchant_id  uuid not null,
        marketplace  text not null check (marketplace ~ '^[a-z][a-z0-9-]{0,31}$'),
        country      text not null check (country ~ '^[A-Z]{2}$'),
        currency     text not null check (currency ~ '^[A-Z]{3}$'),
        cross_border boolean not null,
        status       text not null check (status in ('connected', 'disconnected')),
        connected_at timestamptz not null,
        version      integer not null check (version > 0)
      )
    `);
    // Beside the shop and not in it: a pull writes here every few seconds, while the shop's own row is what listings
    // and orders lock to meet each other.
    await runner.query(`
      create table order_pull (
        shop_id      uuid primary key references shop (id),
        merchant_id  uuid not null,
        changed_from timestamptz not null,
        due_at       timestamptz not null,
        failures     integer not null default 0 check (failures >= 0)
      )
    `);
    await runner.query(`
      create table order_pull_run (
        id           uuid primary key,
        shop_id      uuid not null references shop (id),
        merchant_id  uuid not null,
        changed_from timestamptz not null,
        changed_to   timestamptz not null,
        listed       integer not null check (listed >= 0),
        missing      integer not null check (missing between 0 and listed),
        error_code   text,
        began_at     timestamptz not null,
        ended_at     timestamptz not null
      )
    `);
    await runner.query(`create index order_pull_due on order_pull (due_at)`);
    await runner.query(`create index order_pull_run_page on order_pull_run (began_at desc, id desc)`);
    for (const table of ['shop', 'order_pull', 'order_pull_run']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
