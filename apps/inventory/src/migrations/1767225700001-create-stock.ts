import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies where, and every movement that made it so. */
export class CreateStock1767225700001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The check is the last guard against selling what is not there; the row's lock is what makes it hold. Rows are
    // updated all the time, so a page keeps room for the next version of a row.
    await runner.query(`
      create table stock (
        merchant_id uuid not null,
        warehouse_id uuid not null references warehouse,
        seller_sku text not null check (length(seller_sku) between 1 and 200),
        on_hand bigint not null check (on_hand >= 0),
        reserved bigint not null default 0 check (reserved between 0 and on_hand),
        counted_at timestamptz,
        primary key (merchant_id, seller_sku, warehouse_id)
      ) with (fillfactor = 70)
    `);
    await runner.query(`
      create table stock_movement (
        id bigint generated always as identity primary key,
        merchant_id uuid not null,
        warehouse_id uuid not null,
        seller_sku text not null,
        kind text not null check (kind in ('received', 'counted', 'reserved', 'released', 'shipped')),
        on_hand_change bigint not null,
        reserved_change bigint not null,
        reference text not null,
        happened_at timestamptz not null default clock_timestamp()
      )
    `);
    await runner.query(`create index stock_movement_of_sku on stock_movement (merchant_id, seller_sku, id)`);
    for (const table of ['stock', 'stock_movement']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
    await runner.query(`revoke update, delete on stock_movement from public`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
