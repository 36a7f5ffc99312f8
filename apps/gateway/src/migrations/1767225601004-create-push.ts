import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What marketplaces told us, as they told it. A merchant sees the pushes of its shops; one about a seller we do not
 * know (such as the test message of a marketplace's console) belongs to nobody and is seen by operators.
 */
export class CreatePush1767225601004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table push (
        push_id uuid primary key,
        merchant_id uuid references merchant,
        shop_id uuid references shop,
        marketplace text not null check (marketplace in ('lazada')),
        digest bytea not null check (length(digest) = 32),
        kind text not null check (kind in ('order', 'product', 'other')),
        reference text not null,
        raw text not null,
        received_at timestamptz not null,
        repeats integer not null default 0,
        last_repeat_at timestamptz,
        constraint push_once unique (marketplace, digest),
        constraint push_of_a_shop_is_of_its_merchant check ((merchant_id is null) = (shop_id is null))
      )`);
    await runner.query(`create index push_about on push (merchant_id, marketplace, kind, reference, received_at)`);
    await runner.query(`alter table push enable row level security`);
    await runner.query(
      `create policy push_read_by_merchant on push for select using (merchant_id = any (visible_merchants()))`,
    );
    await runner.query(`create policy push_of_operator on push using (is_operator()) with check (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
