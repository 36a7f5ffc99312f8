import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures that a marketplace has of us already: each is brought there once, however often listings change. */
export class CreateHostedPicture1767225800004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table hosted_picture (
        merchant_id uuid not null,
        shop_id     uuid not null references shop,
        source_url  text not null check (length(source_url) between 1 and 2000),
        reference   text not null,
        hosted_at   timestamptz not null default clock_timestamp(),
        primary key (shop_id, source_url)
      )
    `);
    await runner.query(`alter table hosted_picture enable row level security`);
    await runner.query(`create policy by_merchant on hosted_picture using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on hosted_picture for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
