import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of the seller's codes a marketplace's own code of a variation stands for, shop by shop. */
export class CreateListingVariant1767225800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table listing_variant (
        shop_id         uuid not null,
        seller_sku      text not null check (length(seller_sku) between 1 and 200),
        merchant_id     uuid not null,
        external_sku_id text,
        listing_id      uuid not null,
        version         integer not null check (version > 0),
        primary key (shop_id, seller_sku)
      )
    `);
    await runner.query(`create index listing_variant_external on listing_variant (shop_id, external_sku_id)`);
    await runner.query(`alter table listing_variant enable row level security`);
    await runner.query(`create policy by_merchant on listing_variant using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on listing_variant for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
