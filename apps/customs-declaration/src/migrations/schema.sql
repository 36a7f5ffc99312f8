-- Schema customs_declaration as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_customs_declaration_owner;
SET LOCAL search_path = customs_declaration;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_customs_declaration_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_customs_declaration_owner IN SCHEMA customs_declaration GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_customs_declaration;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_customs_declaration_owner IN SCHEMA customs_declaration GRANT SELECT, USAGE ON SEQUENCES TO pinglu_customs_declaration;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_customs_declaration_owner IN SCHEMA customs_declaration GRANT EXECUTE ON FUNCTIONS TO pinglu_customs_declaration;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION customs_declaration.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION customs_declaration.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'customs_declaration'
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

CREATE OR REPLACE FUNCTION customs_declaration.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE declarant (
    merchant_id uuid NOT NULL,
    settings jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT declarant_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT declarant_version_check CHECK (version > 0)
);

CREATE TABLE declaration (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    order_id uuid NOT NULL,
    order_number text NOT NULL,
    shipment_id uuid NOT NULL,
    parcel_number integer NOT NULL,
    tracking_number text NOT NULL,
    country text NOT NULL,
    lines jsonb NOT NULL,
    list_no text NOT NULL,
    status text NOT NULL,
    attempt integer NOT NULL,
    problems jsonb NOT NULL,
    list_number text,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    released_at timestamp with time zone,
    version integer NOT NULL,
    send_at timestamp with time zone,
    send_tries integer DEFAULT 0 NOT NULL,
    CONSTRAINT declaration_pkey PRIMARY KEY (id),
    CONSTRAINT declaration_list_no_key UNIQUE (list_no),
    CONSTRAINT declaration_merchant_id_shop_id_order_number_parcel_number_key UNIQUE (merchant_id, shop_id, order_number, parcel_number),
    CONSTRAINT declaration_shipment_id_key UNIQUE (shipment_id),
    CONSTRAINT declaration_attempt_check CHECK (attempt > 0),
    CONSTRAINT declaration_list_no_check CHECK (length(list_no) <= 30),
    CONSTRAINT declaration_parcel_number_check CHECK (parcel_number > 0),
    CONSTRAINT declaration_status_check CHECK (status = ANY (ARRAY['drafted'::text, 'sent'::text, 'released'::text, 'refused'::text])),
    CONSTRAINT declaration_version_check CHECK (version > 0)
);
CREATE INDEX declaration_order ON declaration USING btree (marketplace, order_number);
CREATE INDEX declaration_page ON declaration USING btree (created_at, id);
CREATE INDEX declaration_to_send ON declaration USING btree (send_at) WHERE send_at IS NOT NULL;

CREATE TABLE document (
    message_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    declaration_id uuid NOT NULL,
    attempt integer NOT NULL,
    kind text NOT NULL,
    document_id uuid NOT NULL,
    app_type text NOT NULL,
    sender jsonb NOT NULL,
    status text NOT NULL,
    xml text NOT NULL,
    sent_at timestamp with time zone,
    CONSTRAINT document_pkey PRIMARY KEY (message_id),
    CONSTRAINT document_declaration_id_attempt_kind_key UNIQUE (declaration_id, attempt, kind),
    CONSTRAINT document_document_id_key UNIQUE (document_id),
    CONSTRAINT document_app_type_check CHECK (app_type = ANY (ARRAY['1'::text, '2'::text])),
    CONSTRAINT document_kind_check CHECK (kind = ANY (ARRAY['order'::text, 'waybill'::text, 'list'::text]))
);

CREATE TABLE idempotency_key (
    caller text NOT NULL,
    key text NOT NULL,
    merchant_id uuid,
    fingerprint bytea NOT NULL,
    status smallint NOT NULL,
    headers jsonb NOT NULL,
    body json,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_key_pkey PRIMARY KEY (caller, key),
    CONSTRAINT idempotency_key_fingerprint_check CHECK (length(fingerprint) = 32),
    CONSTRAINT idempotency_key_key_check CHECK (length(key) >= 1 AND length(key) <= 255),
    CONSTRAINT idempotency_key_status_check CHECK (status >= 200 AND status <= 299)
);
CREATE INDEX idempotency_key_created_at ON idempotency_key USING btree (created_at);

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

CREATE TABLE item (
    merchant_id uuid NOT NULL,
    seller_sku text NOT NULL,
    product_id uuid NOT NULL,
    title text NOT NULL,
    title_zh text,
    country_of_origin text NOT NULL,
    hs_code text,
    weight_grams integer,
    barcode text,
    options jsonb NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT item_pkey PRIMARY KEY (merchant_id, seller_sku),
    CONSTRAINT item_hs_code_check CHECK (hs_code ~ '^[0-9]{6,10}$'::text),
    CONSTRAINT item_version_check CHECK (version > 0),
    CONSTRAINT item_weight_grams_check CHECK (weight_grams > 0)
);
CREATE INDEX item_product ON item USING btree (product_id);

CREATE TABLE mailbox (
    address text NOT NULL,
    CONSTRAINT mailbox_pkey PRIMARY KEY (address)
);

CREATE TABLE migration (
    id integer DEFAULT nextval('migration_id_seq'::regclass) NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL,
    CONSTRAINT "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

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

CREATE TABLE receipt (
    message_id uuid NOT NULL,
    document_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    declaration_id uuid NOT NULL,
    kind text NOT NULL,
    at timestamp with time zone NOT NULL,
    code text NOT NULL,
    text text NOT NULL,
    xml text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT receipt_pkey PRIMARY KEY (message_id, document_id)
);
CREATE INDEX receipt_declaration ON receipt USING btree (declaration_id, at);

CREATE TABLE set_aside_receipt (
    delivery_id text NOT NULL,
    address text NOT NULL,
    reason text NOT NULL,
    xml text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    CONSTRAINT set_aside_receipt_pkey PRIMARY KEY (delivery_id)
);

CREATE TABLE shop (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    name text NOT NULL,
    cross_border boolean NOT NULL,
    version bigint NOT NULL,
    CONSTRAINT shop_pkey PRIMARY KEY (id),
    CONSTRAINT shop_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT shop_version_check CHECK (version > 0)
);

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE declarant ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON declarant FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON declarant FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE declaration ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON declaration FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON declaration FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE document ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON document FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON document FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_of_merchant ON idempotency_key FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY idempotency_key_of_operator ON idempotency_key FOR ALL TO PUBLIC
    USING (is_operator());

ALTER TABLE item ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON item FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON item FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE receipt ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON receipt FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON receipt FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shop FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shop FOR SELECT TO PUBLIC
    USING (is_operator());

-- References between tables

ALTER TABLE document ADD CONSTRAINT document_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declaration(id);

ALTER TABLE receipt ADD CONSTRAINT receipt_declaration_id_fkey FOREIGN KEY (declaration_id) REFERENCES declaration(id);

ALTER TABLE receipt ADD CONSTRAINT receipt_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(document_id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA customs_declaration TO pinglu_customs_declaration;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767225600100, 'CreateIdempotencyKey1767225600100'),
    (1767226000000, 'CreateItem1767226000000'),
    (1767226000001, 'CreateDeclarant1767226000001'),
    (1767226000002, 'CreateDeclaration1767226000002');

COMMIT;
