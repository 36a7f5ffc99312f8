import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tenants. A merchant sees itself; an operator sees and registers all. */
export class CreateMerchant1767225601000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table merchant (
        merchant_id uuid primary key,
        name text not null check (length(name) between 1 and 200),
        country_of_establishment text not null check (country_of_establishment in ('CN')),
        status text not null check (status in ('active', 'suspended')),
        registered_at timestamptz not null,
        version integer not null check (version >= 1)
      )`);
    await runner.query(`create index merchant_registered_at on merchant (registered_at, merchant_id)`);
    await runner.query(`alter table merchant enable row level security`);
    await runner.query(
      `create policy merchant_itself on merchant for select using (merchant_id = any (visible_merchants()))`,
    );
    await runner.query(`
      create policy merchant_changes_itself on merchant for update
        using (merchant_id = any (visible_merchants())) with check (merchant_id = any (visible_merchants()))`);
    await runner.query(
      `create policy merchant_of_operator on merchant using (is_operator()) with check (is_operator())`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
