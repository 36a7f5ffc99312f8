import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One row per answered request that carried an `Idempotency-Key`. Written in the transaction of its effect: there is
 * never one without the other.
 */
export class CreateIdempotencyKey1767225600100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        -- the API key that sent it: two callers may choose the same key by chance
        caller text not null,
        key text not null check (length(key) between 1 and 255),
        -- null for an operator, who belongs to no merchant
        merchant_id uuid,
        fingerprint bytea not null check (length(fingerprint) = 32),
        status smallint not null check (status between 200 and 299),
        headers jsonb not null,
        -- null for an answer without a body; without the fields named in omitFromReplay. Not jsonb, which sorts the
        -- keys: the replay must be the same bytes, because its ETag is made of them
        body json,
        created_at timestamptz not null default now(),
        primary key (caller, key)
      )`);
    await runner.query(`create index idempotency_key_created_at on idempotency_key (created_at)`);
    await runner.query(`alter table idempotency_key enable row level security`);
    await runner.query(`
      create policy idempotency_key_of_merchant on idempotency_key
        using (merchant_id = any (visible_merchants()))`);
    await runner.query(`
      create policy idempotency_key_of_operator on idempotency_key
        using (is_operator())`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: write a new one that undoes this.');
  }
}
