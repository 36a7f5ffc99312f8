import type { MigrationInterface, QueryRunner } from 'typeorm';

/** API keys by their hash; the secret itself is nowhere. */
export class CreateApiKey1767225601001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table api_key (
        api_key_id uuid primary key,
        merchant_id uuid references merchant,
        label text not null check (length(label) between 1 and 100),
        role text not null check (role in ('merchant', 'warehouse', 'finance', 'broker', 'operator')),
        scopes text[] not null check (cardinality(scopes) > 0),
        secret_hash bytea not null check (length(secret_hash) = 32),
        issued_at timestamptz not null,
        revoked_at timestamptz,
        version integer not null check (version >= 1),
        constraint api_key_operator_has_no_merchant check ((role = 'operator') = (merchant_id is null))
      )`);
    await runner.query(`create index api_key_of_merchant on api_key (merchant_id, issued_at, api_key_id)`);
    await runner.query(`alter table api_key enable row level security`);
    await runner.query(`
      create policy api_key_of_merchant on api_key
        using (merchant_id = any (visible_merchants())) with check (merchant_id = any (visible_merchants()))`);
    await runner.query(`create policy api_key_of_operator on api_key using (is_operator()) with check (is_operator())`);
    // Whose key it is cannot be known before it is looked up, and row-level security hides it until it is known. This
    // function, which runs as the owner, answers for exactly one id and lists nothing.
    await runner.query(`
      create function find_api_key(wanted uuid)
        returns table (api_key_id uuid, merchant_id uuid, role text, scopes text[], secret_hash bytea, merchant_status text)
        language sql stable security definer set search_path from current
        as $$
          select k.api_key_id, k.merchant_id, k.role, k.scopes, k.secret_hash, m.status
            from api_key k left join merchant m using (merchant_id)
           where k.api_key_id = wanted and k.revoked_at is null
        $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
