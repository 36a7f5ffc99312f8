-- Schema inventory as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_inventory_owner;
SET LOCAL search_path = inventory;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_inventory_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_inventory_owner IN SCHEMA inventory GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_inventory;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_inventory_owner IN SCHEMA inventory GRANT SELECT, USAGE ON SEQUENCES TO pinglu_inventory;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_inventory_owner IN SCHEMA inventory GRANT EXECUTE ON FUNCTIONS TO pinglu_inventory;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION inventory.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION inventory.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'inventory'
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

CREATE OR REPLACE FUNCTION inventory.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE availability (
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    seller_sku text NOT NULL,
    marketplace text NOT NULL,
    external_item_id text NOT NULL,
    external_sku_id text NOT NULL,
    on_hand bigint NOT NULL,
    reserved bigint NOT NULL,
    ring_fenced bigint NOT NULL,
    buffer bigint NOT NULL,
    available bigint NOT NULL,
    known boolean DEFAULT false NOT NULL,
    written_quantity bigint,
    written_at timestamp with time zone,
    refusal text,
    try_after timestamp with time zone DEFAULT now() NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    own_sales bigint DEFAULT 0 NOT NULL,
    base_quantity bigint,
    base_sales bigint DEFAULT 0 NOT NULL,
    base_available bigint,
    unheard bigint DEFAULT 0 NOT NULL,
    unheard_since timestamp with time zone,
    read_at timestamp with time zone,
    blind_from timestamp with time zone,
    blind_to timestamp with time zone,
    pending_shift bigint,
    look_at timestamp with time zone,
    settled bigint GENERATED ALWAYS AS (base_quantity - (own_sales - base_sales)) STORED,
    in_step boolean GENERATED ALWAYS AS (COALESCE((base_quantity - (own_sales - base_sales) - unheard) = GREATEST(0::bigint, available - GREATEST(0::bigint, unheard)) AND (unheard <= available OR available = base_available), false)) STORED NOT NULL,
    CONSTRAINT availability_pkey PRIMARY KEY (merchant_id, shop_id, seller_sku),
    CONSTRAINT availability_available_check CHECK (available >= 0),
    CONSTRAINT availability_version_check CHECK (version >= 0)
) WITH (fillfactor = 70);
CREATE INDEX availability_of_sku ON availability USING btree (merchant_id, seller_sku);
CREATE INDEX availability_to_look_at ON availability USING btree (look_at) WHERE look_at IS NOT NULL;
CREATE INDEX availability_to_write ON availability USING btree (available, try_after) WHERE known AND NOT in_step;

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

CREATE TABLE reservation (
    reservation_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    shop_id uuid NOT NULL,
    marketplace text NOT NULL,
    order_id uuid NOT NULL,
    order_number text NOT NULL,
    order_version integer NOT NULL,
    status text NOT NULL,
    reserved_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT reservation_pkey PRIMARY KEY (reservation_id),
    CONSTRAINT reservation_order_id_key UNIQUE (order_id),
    CONSTRAINT reservation_status_check CHECK (status = ANY (ARRAY['reserved'::text, 'refused'::text, 'released'::text, 'shipped'::text])),
    CONSTRAINT reservation_version_check CHECK (version > 0)
);
CREATE INDEX reservation_of_order ON reservation USING btree (marketplace, order_number);

CREATE TABLE reservation_line (
    line_id text NOT NULL,
    reservation_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    seller_sku text NOT NULL,
    warehouse_id uuid,
    quantity bigint NOT NULL,
    status text NOT NULL,
    reason text,
    announced boolean DEFAULT false NOT NULL,
    CONSTRAINT reservation_line_pkey PRIMARY KEY (reservation_id, line_id),
    CONSTRAINT reservation_line_check CHECK ((status = 'refused'::text) = (reason IS NOT NULL)),
    CONSTRAINT reservation_line_quantity_check CHECK (quantity > 0),
    CONSTRAINT reservation_line_status_check CHECK (status = ANY (ARRAY['reserved'::text, 'refused'::text, 'released'::text, 'shipped'::text]))
);
CREATE INDEX reservation_line_open ON reservation_line USING btree (merchant_id, seller_sku) WHERE (status = ANY (ARRAY['reserved'::text, 'refused'::text])) AND NOT announced;

CREATE TABLE stock (
    merchant_id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    seller_sku text NOT NULL,
    on_hand bigint NOT NULL,
    reserved bigint DEFAULT 0 NOT NULL,
    counted_at timestamp with time zone,
    CONSTRAINT stock_pkey PRIMARY KEY (merchant_id, seller_sku, warehouse_id),
    CONSTRAINT stock_check CHECK (reserved >= 0 AND reserved <= on_hand),
    CONSTRAINT stock_on_hand_check CHECK (on_hand >= 0),
    CONSTRAINT stock_seller_sku_check CHECK (length(seller_sku) >= 1 AND length(seller_sku) <= 200)
) WITH (fillfactor = 70);

CREATE TABLE stock_movement (
    id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
    merchant_id uuid NOT NULL,
    warehouse_id uuid NOT NULL,
    seller_sku text NOT NULL,
    kind text NOT NULL,
    on_hand_change bigint NOT NULL,
    reserved_change bigint NOT NULL,
    reference text NOT NULL,
    happened_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT stock_movement_pkey PRIMARY KEY (id),
    CONSTRAINT stock_movement_kind_check CHECK (kind = ANY (ARRAY['received'::text, 'counted'::text, 'reserved'::text, 'released'::text, 'shipped'::text]))
);
CREATE INDEX stock_movement_of_sku ON stock_movement USING btree (merchant_id, seller_sku, id);

CREATE TABLE warehouse (
    id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    country text NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT warehouse_pkey PRIMARY KEY (id),
    CONSTRAINT warehouse_merchant_id_code_key UNIQUE (merchant_id, code),
    CONSTRAINT warehouse_code_check CHECK (code ~ '^[A-Z0-9][A-Z0-9_-]{0,31}$'::text),
    CONSTRAINT warehouse_country_check CHECK (country ~ '^[A-Z]{2}$'::text),
    CONSTRAINT warehouse_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
    CONSTRAINT warehouse_version_check CHECK (version > 0)
);
CREATE INDEX warehouse_page ON warehouse USING btree (opened_at, id);

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE availability ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON availability FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON availability FOR ALL TO PUBLIC
    USING (is_operator());

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_of_merchant ON idempotency_key FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY idempotency_key_of_operator ON idempotency_key FOR ALL TO PUBLIC
    USING (is_operator());

ALTER TABLE reservation ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON reservation FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON reservation FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE reservation_line ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON reservation_line FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON reservation_line FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE stock ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON stock FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON stock FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE stock_movement ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON stock_movement FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON stock_movement FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE warehouse ENABLE ROW LEVEL SECURITY;
CREATE POLICY by_merchant ON warehouse FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY for_operator ON warehouse FOR SELECT TO PUBLIC
    USING (is_operator());

-- References between tables

ALTER TABLE reservation_line ADD CONSTRAINT reservation_line_reservation_id_fkey FOREIGN KEY (reservation_id) REFERENCES reservation(reservation_id);

ALTER TABLE stock ADD CONSTRAINT stock_warehouse_id_fkey FOREIGN KEY (warehouse_id) REFERENCES warehouse(id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA inventory TO pinglu_inventory;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767225600100, 'CreateIdempotencyKey1767225600100'),
    (1767225700000, 'CreateWarehouse1767225700000'),
    (1767225700001, 'CreateStock1767225700001'),
    (1767225700002, 'CreateReservation1767225700002'),
    (1767225700003, 'CreateAvailability1767225700003'),
    (1767225700004, 'FollowShopLevel1767225700004');

COMMIT;
