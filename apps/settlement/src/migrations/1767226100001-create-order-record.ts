import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was sold, as the orders' events tell of it: what a statement is expected to pay for. */
export class CreateOrderRecord1767226100001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table order_record (
        id           uuid primary key,
        merchant_id  uuid not null,
        shop_id      uuid not null,
        marketplace  text not null,
        order_number text not null,
        status       text not null,
        placed_at    timestamptz not null,
        currency     text not null check (currency ~ '^[A-Z]{3}$'),
        total_minor  bigint not null,
        version      integer not null check (version > 0),
        unique (shop_id, order_number)
      )
    `);
    await runner.query(`create index order_record_number on order_record (order_number, marketplace)`);
    await runner.query(`alter table order_record enable row level security`);
    await runner.query(`create policy by_merchant on order_record using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on order_record for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
