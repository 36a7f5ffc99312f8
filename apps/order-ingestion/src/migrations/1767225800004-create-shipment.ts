import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels: from the wish to pack one to its release. */
export class CreateShipment1767225800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // The row is the intent: it stands before the marketplace is called. `pack_asked_at` is written before each call,
    // so that whoever finds it without a package knows that the outcome is unknown and has to be read first.
    await runner.query(`
      create table shipment (
        id              uuid primary key,
        merchant_id     uuid not null,
        shop_id         uuid not null,
        marketplace     text not null,
        order_id        uuid not null references sales_order (id),
        order_number    text not null,
        country         text not null check (country ~ '^[A-Z]{2}$'),
        cross_border    boolean not null,
        status          text not null check (status in ('wanted', 'packed', 'released', 'held', 'dropped', 'failed')),
        reason          text,
        package_id      text,
        tracking_number text,
        carrier         text,
        wanted_at       timestamptz not null,
        pack_asked_at   timestamptz,
        packed_at       timestamptz,
        ready_asked_at  timestamptz,
        ready_at        timestamptz,
        decided_at      timestamptz,
        due_at          timestamptz not null,
        leased_until    timestamptz,
        attempts        integer not null default 0 check (attempts >= 0),
        cause           json,
        version         integer not null default 0 check (version >= 0),
        unique (shop_id, package_id),
        check (status not in ('packed', 'released', 'held') or package_id is not null),
        check (status not in ('wanted', 'failed') or package_id is null),
        check ((package_id is null) = (packed_at is null)),
        check ((version = 0) = (package_id is null))
      )
    `);
    // What there is still to do for the marketplace, and nothing else.
    await runner.query(`
      create index shipment_due on shipment (due_at)
      where status = 'wanted' or (status in ('packed', 'released', 'held') and ready_at is null)
    `);
    await runner.query(`create index shipment_page on shipment (wanted_at, id)`);
    await runner.query(`create index shipment_of_order on shipment (order_id)`);
    // A unit of a line is in one parcel at most. Whoever adds to them holds the row of the order.
    await runner.query(`
      create table shipment_line (
        order_id          uuid not null,
        line_id           uuid not null,
        shipment_id       uuid not null references shipment (id),
        merchant_id       uuid not null,
        ordinal           integer not null check (ordinal >= 0),
        seller_sku        text not null,
        quantity          integer not null check (quantity > 0),
        unit_price_minor  bigint not null,
        currency          text not null check (currency ~ '^[A-Z]{3}$'),
        external_line_ids text[] not null,
        primary key (shipment_id, line_id)
      )
    `);
    await runner.query(`create index shipment_line_of_order on shipment_line (order_id)`);
    for (const table of ['shipment', 'shipment_line']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
