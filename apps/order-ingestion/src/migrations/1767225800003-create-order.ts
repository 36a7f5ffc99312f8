import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATUSES = `('placed', 'ready_to_ship', 'shipped', 'delivered', 'cancelled', 'unrecognized')`;

/** Orders in our words, without a word about who buys. */
export class CreateOrder1767225800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table sales_order (
        id           uuid primary key,
        merchant_id  uuid not null,
        shop_id      uuid not null,
        marketplace  text not null,
        country      text not null check (country ~ '^[A-Z]{2}$'),
        order_number text not null,
        status       text not null check (status in ${STATUSES}),
        raw_status   text not null,
        cross_border boolean not null,
        placed_at    timestamptz not null,
        updated_at   timestamptz not null,
        read_at      timestamptz not null,
        ship_by      timestamptz,
        total_minor  bigint not null,
        currency     text not null check (currency ~ '^[A-Z]{3}$'),
        ingested_at  timestamptz not null,
        version      integer not null check (version > 0),
        -- by the marketplace: it lets nobody pack it before
        unpaid       boolean not null,
        unique (shop_id, order_number)
      )
    `);
    await runner.query(`create index sales_order_page on sales_order (ingested_at, id)`);
    await runner.query(`create index sales_order_number on sales_order (marketplace, order_number)`);
    await runner.query(`
      create table order_line (
        order_id          uuid not null references sales_order (id),
        line_id           uuid not null,
        merchant_id       uuid not null,
        shop_id           uuid not null,
        ordinal           integer not null check (ordinal >= 0),
        seller_sku        text not null,
        external_sku_id   text,
        mapped            boolean not null,
        quantity          integer not null check (quantity > 0),
        unit_price_minor  bigint not null,
        currency          text not null check (currency ~ '^[A-Z]{3}$'),
        external_line_ids text[] not null check (cardinality(external_line_ids) > 0),
        status            text not null check (status in ${STATUSES}),
        primary key (order_id, line_id)
      )
    `);
    await runner.query(`create index order_line_unmapped on order_line (shop_id) where not mapped`);
    // When the order was seen to be in which state; append-only.
    await runner.query(`
      create table order_history (
        order_id    uuid not null references sales_order (id),
        version     integer not null check (version > 0),
        merchant_id uuid not null,
        status      text not null check (status in ${STATUSES}),
        raw_status  text not null,
        updated_at  timestamptz not null,
        recorded_at timestamptz not null,
        primary key (order_id, version)
      )
    `);
    for (const table of ['sales_order', 'order_line', 'order_history']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
