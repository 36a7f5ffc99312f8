-- Schema order_ingestion as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_order_ingestion_owner;
SET LOCAL search_path = order_ingestion;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_order_ingestion_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_order_ingestion_owner IN SCHEMA order_ingestion GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_order_ingestion;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_order_ingestion_owner IN SCHEMA order_ingestion GRANT SELECT, USAGE ON SEQUENCES TO pinglu_order_ingestion;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_order_ingestion_owner IN SCHEMA order_ingestion GRANT EXECUTE ON FUNCTIONS TO pinglu_order_ingestion;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION order_ingestion.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION order_ingestion.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'order_ingestion'
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

CREATE OR REPLACE FUNCTION order_ingestion.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE fetch_wish (
    shop_id uuid NOT NULL,
    order_number text NOT NULL,
    merchant_id uuid NOT NULL,
    wanted bigint DEFAULT 1 NOT NULL,
    fetched bigint DEFAULT 0 NOT NULL,
    changed_since timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    error_code text,
    cause json,
    CONSTRAINT fetch_wish_pkey PRIMARY KEY (shop_id, order_number),
    CONSTRAINT fetch_wish_attempts_check CHECK (attempts >= 0),
    CONSTRAINT fetch_wish_check CHECK (fetched >= 0 AND fetched <= wanted),
    CONSTRAINT fetch_wish_order_number_check CHECK (length(order_number) >= 1 AND length(order_number) <= 100),
    CONSTRAINT fetch_wish_wanted_check CHECK (wanted > 0)
);
CREATE INDEX fetch_wish_due ON fetch_wish USING btree (due_at) WHERE fetched < wanted;

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

CREATE TABLE listing_variant (
    shop_id uuid NOT NULL,
    seller_sku text NOT NULL,
    merchant_id uuid NOT NULL,
    external_sku_id text,
    listing_id uuid NOT NULL,
    version integer NOT NULL,
    CONSTRAINT listing_variant_pkey PRIMARY KEY (shop_id, seller_sku),
    CONSTRAINT listing_variant_seller_sku_check CHECK (length(seller_sku) >= 1 AND length(seller_sku) <= 200),
    CONSTRAINT listing_variant_version_check CHECK (version > 0)
);
CREATE INDEX listing_variant_external ON listing_variant USING btree (shop_id, external_sku_id);

CREATE TABLE migration (
    id integer DEFAULT nextval('migration_id_seq'::regclass) NOT NULL,
    "timestamp" bigint NOT NULL,
    name character varying NOT NULL,
    CONSTRAINT "PK_3043fc6b8af7c99b8b98830094f" PRIMARY KEY (id)
);

CREATE TABLE order_history (
    order_id uuid NOT NULL,
    version integer NOT NULL,
    merchant_id uuid NOT NULL,
    status text NOT NULL,
    raw_status text NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    CONSTRAINT order_history_pkey PRIMARY KEY (order_id, version),
    CONSTRAINT order_history_status_check CHECK (status = ANY (ARRAY['placed'::text, 'ready_to_ship'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text, 'unrecognized'::text])),
    CONSTRAINT order_history_version_check CHECK (version > 0)
);

CREATE TABLE order_line (
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    ordinal integer NOT NULL,
    seller_sku text NOT NULL,
    external_sku_id text,
    mapped boolean NOT NULL,
    quantity integer NOT NULL,
    unit_price_minor bigint NOT NULL,
    currency text NOT NULL,
    external_line_ids text[] NOT NULL,
    status text NOT NULL,
    CONSTRAINT order_line_pkey PRIMARY KEY (order_id, line_id),
    CONSTRAINT order_line_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT order_line_external_line_ids_check CHECK (cardinality(external_line_ids) > 0),
    CONSTRAINT order_line_ordinal_check CHECK (ordinal >= 0),
    CONSTRAINT order_line_quantity_check CHECK (quantity > 0),
    CONSTRAINT order_line_status_check CHECK (status = ANY (ARRAY['placed'::text, 'ready_to_ship'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text, 'unrecognized'::text]))
);
CREATE INDEX order_line_unmapped ON order_line USING btree (shop_id) WHERE NOT mapped;

CREATE TABLE order_pull (
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    changed_from timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    CONSTRAINT order_pull_pkey PRIMARY KEY (shop_id),
    CONSTRAINT order_pull_failures_check CHECK (failures >= 0)
);
CREATE INDEX order_pull_due ON order_pull USING btree (due_at);

CREATE TABLE order_pull_run (
    id uuid NOT NULL,
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    changed_from timestamp with time zone NOT NULL,
    changed_to timestamp with time zone NOT NULL,
    listed integer NOT NULL,
    missing integer NOT NULL,
    error_code text,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    CONSTRAINT order_pull_run_pkey PRIMARY KEY (id),
    CONSTRAINT order_pull_run_check CHECK (missing >= 0 AND missing <= listed),
    CONSTRAINT order_pull_run_listed_check CHECK (listed >= 0)
);
CREATE INDEX order_pull_run_page ON order_pull_run USING btree (began_at DESC, id DESC);

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

CREATE TABLE raw_order (
    shop_id uuid NOT NULL,
    order_number text NOT NULL,
    merchant_id uuid NOT NULL,
    body json NOT NULL,
    read_at timestamp with time zone NOT NULL,
    keep_until timestamp with time zone NOT NULL,
    CONSTRAINT raw_order_pkey PRIMARY KEY (shop_id, order_number)
);
CREATE INDEX raw_order_retention ON raw_order USING btree (merchant_id, keep_until);

CREATE TABLE sales_order (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    order_number text NOT NULL,
    status text NOT NULL,
    raw_status text NOT NULL,
    cross_border boolean NOT NULL,
    placed_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone NOT NULL,
    ship_by timestamp with time zone,
    total_minor bigint NOT NULL,
    currency text NOT NULL,
    ingested_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    unpaid boolean NOT NULL,
    CONSTRAINT sales_order_pkey PRIMARY KEY (id),
    CONSTRAINT sales_order_shop_id_order_number_key UNIQUE (shop_id, order_number),
    CONSTRAINT sales_order_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT sales_order_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT sales_order_status_check CHECK (status = ANY (ARRAY['placed'::text, 'ready_to_ship'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text, 'unrecognized'::text])),
    CONSTRAINT sales_order_version_check CHECK (version > 0)
);
CREATE INDEX sales_order_number ON sales_order USING btree (marketplace, order_number);
CREATE INDEX sales_order_page ON sales_order USING btree (ingested_at, id);

CREATE TABLE shipment (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    order_id uuid NOT NULL,
    order_number text NOT NULL,
    country text NOT NULL,
    cross_border boolean NOT NULL,
    status text NOT NULL,
    reason text,
    package_id text,
    tracking_number text,
    carrier text,
    wanted_at timestamp with time zone NOT NULL,
    pack_asked_at timestamp with time zone,
    packed_at timestamp with time zone,
    ready_asked_at timestamp with time zone,
    ready_at timestamp with time zone,
    decided_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    leased_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    cause json,
    version integer DEFAULT 0 NOT NULL,
    CONSTRAINT shipment_pkey PRIMARY KEY (id),
    CONSTRAINT shipment_shop_id_package_id_key UNIQUE (shop_id, package_id),
    CONSTRAINT shipment_attempts_check CHECK (attempts >= 0),
    CONSTRAINT shipment_check CHECK ((status <> ALL (ARRAY['packed'::text, 'released'::text, 'held'::text])) OR package_id IS NOT NULL),
    CONSTRAINT shipment_check1 CHECK ((status <> ALL (ARRAY['wanted'::text, 'failed'::text])) OR package_id IS NULL),
    CONSTRAINT shipment_check2 CHECK ((package_id IS NULL) = (packed_at IS NULL)),
    CONSTRAINT shipment_check3 CHECK ((version = 0) = (package_id IS NULL)),
    CONSTRAINT shipment_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT shipment_status_check CHECK (status = ANY (ARRAY['wanted'::text, 'packed'::text, 'released'::text, 'held'::text, 'dropped'::text, 'failed'::text])),
    CONSTRAINT shipment_version_check CHECK (version >= 0)
);
CREATE INDEX shipment_due ON shipment USING btree (due_at) WHERE status = 'wanted'::text OR (status = ANY (ARRAY['packed'::text, 'released'::text, 'held'::text])) AND ready_at IS NULL;
CREATE INDEX shipment_of_order ON shipment USING btree (order_id);
CREATE INDEX shipment_page ON shipment USING btree (wanted_at, id);

CREATE TABLE shipment_line (
    order_id uuid NOT NULL,
    line_id uuid NOT NULL,
    shipment_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    ordinal integer NOT NULL,
    seller_sku text NOT NULL,
    quantity integer NOT NULL,
    unit_price_minor bigint NOT NULL,
    currency text NOT NULL,
    external_line_ids text[] NOT NULL,
    CONSTRAINT shipment_line_pkey PRIMARY KEY (shipment_id, line_id),
    CONSTRAINT shipment_line_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT shipment_line_ordinal_check CHECK (ordinal >= 0),
    CONSTRAINT shipment_line_quantity_check CHECK (quantity > 0)
);
CREATE INDEX shipment_line_of_order ON shipment_line USING btree (order_id);

CREATE TABLE shop (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    cross_border boolean NOT NULL,
    status text NOT NULL,
    connected_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT shop_pkey PRIMARY KEY (id),
    CONSTRAINT shop_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT shop_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT shop_marketplace_check CHECK (marketplace ~ '^[a-z][a-z0-9-]{0,31}$'::text),
    CONSTRAINT shop_status_check CHECK (status = ANY (ARRAY['connected'::text, 'disconnected'::text])),
    CONSTRAINT shop_version_check CHECK (version > 0)
);

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE fetch_wish ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON fetch_wish FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON fetch_wish FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE listing_variant ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON listing_variant FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON listing_variant FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE order_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON order_history FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON order_history FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE order_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON order_line FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON order_line FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE order_pull ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON order_pull FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON order_pull FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE order_pull_run ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON order_pull_run FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON order_pull_run FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE raw_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON raw_order FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));

ALTER TABLE sales_order ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON sales_order FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON sales_order FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shipment ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shipment FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shipment FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shipment_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shipment_line FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shipment_line FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON shop FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON shop FOR SELECT TO PUBLIC
    USING (is_operator());

-- References between tables

ALTER TABLE order_history ADD CONSTRAINT order_history_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id);

ALTER TABLE order_line ADD CONSTRAINT order_line_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id);

ALTER TABLE order_pull ADD CONSTRAINT order_pull_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE order_pull_run ADD CONSTRAINT order_pull_run_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(id);

ALTER TABLE shipment ADD CONSTRAINT shipment_order_id_fkey FOREIGN KEY (order_id) REFERENCES sales_order(id);

ALTER TABLE shipment_line ADD CONSTRAINT shipment_line_shipment_id_fkey FOREIGN KEY (shipment_id) REFERENCES shipment(id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA order_ingestion TO pinglu_order_ingestion;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767225800000, 'CreateShop1767225800000'),
    (1767225800001, 'CreateListingVariant1767225800001'),
    (1767225800002, 'CreateRawOrder1767225800002'),
    (1767225800003, 'CreateOrder1767225800003'),
    (1767225800004, 'CreateShipment1767225800004');

COMMIT;
