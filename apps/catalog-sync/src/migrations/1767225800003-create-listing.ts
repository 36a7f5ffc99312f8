import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A product in a shop: what is wanted, and what the marketplace has made of it. */
export class CreateListing1767225800003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // state: waiting = to be brought to the marketplace; calling = a call was begun whose outcome is not known yet;
    // settled = nothing to do. wanted_version is the product's; outcome and version are those last told of in an event.
    await runner.query(`
      create table listing (
        listing_id       uuid primary key,
        merchant_id      uuid not null,
        shop_id          uuid not null references shop,
        product_id       uuid not null references product,
        state            text not null check (state in ('waiting', 'calling', 'settled')),
        wanted_version   integer not null check (wanted_version > 0),
        settled_version  integer check (settled_version > 0),
        attempts         integer not null default 0,
        due_at           timestamptz not null,
        leased_until     timestamptz,
        lease_id         uuid,
        outcome          text check (outcome in ('published', 'refused')),
        external_item_id text,
        variants         json not null default '[]',
        problems         json not null default '[]',
        trouble          text,
        asked_at         timestamptz not null default clock_timestamp(),
        changed_at       timestamptz,
        version          integer not null default 0,
        unique (shop_id, product_id),
        check ((version = 0) = (outcome is null))
      )
    `);
    await runner.query(`create index listing_page on listing (asked_at, listing_id)`);
    await runner.query(`create index listing_to_do on listing (due_at) where state <> 'settled'`);
    await runner.query(`create index listing_of_product on listing (product_id)`);
    await runner.query(`alter table listing enable row level security`);
    await runner.query(`create policy by_merchant on listing using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on listing for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
