-- Schema catalog_sync as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_catalog_sync_owner;
SET LOCAL search_path = catalog_sync;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_catalog_sync_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_catalog_sync_owner IN SCHEMA catalog_sync GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_catalog_sync;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_catalog_sync_owner IN SCHEMA catalog_sync GRANT SELECT, USAGE ON SEQUENCES TO pinglu_catalog_sync;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_catalog_sync_owner IN SCHEMA catalog_sync GRANT EXECUTE ON FUNCTIONS TO pinglu_catalog_sync;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION catalog_sync.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION catalog_sync.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'catalog_sync'
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

CREATE OR REPLACE FUNCTION catalog_sync.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE catalog_import (
    import_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    file_name text,
    byte_count integer NOT NULL,
    sha256 bytea NOT NULL,
    encoding text NOT NULL,
    currency text,
    status text NOT NULL,
    reason text,
    columns json,
    rows_read integer DEFAULT 0 NOT NULL,
    rows_rejected integer DEFAULT 0 NOT NULL,
    products_added integer DEFAULT 0 NOT NULL,
    products_changed integer DEFAULT 0 NOT NULL,
    products_unchanged integer DEFAULT 0 NOT NULL,
    products_left_out integer DEFAULT 0 NOT NULL,
    batches_done integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    received_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    leased_until timestamp with time zone,
    lease_id uuid,
    CONSTRAINT catalog_import_pkey PRIMARY KEY (import_id),
    CONSTRAINT catalog_import_byte_count_check CHECK (byte_count >= 0),
    CONSTRAINT catalog_import_encoding_check CHECK (encoding = ANY (ARRAY['utf-8'::text, 'gb18030'::text])),
    CONSTRAINT catalog_import_file_name_check CHECK (length(file_name) <= 255),
    CONSTRAINT catalog_import_status_check CHECK (status = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))
);
CREATE INDEX catalog_import_page ON catalog_import USING btree (received_at, import_id);
CREATE INDEX catalog_import_to_do ON catalog_import USING btree (received_at) WHERE status = ANY (ARRAY['waiting'::text, 'running'::text]);

CREATE TABLE catalog_import_piece (
    import_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    "position" integer NOT NULL,
    content bytea NOT NULL,
    CONSTRAINT catalog_import_piece_pkey PRIMARY KEY (import_id, "position"),
    CONSTRAINT catalog_import_piece_position_check CHECK ("position" >= 0)
);

CREATE TABLE catalog_import_remark (
    import_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    "position" integer GENERATED ALWAYS AS IDENTITY NOT NULL,
    row_number integer NOT NULL,
    column_name text,
    kind text NOT NULL,
    reason text NOT NULL,
    handle text,
    cells json NOT NULL,
    CONSTRAINT catalog_import_remark_pkey PRIMARY KEY (import_id, row_number, "position"),
    CONSTRAINT catalog_import_remark_kind_check CHECK (kind = ANY (ARRAY['rejected'::text, 'note'::text])),
    CONSTRAINT catalog_import_remark_row_number_check CHECK (row_number > 0)
);

CREATE TABLE hosted_picture (
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    source_url text NOT NULL,
    reference text NOT NULL,
    hosted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT hosted_picture_pkey PRIMARY KEY (shop_id, source_url),
    CONSTRAINT hosted_picture_source_url_check CHECK (length(source_url) >= 1 AND length(source_url) <= 2000)
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

CREATE TABLE listing (
    listing_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    product_id uuid NOT NULL,
    state text NOT NULL,
    wanted_version integer NOT NULL,
    settled_version integer,
    attempts integer DEFAULT 0 NOT NULL,
    due_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    lease_id uuid,
    outcome text,
    external_item_id text,
    variants json DEFAULT '[]'::json NOT NULL,
    problems json DEFAULT '[]'::json NOT NULL,
    trouble text,
    asked_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    changed_at timestamp with time zone,
    version integer DEFAULT 0 NOT NULL,
    CONSTRAINT listing_pkey PRIMARY KEY (listing_id),
    CONSTRAINT listing_shop_id_product_id_key UNIQUE (shop_id, product_id),
    CONSTRAINT listing_check CHECK ((version = 0) = (outcome IS NULL)),
    CONSTRAINT listing_outcome_check CHECK (outcome = ANY (ARRAY['published'::text, 'refused'::text])),
    CONSTRAINT listing_settled_version_check CHECK (settled_version > 0),
    CONSTRAINT listing_state_check CHECK (state = ANY (ARRAY['waiting'::text, 'calling'::text, 'settled'::text])),
    CONSTRAINT listing_wanted_version_check CHECK (wanted_version > 0)
);
CREATE INDEX listing_of_product ON listing USING btree (product_id);
CREATE INDEX listing_page ON listing USING btree (asked_at, listing_id);
CREATE INDEX listing_to_do ON listing USING btree (due_at) WHERE state <> 'settled'::text;

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

CREATE TABLE product (
    product_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    handle text NOT NULL,
    title text NOT NULL,
    title_zh text,
    description text NOT NULL,
    brand text,
    product_type text,
    country_of_origin text NOT NULL,
    hs_code text,
    package_size json,
    images json NOT NULL,
    status text NOT NULL,
    content_hash bytea NOT NULL,
    added_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    saved_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT product_pkey PRIMARY KEY (product_id),
    CONSTRAINT product_merchant_id_handle_key UNIQUE (merchant_id, handle),
    CONSTRAINT product_country_of_origin_check CHECK (country_of_origin ~ '^[A-Z]{2}$'::text),
    CONSTRAINT product_description_check CHECK (length(description) <= 20000),
    CONSTRAINT product_handle_check CHECK (length(handle) >= 1 AND length(handle) <= 200),
    CONSTRAINT product_hs_code_check CHECK (hs_code ~ '^[0-9]{6,10}$'::text),
    CONSTRAINT product_status_check CHECK (status = ANY (ARRAY['active'::text, 'incomplete'::text])),
    CONSTRAINT product_title_check CHECK (length(title) >= 1 AND length(title) <= 500),
    CONSTRAINT product_title_zh_check CHECK (length(title_zh) >= 1 AND length(title_zh) <= 500),
    CONSTRAINT product_version_check CHECK (version > 0)
);
CREATE INDEX product_page ON product USING btree (merchant_id, added_at, product_id);

CREATE TABLE shop (
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    name text NOT NULL,
    status text NOT NULL,
    version integer NOT NULL,
    CONSTRAINT shop_pkey PRIMARY KEY (shop_id),
    CONSTRAINT shop_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT shop_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT shop_status_check CHECK (status = ANY (ARRAY['connected'::text, 'disconnected'::text])),
    CONSTRAINT shop_version_check CHECK (version > 0)
);
CREATE INDEX shop_of_merchant ON shop USING btree (merchant_id);

CREATE TABLE sku (
    product_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    seller_sku text NOT NULL,
    "position" integer NOT NULL,
    options json NOT NULL,
    barcode text,
    weight_grams integer,
    prices json NOT NULL,
    initial_quantity integer,
    CONSTRAINT sku_pkey PRIMARY KEY (merchant_id, seller_sku),
    CONSTRAINT sku_initial_quantity_check CHECK (initial_quantity >= 0),
    CONSTRAINT sku_position_check CHECK ("position" >= 0),
    CONSTRAINT sku_seller_sku_check CHECK (length(seller_sku) >= 1 AND length(seller_sku) <= 50),
    CONSTRAINT sku_weight_grams_check CHECK (weight_grams > 0)
);
CREATE INDEX sku_of_product ON sku USING btree (product_id);

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE catalog_import ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON catalog_import FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON catalog_import FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE catalog_import_piece ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON catalog_import_piece FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON catalog_import_piece FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE catalog_import_remark ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON catalog_import_remark FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON catalog_import_remark FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE hosted_picture ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON hosted_picture FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON hosted_picture FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_of_merchant ON idempotency_key FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY idempotency_key_of_operator ON idempotency_key FOR ALL TO PUBLIC
    USING (is_operator());

ALTER TABLE listing ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON listing FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON listing FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE product ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON product FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON product FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shop FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shop FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE sku ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON sku FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON sku FOR SELECT TO PUBLIC
    USING (is_operator());

-- References between tables

ALTER TABLE catalog_import_piece ADD CONSTRAINT catalog_import_piece_import_id_fkey FOREIGN KEY (import_id) REFERENCES catalog_import(import_id);

ALTER TABLE catalog_import_remark ADD CONSTRAINT catalog_import_remark_import_id_fkey FOREIGN KEY (import_id) REFERENCES catalog_import(import_id);

ALTER TABLE hosted_picture ADD CONSTRAINT hosted_picture_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(shop_id);

ALTER TABLE listing ADD CONSTRAINT listing_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(product_id);

ALTER TABLE listing ADD CONSTRAINT listing_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(shop_id);

ALTER TABLE sku ADD CONSTRAINT sku_product_id_fkey FOREIGN KEY (product_id) REFERENCES product(product_id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA catalog_sync TO pinglu_catalog_sync;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767225600100, 'CreateIdempotencyKey1767225600100'),
    (1767225800000, 'CreateProduct1767225800000'),
    (1767225800001, 'CreateCatalogImport1767225800001'),
    (1767225800002, 'CreateShop1767225800002'),
    (1767225800003, 'CreateListing1767225800003'),
    (1767225800004, 'CreateHostedPicture1767225800004');

COMMIT;
