import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of shops and of things that are sold, taken from the events of those who own them. */
export class CreateItem1767226000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (
        id           uuid primary key,
        merchant_id  uuid not null,
        marketplace  text not null,
        country      text not null check (country ~ '^[A-Z]{2}$'),
        name         text not null,
        cross_border boolean not null,
        version      bigint not null check (version > 0)
      )
    `);
    await runner.query(`
      create table item (
        merchant_id       uuid not null,
        seller_sku        text not null,
        product_id        uuid not null,
        title             text not null,
        title_zh          text,
        country_of_origin text not null,
        hs_code           text check (hs_code ~ '^[0-9]{6,10}$'),
        weight_grams      integer check (weight_grams > 0),
        barcode           text,
        options           jsonb not null,
        version           bigint not null check (version > 0),
        primary key (merchant_id, seller_sku)
      )
    `);
    await runner.query(`create index item_product on item (product_id)`);
    for (const table of ['shop', 'item']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
