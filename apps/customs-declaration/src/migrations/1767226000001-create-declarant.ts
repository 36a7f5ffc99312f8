import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who declares for a merchant, and where. A merchant without a row has the settings of the demo, or none. */
export class CreateDeclarant1767226000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table declarant (
        merchant_id uuid primary key,
        settings    jsonb not null,
        changed_at  timestamptz not null,
        version     integer not null check (version > 0)
      )
    `);
    await runner.query(`alter table declarant enable row level security`);
    await runner.query(`create policy by_merchant on declarant using (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy for_operator on declarant for select using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
