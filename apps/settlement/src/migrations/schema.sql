-- Schema settlement as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_settlement_owner;
SET LOCAL search_path = settlement;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_settlement_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_settlement_owner IN SCHEMA settlement GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_settlement;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_settlement_owner IN SCHEMA settlement GRANT SELECT, USAGE ON SEQUENCES TO pinglu_settlement;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_settlement_owner IN SCHEMA settlement GRANT EXECUTE ON FUNCTIONS TO pinglu_settlement;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION settlement.check_entry()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'settlement'
AS $function$
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
      end $function$;

CREATE OR REPLACE FUNCTION settlement.check_statement()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'settlement'
AS $function$
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
      end $function$;

CREATE OR REPLACE FUNCTION settlement.check_statement_line()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'settlement'
AS $function$
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
      end $function$;

CREATE OR REPLACE FUNCTION settlement.forbid_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
      begin
        raise exception 'Rows of % are never changed or deleted; what is wrong is corrected by a further row.', tg_table_name
          using errcode = 'restrict_violation';
      end $function$;

CREATE OR REPLACE FUNCTION settlement.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION settlement.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'settlement'
AS $function$
      declare
        day date;
        old text;
      begin
        set local lock_timeout = '2s';
        perform pg_advisory_xact_lock(hashtextextended('pinglu-inbox/' || current_schema(), 0));
        for day in select d::date from generate_series(current_date, current_date + 2, interval '1 day') d loop
          if to_regclass(format('inbox_%s', to_char(day, 'YYYYMMDD'))) is null
             and not exists (select from inbox_default where occurred_on = day) then
            execute format('create table inbox_%s partition of inbox for values from (%L) to (%L)',
                           to_char(day, 'YYYYMMDD'), day, day + 1);
          end if;
        end loop;
        for old in
          select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
          where i.inhparent = 'inbox'::regclass and c.relname ~ '^inbox_[0-9]{8}$'
            and c.relname < 'inbox_' || to_char(current_date - keep_days, 'YYYYMMDD')
        loop
          execute format('drop table %I', old);
        end loop;
        delete from inbox_default where received_at < now() - keep_days * interval '1 day';
        delete from inbox_dead where resolved_at < now() - keep_days * interval '1 day';
      end
      $function$;

CREATE OR REPLACE FUNCTION settlement.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE finance_fetch (
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    last_success_at timestamp with time zone,
    last_error_code text,
    CONSTRAINT finance_fetch_pkey PRIMARY KEY (shop_id),
    CONSTRAINT finance_fetch_failures_check CHECK (failures >= 0)
);
CREATE INDEX finance_fetch_due ON finance_fetch USING btree (due_at);

CREATE TABLE finance_row (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    row_key text NOT NULL,
    content_hash text NOT NULL,
    statement_number text,
    raw json NOT NULL,
    fetched_at timestamp with time zone NOT NULL,
    CONSTRAINT finance_row_pkey PRIMARY KEY (id),
    CONSTRAINT finance_row_shop_id_row_key_content_hash_key UNIQUE (shop_id, row_key, content_hash)
);

CREATE TABLE inbox (
    consumer text NOT NULL,
    event_id uuid NOT NULL,
    occurred_on date NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT inbox_pkey PRIMARY KEY (consumer, event_id, occurred_on)
) PARTITION BY RANGE (occurred_on);

CREATE TABLE inbox_dead (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    consumer text NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    key bytea,
    headers json NOT NULL,
    value bytea,
    state text NOT NULL,
    error_code text,
    error_message text,
    attempts integer DEFAULT 0 NOT NULL,
    first_failed_at timestamp with time zone,
    last_failed_at timestamp with time zone,
    resolved_at timestamp with time zone,
    resolved_by text,
    note text,
    CONSTRAINT inbox_dead_pkey PRIMARY KEY (id),
    CONSTRAINT inbox_dead_consumer_topic_partition_offset_key UNIQUE (consumer, topic, partition, "offset"),
    CONSTRAINT inbox_dead_check CHECK ((state = ANY (ARRAY['resolved'::text, 'discarded'::text])) = (resolved_at IS NOT NULL)),
    CONSTRAINT inbox_dead_check1 CHECK (state <> 'parked'::text OR error_code IS NOT NULL),
    CONSTRAINT inbox_dead_state_check CHECK (state = ANY (ARRAY['parked'::text, 'waiting'::text, 'resolved'::text, 'discarded'::text]))
);
CREATE INDEX inbox_dead_parks_key ON inbox_dead USING btree (consumer, topic, key) WHERE state = ANY (ARRAY['parked'::text, 'waiting'::text]);

CREATE TABLE inbox_default PARTITION OF inbox DEFAULT;

CREATE TABLE ledger_entry (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    source_key text NOT NULL,
    kind text NOT NULL,
    order_number text,
    effective_on date NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    posting_count smallint NOT NULL,
    CONSTRAINT ledger_entry_pkey PRIMARY KEY (id),
    CONSTRAINT ledger_entry_id_merchant_id_key UNIQUE (id, merchant_id),
    CONSTRAINT ledger_entry_shop_id_source_key_key UNIQUE (shop_id, source_key),
    CONSTRAINT ledger_entry_kind_check CHECK (kind = ANY (ARRAY['line'::text, 'reversal'::text, 'correction'::text, 'payout'::text])),
    CONSTRAINT ledger_entry_posting_count_check CHECK (posting_count >= 2)
);
CREATE INDEX ledger_entry_order ON ledger_entry USING btree (order_number) WHERE order_number IS NOT NULL;
CREATE INDEX ledger_entry_statement ON ledger_entry USING btree (statement_id);

CREATE TABLE ledger_posting (
    entry_id uuid NOT NULL,
    "position" smallint NOT NULL,
    merchant_id uuid NOT NULL,
    account text NOT NULL,
    side text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    CONSTRAINT ledger_posting_pkey PRIMARY KEY (entry_id, "position"),
    CONSTRAINT ledger_posting_account_check CHECK (account ~ '^[a-z_]{2,40}$'::text),
    CONSTRAINT ledger_posting_amount_minor_check CHECK (amount_minor > 0),
    CONSTRAINT ledger_posting_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT ledger_posting_position_check CHECK ("position" > 0),
    CONSTRAINT ledger_posting_side_check CHECK (side = ANY (ARRAY['debit'::text, 'credit'::text]))
);

CREATE TABLE migration (
    id integer DEFAULT nextval('migration_id_seq'::regclass) NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL,
    CONSTRAINT "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

CREATE TABLE order_record (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    order_number text NOT NULL,
    status text NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    currency text NOT NULL,
    total_minor bigint NOT NULL,
    version integer NOT NULL,
    CONSTRAINT order_record_pkey PRIMARY KEY (id),
    CONSTRAINT order_record_shop_id_order_number_key UNIQUE (shop_id, order_number),
    CONSTRAINT order_record_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT order_record_version_check CHECK (version > 0)
);
CREATE INDEX order_record_number ON order_record USING btree (order_number, marketplace);

CREATE TABLE outbox (
    seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    event_id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    payload json NOT NULL,
    headers json NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT outbox_pkey PRIMARY KEY (seq),
    CONSTRAINT outbox_event_id_key UNIQUE (event_id),
    CONSTRAINT outbox_version_check CHECK (version > 0)
) WITH (autovacuum_vacuum_cost_delay = 0, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

CREATE TABLE outbox_dead (
    seq bigint NOT NULL,
    event_id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    version bigint NOT NULL,
    type text NOT NULL,
    payload json NOT NULL,
    headers json NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    died_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    resolved_at timestamp with time zone,
    resolved_by text,
    note text,
    CONSTRAINT outbox_dead_pkey PRIMARY KEY (seq),
    CONSTRAINT outbox_dead_event_id_key UNIQUE (event_id)
);
CREATE INDEX outbox_dead_halts_key ON outbox_dead USING btree (topic, key) WHERE resolved_at IS NULL;

CREATE TABLE payout (
    shop_id uuid NOT NULL,
    statement_number text NOT NULL,
    merchant_id uuid NOT NULL,
    currency text NOT NULL,
    opening_minor bigint NOT NULL,
    payout_minor bigint NOT NULL,
    carried_minor bigint NOT NULL,
    paid boolean NOT NULL,
    raw json NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT payout_pkey PRIMARY KEY (shop_id, statement_number),
    CONSTRAINT payout_carried_minor_check CHECK (carried_minor <= 0),
    CONSTRAINT payout_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text)
);

CREATE TABLE shop (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    connected_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT shop_pkey PRIMARY KEY (id),
    CONSTRAINT shop_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT shop_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT shop_status_check CHECK (status = ANY (ARRAY['connected'::text, 'disconnected'::text])),
    CONSTRAINT shop_version_check CHECK (version > 0)
);

CREATE TABLE statement (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    statement_number text NOT NULL,
    currency text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    to_at timestamp with time zone NOT NULL,
    status text NOT NULL,
    opening_minor bigint NOT NULL,
    total_minor bigint NOT NULL,
    payout_minor bigint NOT NULL,
    carried_minor bigint NOT NULL,
    suspense_minor bigint NOT NULL,
    line_count integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT statement_pkey PRIMARY KEY (id),
    CONSTRAINT statement_id_merchant_id_key UNIQUE (id, merchant_id),
    CONSTRAINT statement_shop_id_statement_number_key UNIQUE (shop_id, statement_number),
    CONSTRAINT statement_carried_minor_check CHECK (carried_minor <= 0),
    CONSTRAINT statement_check CHECK (from_at < to_at),
    CONSTRAINT statement_check1 CHECK (status = 'open'::text OR (opening_minor + total_minor) = (payout_minor + carried_minor) AND suspense_minor = 0),
    CONSTRAINT statement_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT statement_line_count_check CHECK (line_count >= 0),
    CONSTRAINT statement_status_check CHECK (status = ANY (ARRAY['open'::text, 'closed'::text])),
    CONSTRAINT statement_version_check CHECK (version >= 0)
);
CREATE INDEX statement_page ON statement USING btree (changed_at, id);

CREATE TABLE statement_line (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    statement_id uuid NOT NULL,
    marketplace text NOT NULL,
    row_key text NOT NULL,
    facts_hash text NOT NULL,
    revision integer NOT NULL,
    fee_type text NOT NULL,
    fee_name text NOT NULL,
    reversal boolean NOT NULL,
    account text NOT NULL,
    currency text NOT NULL,
    amount_minor bigint NOT NULL,
    withheld_minor bigint NOT NULL,
    order_number text,
    external_line_id text,
    seller_sku text,
    transaction_on date NOT NULL,
    transaction_at timestamp with time zone NOT NULL,
    CONSTRAINT statement_line_pkey PRIMARY KEY (id),
    CONSTRAINT statement_line_shop_id_row_key_key UNIQUE (shop_id, row_key),
    CONSTRAINT statement_line_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT statement_line_revision_check CHECK (revision > 0)
);
CREATE INDEX statement_line_order ON statement_line USING btree (order_number, marketplace);
CREATE INDEX statement_line_page ON statement_line USING btree (statement_id, transaction_at, id);
CREATE INDEX statement_line_suspense ON statement_line USING btree (shop_id) WHERE account = 'suspense'::text;

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE finance_fetch ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON finance_fetch FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON finance_fetch FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE finance_row ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON finance_row FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON finance_row FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE ledger_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON ledger_entry FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON ledger_entry FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE ledger_posting ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON ledger_posting FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON ledger_posting FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE order_record ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON order_record FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON order_record FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE payout ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON payout FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON payout FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shop FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shop FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE statement ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON statement FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON statement FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE statement_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON statement_line FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON statement_line FOR SELECT TO PUBLIC
    USING (is_operator());

-- Triggers

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON finance_row FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE CONSTRAINT TRIGGER check_entry AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry();

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger_posting FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE CONSTRAINT TRIGGER check_entry AFTER INSERT ON ledger_posting DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry();

CREATE TRIGGER check_statement BEFORE DELETE OR UPDATE ON statement FOR EACH ROW EXECUTE FUNCTION check_statement();

CREATE TRIGGER check_statement_line BEFORE INSERT OR DELETE OR UPDATE ON statement_line FOR EACH ROW EXECUTE FUNCTION check_statement_line();

-- References between tables

ALTER TABLE finance_fetch ADD CONSTRAINT finance_fetch_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE finance_row ADD CONSTRAINT finance_row_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE ledger_entry ADD CONSTRAINT ledger_entry_statement_id_merchant_id_fkey FOREIGN KEY (statement_id, merchant_id) REFERENCES statement(id, merchant_id);

ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_entry_id_merchant_id_fkey FOREIGN KEY (entry_id, merchant_id) REFERENCES ledger_entry(id, merchant_id);

ALTER TABLE payout ADD CONSTRAINT payout_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE statement ADD CONSTRAINT statement_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE statement_line ADD CONSTRAINT statement_line_statement_id_merchant_id_fkey FOREIGN KEY (statement_id, merchant_id) REFERENCES statement(id, merchant_id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA settlement TO pinglu_settlement;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767226100000, 'CreateShop1767226100000'),
    (1767226100001, 'CreateOrderRecord1767226100001'),
    (1767226100002, 'CreateStatement1767226100002'),
    (1767226100003, 'CreateLedger1767226100003');

COMMIT;
