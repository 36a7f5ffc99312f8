import type { MigrationInterface, QueryRunner } from 'typeorm';

const tenantPolicies = async (runner: QueryRunner, table: string): Promise<void> => {
  await runner.query(`alter table ${table} enable row level security`);
  await runner.query(`
    create policy ${table}_of_merchant on ${table}
      using (merchant_id = any (visible_merchants())) with check (merchant_id = any (visible_merchants()))`);
  await runner.query(`create policy ${table}_of_operator on ${table} using (is_operator()) with check (is_operator())`);
};

/** Shops, the tokens that open them (sealed, apart from what is listed), and consents that were asked for. */
export class CreateShop1767225601003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shop (
        shop_id uuid primary key,
        merchant_id uuid not null references merchant,
        marketplace text not null check (marketplace in ('lazada')),
        country text not null check (country in ('SG', 'MY', 'TH', 'VN', 'PH', 'ID')),
        currency text not null check (currency ~ '^[A-Z]{3}$'),
        external_seller_id text not null check (length(external_seller_id) between 1 and 64),
        name text not null check (length(name) between 1 and 200),
        cross_border boolean not null,
        status text not null check (status in ('connected', 'disconnected')),
        disconnected_because text check (disconnected_because in ('refresh-token-refused', 'refresh-token-expired')),
        connected_at timestamptz not null,
        version integer not null check (version >= 1),
        constraint shop_account unique (marketplace, country, external_seller_id),
        constraint shop_disconnected_for_a_reason check ((status = 'disconnected') = (disconnected_because is not null))
      )`);
    await runner.query(`create index shop_of_merchant on shop (merchant_id, connected_at, shop_id)`);
    await tenantPolicies(runner, 'shop');
    await runner.query(`
      create table shop_credential (
        shop_id uuid primary key references shop,
        merchant_id uuid not null references merchant,
        access_token_sealed text not null,
        refresh_token_sealed text not null,
        access_expires_at timestamptz not null,
        refresh_expires_at timestamptz not null,
        refreshed_at timestamptz not null,
        failed_refreshes integer not null default 0,
        next_refresh_at timestamptz not null
      )`);
    await runner.query(`create index shop_credential_due on shop_credential (next_refresh_at)`);
    await tenantPolicies(runner, 'shop_credential');
    await runner.query(`
      create table shop_authorization (
        shop_authorization_id uuid primary key,
        merchant_id uuid not null references merchant,
        marketplace text not null,
        country text not null,
        requested_by text not null,
        requested_by_role text not null,
        expires_at timestamptz not null
      )`);
    await runner.query(`create index shop_authorization_expiry on shop_authorization (expires_at)`);
    await tenantPolicies(runner, 'shop_authorization');
    await runner.query(`alter table audit_entry drop constraint audit_entry_action_check`);
    await runner.query(`
      alter table audit_entry add constraint audit_entry_action_check check (action in ('merchant.registered',
        'merchant.renamed', 'merchant.suspended', 'merchant.resumed', 'api-key.issued', 'api-key.revoked',
        'shop.connected'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
