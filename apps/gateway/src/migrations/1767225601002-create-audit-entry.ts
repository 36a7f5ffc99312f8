import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who changed what and when. No policy allows an update or a delete, so the application role can do neither. */
export class CreateAuditEntry1767225601002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_entry (
        audit_entry_id uuid primary key,
        merchant_id uuid references merchant,
        actor text not null,
        actor_role text not null check (actor_role in ('merchant', 'warehouse', 'finance', 'broker', 'operator')),
        action text not null check (action in ('merchant.registered', 'merchant.renamed', 'merchant.suspended',
          'merchant.resumed', 'api-key.issued', 'api-key.revoked')),
        target_id uuid,
        request_id text,
        details jsonb not null,
        happened_at timestamptz not null default now()
      )`);
    await runner.query(`create index audit_entry_of_merchant on audit_entry (merchant_id, happened_at)`);
    await runner.query(`alter table audit_entry enable row level security`);
    for (const [who, rule] of [
      ['merchant', 'merchant_id = any (visible_merchants())'],
      ['operator', 'is_operator()'],
    ] as const) {
      await runner.query(`create policy audit_entry_read_by_${who} on audit_entry for select using (${rule})`);
      await runner.query(`create policy audit_entry_added_by_${who} on audit_entry for insert with check (${rule})`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
