import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which shop sells which SKU, how much of it may be offered there, and what the marketplace last accepted. */
export class CreateAvailability1767225700003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table availability (
        merchant_id uuid not null,
        shop_id uuid not null,
        seller_sku text not null,
        marketplace text not null,
        external_item_id text not null,
        external_sku_id text not null,
        on_hand bigint not null,
        reserved bigint not null,
        ring_fenced bigint not null,
        buffer bigint not null,
        available bigint not null check (available >= 0),
        -- false while no stock is kept of the SKU: then nothing is written, for unknown is not 0
        known boolean not null default false,
        written_quantity bigint,
        written_at timestamptz,
        refusal text,
        try_after timestamptz not null default now(),
        attempts integer not null default 0,
        changed_at timestamptz not null,
        version integer not null check (version >= 0),
        primary key (merchant_id, shop_id, seller_sku)
      ) with (fillfactor = 70)
    `);
    // What the marketplace does not know yet, the last units first: those are the ones that can be oversold.
    await runner.query(`
      create index availability_to_write on availability (available, try_after)
        where known and written_quantity is distinct from available
    `);
    await runner.query(`create index availability_of_sku on availability (merchant_id, seller_sku)`);
    await runner.query(`alter table availability enable row level security`);
    await runner.query(`create policy by_merchant on availability using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on availability using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
