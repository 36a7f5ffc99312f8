import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What this service has to know of the shops that the gateway connects. */
export class CreateShop1767225800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (
        shop_id     uuid primary key,
        merchant_id uuid not null,
        marketplace text not null,
        country     text not null check (country ~ '^[A-Z]{2}$'),
        currency    text not null check (currency ~ '^[A-Z]{3}$'),
        name        text not null,
        status      text not null check (status in ('connected', 'disconnected')),
        version     integer not null check (version > 0)
      )
    `);
    await runner.query(`create index shop_of_merchant on shop (merchant_id)`);
    await runner.query(`alter table shop enable row level security`);
    await runner.query(`create policy by_merchant on shop using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on shop for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
