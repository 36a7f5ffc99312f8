import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The merchant's own catalog, which every shop is listed from. */
export class CreateProduct1767225800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // json and not jsonb where the order of what the seller wrote means something.
    await runner.query(`
      create table product (
        product_id        uuid primary key,
        merchant_id       uuid not null,
        handle            text not null check (length(handle) between 1 and 200),
        title             text not null check (length(title) between 1 and 500),
        title_zh          text check (length(title_zh) between 1 and 500),
        description       text not null check (length(description) <= 20000),
        brand             text,
        product_type      text,
        country_of_origin text not null check (country_of_origin ~ '^[A-Z]{2}$'),
        hs_code           text check (hs_code ~ '^[0-9]{6,10}$'),
        package_size      json,
        images            json not null,
        status            text not null check (status in ('active', 'incomplete')),
        content_hash      bytea not null,
        added_at          timestamptz not null default clock_timestamp(),
        saved_at          timestamptz not null,
        version           integer not null check (version > 0),
        unique (merchant_id, handle)
      )
    `);
    await runner.query(`create index product_page on product (merchant_id, added_at, product_id)`);
    await runner.query(`
      create table sku (
        product_id       uuid not null references product,
        merchant_id      uuid not null,
        seller_sku       text not null check (length(seller_sku) between 1 and 50),
        position         integer not null check (position >= 0),
        options          json not null,
        barcode          text,
        weight_grams     integer check (weight_grams > 0),
        prices           json not null,
        initial_quantity integer check (initial_quantity >= 0),
        primary key (merchant_id, seller_sku)
      )
    `);
    await runner.query(`create index sku_of_product on sku (product_id)`);
    for (const table of ['product', 'sku']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
