import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is promised to which order, one row per order line. */
export class CreateReservation1767225700002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table reservation (
        reservation_id uuid primary key,
        merchant_id uuid not null,
        shop_id uuid not null,
        marketplace text not null,
        order_id uuid not null unique,
        order_number text not null,
        order_version integer not null,
        status text not null check (status in ('reserved', 'refused', 'released', 'shipped')),
        reserved_at timestamptz not null,
        changed_at timestamptz not null,
        version integer not null check (version > 0)
      )
    `);
    await runner.query(`create index reservation_of_order on reservation (marketplace, order_number)`);
    await runner.query(`
      create table reservation_line (
        line_id text not null,
        reservation_id uuid not null references reservation,
        merchant_id uuid not null,
        seller_sku text not null,
        -- null for a line that was refused because no stock is kept of its SKU
        warehouse_id uuid,
        quantity bigint not null check (quantity > 0),
        status text not null check (status in ('reserved', 'refused', 'released', 'shipped')),
        reason text,
        primary key (reservation_id, line_id),
        check ((status = 'refused') = (reason is not null))
      )
    `);
    for (const table of ['reservation', 'reservation_line']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
