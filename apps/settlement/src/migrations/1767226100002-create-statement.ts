import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a marketplace says of the account of a shop: its rows as they came, the lines they are of a statement, and what
 * it pays out. A closed statement cannot be changed by anybody who works as the application.
 */
export class CreateStatement1767226100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // One row per content: what the marketplace said first stays beside what it said later.
    await runner.query(`
      create table finance_row (
        id               uuid primary key,
        merchant_id      uuid not null,
        shop_id          uuid not null references shop (id),
        row_key          text not null,
        content_hash     text not null,
        statement_number text,
        raw              json not null,
        fetched_at       timestamptz not null,
        unique (shop_id, row_key, content_hash)
      )
    `);
    await runner.query(`
      create table payout (
        shop_id          uuid not null references shop (id),
        statement_number text not null,
        merchant_id      uuid not null,
        currency         text not null check (currency ~ '^[A-Z]{3}$'),
        opening_minor    bigint not null,
        payout_minor     bigint not null,
        carried_minor    bigint not null check (carried_minor <= 0),
        paid             boolean not null,
        raw              json not null,
        updated_at       timestamptz not null,
        primary key (shop_id, statement_number)
      )
    `);
    await runner.query(`
      create table statement (
        id               uuid primary key,
        merchant_id      uuid not null,
        shop_id          uuid not null references shop (id),
        marketplace      text not null,
        statement_number text not null,
        currency         text not null check (currency ~ '^[A-Z]{3}$'),
        from_at          timestamptz not null,
        to_at            timestamptz not null,
        status           text not null check (status in ('open', 'closed')),
        opening_minor    bigint not null,
        total_minor      bigint not null,
        payout_minor     bigint not null,
        carried_minor    bigint not null check (carried_minor <= 0),
        suspense_minor   bigint not null,
        line_count       integer not null check (line_count >= 0),
        changed_at       timestamptz not null,
        version          integer not null check (version >= 0),
        unique (shop_id, statement_number),
        unique (id, merchant_id),
        check (from_at < to_at),
        check (status = 'open' or (opening_minor + total_minor = payout_minor + carried_minor and suspense_minor = 0))
      )
    `);
    await runner.query(`create index statement_page on statement (changed_at, id)`);
    await runner.query(`
      create table statement_line (
        id               uuid primary key,
        merchant_id      uuid not null,
        shop_id          uuid not null,
        statement_id     uuid not null,
        marketplace      text not null,
        row_key          text not null,
        facts_hash       text not null,
        revision         integer not null check (revision > 0),
        fee_type         text not null,
        fee_name         text not null,
        reversal         boolean not null,
        account          text not null,
        currency         text not null check (currency ~ '^[A-Z]{3}$'),
        amount_minor     bigint not null,
        withheld_minor   bigint not null,
        order_number     text,
        external_line_id text,
        seller_sku       text,
        transaction_on   date not null,
        transaction_at   timestamptz not null,
        unique (shop_id, row_key),
        foreign key (statement_id, merchant_id) references statement (id, merchant_id)
      )
    `);
    await runner.query(`create index statement_line_page on statement_line (statement_id, transaction_at, id)`);
    await runner.query(`create index statement_line_order on statement_line (order_number, marketplace)`);
    await runner.query(`create index statement_line_suspense on statement_line (shop_id) where account = 'suspense'`);
    await this.guardClosedStatements(runner);
    for (const table of ['finance_row', 'payout', 'statement', 'statement_line']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  /**
   * Security definer: the checks must see every line, whatever the transaction may see. The statement is locked by who
   * adds a line, so that none slips in while another transaction closes it.
   */
  private async guardClosedStatements(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create function forbid_change() returns trigger language plpgsql as $$
      begin
        raise exception 'Rows of % are never changed or deleted; what is wrong is corrected by a further row.', tg_table_name
          using errcode = 'restrict_violation';
      end $$
    `);
    await runner.query(`
      create function check_statement() returns trigger language plpgsql security definer set search_path from current as $$
      declare
        lines record;
      begin
        if old.status = 'closed' then
          raise exception 'Statement % is closed and is never changed again.', old.id using errcode = 'restrict_violation';
        end if;
        if tg_op = 'DELETE' then
          raise exception 'Statement % cannot be deleted.', old.id using errcode = 'restrict_violation';
        end if;
        if new.status = 'closed' then
          select count(*) as number, coalesce(sum(amount_minor), 0) as total,
                 count(*) filter (where account = 'suspense') as suspended
          into lines from statement_line where statement_id = new.id and currency = new.currency;
          if lines.suspended > 0 or lines.total <> new.total_minor or lines.number <> new.line_count
             or exists (select from statement_line where statement_id = new.id and currency <> new.currency) then
            raise exception 'Statement % cannot be closed: its lines do not make its total.', new.id
              using errcode = 'check_violation';
          end if;
        end if;
        return new;
      end $$
    `);
    await runner.query(`
      create function check_statement_line() returns trigger language plpgsql security definer set search_path from current as $$
      declare
        found_status text;
        touched uuid[] := case tg_op when 'INSERT' then array[new.statement_id] when 'DELETE' then array[old.statement_id]
                               else array[old.statement_id, new.statement_id] end;
      begin
        for found_status in select s.status from statement s where s.id = any (touched) order by s.id for update loop
          if found_status = 'closed' then
            raise exception 'A closed statement takes no more lines and keeps those it has.'
              using errcode = 'restrict_violation';
          end if;
        end loop;
        return case tg_op when 'DELETE' then old else new end;
      end $$
    `);
    await runner.query(`
      create trigger check_statement before update or delete on statement for each row execute function check_statement()
    `);
    await runner.query(`
      create trigger check_statement_line before insert or update or delete on statement_line
      for each row execute function check_statement_line()
    `);
    await runner.query(`
      create trigger append_only before update or delete or truncate on finance_row
      for each statement execute function forbid_change()
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
