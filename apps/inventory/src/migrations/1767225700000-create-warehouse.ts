import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a merchant's stock lies. */
export class CreateWarehouse1767225700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table warehouse (
        id          uuid primary key,
        merchant_id uuid not null,
        code        text not null check (code ~ '^[A-Z0-9][A-Z0-9_-]{0,31}$'),
        name        text not null check (length(name) between 1 and 200),
        country     text not null check (country ~ '^[A-Z]{2}$'),
        opened_at   timestamptz not null,
        version     integer not null check (version > 0),
        unique (merchant_id, code)
      )
    `);
    await runner.query(`create index warehouse_page on warehouse (opened_at, id)`);
    await runner.query(`alter table warehouse enable row level security`);
    await runner.query(`create policy by_merchant on warehouse using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on warehouse for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
