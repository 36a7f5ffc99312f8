import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The double-entry ledger. That every entry balances is checked here, at the end of each transaction, for whoever
 * writes and however: code that forgets it cannot commit.
 */
export class CreateLedger1767226100003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table ledger_entry (
        id            uuid primary key,
        merchant_id   uuid not null,
        shop_id       uuid not null references shop (id),
        statement_id  uuid not null,
        source_key    text not null,
        kind          text not null check (kind in ('line', 'reversal', 'correction', 'payout')),
        order_number  text,
        effective_on  date not null,
        posted_at     timestamptz not null,
        posting_count smallint not null check (posting_count >= 2),
        unique (shop_id, source_key),
        unique (id, merchant_id),
        foreign key (statement_id, merchant_id) references statement (id, merchant_id)
      )
    `);
    await runner.query(`create index ledger_entry_order on ledger_entry (order_number) where order_number is not null`);
    await runner.query(`create index ledger_entry_statement on ledger_entry (statement_id)`);
    await runner.query(`
      create table ledger_posting (
        entry_id     uuid not null,
        position     smallint not null check (position > 0),
        merchant_id  uuid not null,
        account      text not null check (account ~ '^[a-z_]{2,40}$'),
        side         text not null check (side in ('debit', 'credit')),
        amount_minor bigint not null check (amount_minor > 0),
        currency     text not null check (currency ~ '^[A-Z]{3}$'),
        primary key (entry_id, position),
        foreign key (entry_id, merchant_id) references ledger_entry (id, merchant_id)
      )
    `);
    // Security definer: a transaction that has put rows out of its own sight must not pass for a balanced one. The
    // number of postings is fixed with the entry, so that none can be added to it later, not even two that balance.
    await runner.query(`
      create function check_entry() returns trigger language plpgsql security definer set search_path from current as $$
      declare
        checked uuid := case tg_table_name when 'ledger_entry' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'entry_id' end;
      begin
        if exists (
          select from ledger_posting where entry_id = checked group by currency
          having sum(case side when 'debit' then amount_minor else -amount_minor end) <> 0
        ) then
          raise exception 'Ledger entry % does not balance: its debits and credits differ.', checked
            using errcode = 'check_violation';
        end if;
        if (select count(*) from ledger_posting where entry_id = checked)
           is distinct from (select posting_count::bigint from ledger_entry where id = checked) then
          raise exception 'Ledger entry % has not as many postings as it says.', checked using errcode = 'check_violation';
        end if;
        return null;
      end $$
    `);
    await runner.query(`
      create constraint trigger check_entry after insert on ledger_entry deferrable initially deferred
      for each row execute function check_entry()
    `);
    await runner.query(`
      create constraint trigger check_entry after insert on ledger_posting deferrable initially deferred
      for each row execute function check_entry()
    `);
    for (const table of ['ledger_entry', 'ledger_posting']) {
      await runner.query(`
        create trigger append_only before update or delete or truncate on ${table}
        for each statement execute function forbid_change()
      `);
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
