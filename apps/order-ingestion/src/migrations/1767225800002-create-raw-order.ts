import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is to be fetched, and what the marketplace answered, word for word. */
export class CreateRawOrder1767225800002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row per order. `wanted` counts how often somebody asked for it, `fetched` is what `wanted` was when the last
    // answer was read: a push that comes while a fetch is under way leaves the row due.
    await runner.query(`
      create table fetch_wish (
        shop_id       uuid not null,
        order_number  text not null check (length(order_number) between 1 and 100),
        merchant_id   uuid not null,
        wanted        bigint not null default 1 check (wanted > 0),
        fetched       bigint not null default 0 check (fetched between 0 and wanted),
        changed_since timestamptz,
        due_at        timestamptz not null,
        leased_until  timestamptz,
        attempts      integer not null default 0 check (attempts >= 0),
        error_code    text,
        cause         json,
        primary key (shop_id, order_number)
      )
    `);
    await runner.query(`create index fetch_wish_due on fetch_wish (due_at) where fetched < wanted`);
    await runner.query(`alter table fetch_wish enable row level security`);
    await runner.query(`create policy by_merchant on fetch_wish using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on fetch_wish for select using (is_operator())`);

    // The only table that holds what a marketplace says of a buyer: therefore kept apart, closed to operators, and
    // emptied by date. json and not jsonb: the text stays what was received.
    await runner.query(`
      create table raw_order (
        shop_id      uuid not null,
        order_number text not null,
        merchant_id  uuid not null,
        body         json not null,
        read_at      timestamptz not null,
        keep_until   timestamptz not null,
        primary key (shop_id, order_number)
      )
    `);
    await runner.query(`create index raw_order_retention on raw_order (merchant_id, keep_until)`);
    await runner.query(`alter table raw_order enable row level security`);
    await runner.query(`create policy by_merchant on raw_order using (merchant_id = any (visible_merchants()))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
