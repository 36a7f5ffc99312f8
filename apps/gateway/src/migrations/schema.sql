-- Schema gateway as its migrations make it. Written by "npm run generate": do not edit.

BEGIN;
SET LOCAL ROLE pinglu_gateway_owner;
SET LOCAL search_path = gateway;
SET LOCAL check_function_bodies = off;

-- Rights by default

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_gateway_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_gateway_owner IN SCHEMA gateway GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO pinglu_gateway;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_gateway_owner IN SCHEMA gateway GRANT SELECT, USAGE ON SEQUENCES TO pinglu_gateway;

ALTER DEFAULT PRIVILEGES FOR ROLE pinglu_gateway_owner IN SCHEMA gateway GRANT EXECUTE ON FUNCTIONS TO pinglu_gateway;

-- Functions, tables, views

CREATE SEQUENCE migration_id_seq AS integer;

CREATE OR REPLACE FUNCTION gateway.find_api_key(wanted uuid)
 RETURNS TABLE(api_key_id uuid, merchant_id uuid, role text, scopes text[], secret_hash bytea, merchant_status text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'gateway'
AS $function$
          select k.api_key_id, k.merchant_id, k.role, k.scopes, k.secret_hash, m.status
            from api_key k left join merchant m using (merchant_id)
           where k.api_key_id = wanted and k.revoked_at is null
        $function$;

CREATE OR REPLACE FUNCTION gateway.is_operator()
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN COALESCE((current_setting('pinglu.operator'::text, true) = 'on'::text), false);

CREATE OR REPLACE FUNCTION gateway.maintain_inbox(keep_days integer)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'gateway'
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

CREATE OR REPLACE FUNCTION gateway.visible_merchants()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (string_to_array(current_setting('pinglu.merchants'::text, true), ','::text))::uuid[];

CREATE TABLE api_key (
    api_key_id uuid NOT NULL,
    merchant_id uuid,
    label text NOT NULL,
    role text NOT NULL,
    scopes text[] NOT NULL,
    secret_hash bytea NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    version integer NOT NULL,
    CONSTRAINT api_key_pkey PRIMARY KEY (api_key_id),
    CONSTRAINT api_key_label_check CHECK (length(label) >= 1 AND length(label) <= 100),
    CONSTRAINT api_key_operator_has_no_merchant CHECK ((role = 'operator'::text) = (merchant_id IS NULL)),
    CONSTRAINT api_key_role_check CHECK (role = ANY (ARRAY['merchant'::text, 'warehouse'::text, 'finance'::text, 'broker'::text, 'operator'::text])),
    CONSTRAINT api_key_scopes_check CHECK (cardinality(scopes) > 0),
    CONSTRAINT api_key_secret_hash_check CHECK (length(secret_hash) = 32),
    CONSTRAINT api_key_version_check CHECK (version >= 1)
);
CREATE INDEX api_key_of_merchant ON api_key USING btree (merchant_id, issued_at, api_key_id);

CREATE TABLE audit_entry (
    audit_entry_id uuid NOT NULL,
    merchant_id uuid,
    actor text NOT NULL,
    actor_role text NOT NULL,
    action text NOT NULL,
    target_id uuid,
    request_id text,
    details jsonb NOT NULL,
    happened_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT audit_entry_pkey PRIMARY KEY (audit_entry_id),
    CONSTRAINT audit_entry_action_check CHECK (action = ANY (ARRAY['merchant.registered'::text, 'merchant.renamed'::text, 'merchant.suspended'::text, 'merchant.resumed'::text, 'api-key.issued'::text, 'api-key.revoked'::text, 'shop.connected'::text])),
    CONSTRAINT audit_entry_actor_role_check CHECK (actor_role = ANY (ARRAY['merchant'::text, 'warehouse'::text, 'finance'::text, 'broker'::text, 'operator'::text]))
);
CREATE INDEX audit_entry_of_merchant ON audit_entry USING btree (merchant_id, happened_at);

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

CREATE TABLE merchant (
    merchant_id uuid NOT NULL,
    name text NOT NULL,
    country_of_establishment text NOT NULL,
    status text NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT merchant_pkey PRIMARY KEY (merchant_id),
    CONSTRAINT merchant_country_of_establishment_check CHECK (country_of_establishment = 'CN'::text),
    CONSTRAINT merchant_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
    CONSTRAINT merchant_status_check CHECK (status = ANY (ARRAY['active'::text, 'suspended'::text])),
    CONSTRAINT merchant_version_check CHECK (version >= 1)
);
CREATE INDEX merchant_registered_at ON merchant USING btree (registered_at, merchant_id);

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

CREATE TABLE push (
    push_id uuid NOT NULL,
    merchant_id uuid,
    shop_id uuid,
    marketplace text NOT NULL,
    digest bytea NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    raw text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    repeats integer DEFAULT 0 NOT NULL,
    last_repeat_at timestamp with time zone,
    CONSTRAINT push_pkey PRIMARY KEY (push_id),
    CONSTRAINT push_once UNIQUE (marketplace, digest),
    CONSTRAINT push_digest_check CHECK (length(digest) = 32),
    CONSTRAINT push_kind_check CHECK (kind = ANY (ARRAY['order'::text, 'product'::text, 'other'::text])),
    CONSTRAINT push_marketplace_check CHECK (marketplace = ANY (ARRAY['lazada'::text, 'shopee'::text])),
    CONSTRAINT push_of_a_shop_is_of_its_merchant CHECK ((merchant_id IS NULL) = (shop_id IS NULL))
);
CREATE INDEX push_about ON push USING btree (merchant_id, marketplace, kind, reference, received_at);

CREATE TABLE shop (
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    currency text NOT NULL,
    external_seller_id text NOT NULL,
    name text NOT NULL,
    cross_border boolean NOT NULL,
    status text NOT NULL,
    disconnected_because text,
    connected_at timestamp with time zone NOT NULL,
    version integer NOT NULL,
    CONSTRAINT shop_pkey PRIMARY KEY (shop_id),
    CONSTRAINT shop_account UNIQUE (marketplace, country, external_seller_id),
    CONSTRAINT shop_country_check CHECK (country = ANY (ARRAY['SG'::text, 'MY'::text, 'TH'::text, 'VN'::text, 'PH'::text, 'ID'::text])),
    CONSTRAINT shop_currency_check CHECK (currency ~ '^[A-Z]{3}$'::text),
    CONSTRAINT shop_disconnected_because_check CHECK (disconnected_because = ANY (ARRAY['refresh-token-refused'::text, 'refresh-token-expired'::text])),
    CONSTRAINT shop_disconnected_for_a_reason CHECK ((status = 'disconnected'::text) = (disconnected_because IS NOT NULL)),
    CONSTRAINT shop_external_seller_id_check CHECK (length(external_seller_id) >= 1 AND length(external_seller_id) <= 64),
    CONSTRAINT shop_marketplace_check CHECK (marketplace = ANY (ARRAY['lazada'::text, 'shopee'::text])),
    CONSTRAINT shop_name_check CHECK (length(name) >= 1 AND length(name) <= 200),
    CONSTRAINT shop_status_check CHECK (status = ANY (ARRAY['connected'::text, 'disconnected'::text])),
    CONSTRAINT shop_version_check CHECK (version >= 1)
);
CREATE INDEX shop_of_merchant ON shop USING btree (merchant_id, connected_at, shop_id);

CREATE TABLE shop_authorization (
    shop_authorization_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    marketplace text NOT NULL,
    country text NOT NULL,
    requested_by text NOT NULL,
    requested_by_role text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    CONSTRAINT shop_authorization_pkey PRIMARY KEY (shop_authorization_id)
);
CREATE INDEX shop_authorization_expiry ON shop_authorization USING btree (expires_at);

CREATE TABLE shop_credential (
    shop_id uuid NOT NULL,
    merchant_id uuid NOT NULL,
    access_token_sealed text NOT NULL,
    refresh_token_sealed text NOT NULL,
    access_expires_at timestamp with time zone NOT NULL,
    refresh_expires_at timestamp with time zone NOT NULL,
    refreshed_at timestamp with time zone NOT NULL,
    failed_refreshes integer DEFAULT 0 NOT NULL,
    next_refresh_at timestamp with time zone NOT NULL,
    CONSTRAINT shop_credential_pkey PRIMARY KEY (shop_id)
);
CREATE INDEX shop_credential_due ON shop_credential USING btree (next_refresh_at);

ALTER SEQUENCE migration_id_seq OWNED BY migration.id;

-- Row-level security

ALTER TABLE api_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY api_key_of_merchant ON api_key FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()))
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY api_key_of_operator ON api_key FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_entry_added_by_merchant ON audit_entry FOR INSERT TO PUBLIC
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY audit_entry_added_by_operator ON audit_entry FOR INSERT TO PUBLIC
    WITH CHECK (is_operator());
CREATE POLICY audit_entry_read_by_merchant ON audit_entry FOR SELECT TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY audit_entry_read_by_operator ON audit_entry FOR SELECT TO PUBLIC
    USING (is_operator());

ALTER TABLE idempotency_key ENABLE ROW LEVEL SECURITY;
CREATE POLICY idempotency_key_of_merchant ON idempotency_key FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY idempotency_key_of_operator ON idempotency_key FOR ALL TO PUBLIC
    USING (is_operator());

ALTER TABLE merchant ENABLE ROW LEVEL SECURITY;
CREATE POLICY merchant_changes_itself ON merchant FOR UPDATE TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()))
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY merchant_itself ON merchant FOR SELECT TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));
CREATE POLICY merchant_of_operator ON merchant FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());

ALTER TABLE push ENABLE ROW LEVEL SECURITY;
CREATE POLICY push_of_operator ON push FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());
CREATE POLICY push_read_by_merchant ON push FOR SELECT TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()));

ALTER TABLE shop ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_of_merchant ON shop FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()))
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY shop_of_operator ON shop FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());

ALTER TABLE shop_authorization ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_authorization_of_merchant ON shop_authorization FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()))
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY shop_authorization_of_operator ON shop_authorization FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());

ALTER TABLE shop_credential ENABLE ROW LEVEL SECURITY;
CREATE POLICY shop_credential_of_merchant ON shop_credential FOR ALL TO PUBLIC
    USING (merchant_id = ANY (visible_merchants()))
    WITH CHECK (merchant_id = ANY (visible_merchants()));
CREATE POLICY shop_credential_of_operator ON shop_credential FOR ALL TO PUBLIC
    USING (is_operator())
    WITH CHECK (is_operator());

-- References between tables

ALTER TABLE api_key ADD CONSTRAINT api_key_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE audit_entry ADD CONSTRAINT audit_entry_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE push ADD CONSTRAINT push_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE push ADD CONSTRAINT push_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(shop_id);

ALTER TABLE shop ADD CONSTRAINT shop_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE shop_authorization ADD CONSTRAINT shop_authorization_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE shop_credential ADD CONSTRAINT shop_credential_merchant_id_fkey FOREIGN KEY (merchant_id) REFERENCES merchant(merchant_id);

ALTER TABLE shop_credential ADD CONSTRAINT shop_credential_shop_id_fkey FOREIGN KEY (shop_id) REFERENCES shop(shop_id);

-- Rights that differ from the default

GRANT USAGE ON SCHEMA gateway TO pinglu_gateway;

-- Migrations that made this

INSERT INTO migration ("timestamp", name) VALUES
    (1767225600000, 'CreateTenancy1767225600000'),
    (1767225600001, 'CreateOutbox1767225600001'),
    (1767225600002, 'CreateInbox1767225600002'),
    (1767225600100, 'CreateIdempotencyKey1767225600100'),
    (1767225601000, 'CreateMerchant1767225601000'),
    (1767225601001, 'CreateApiKey1767225601001'),
    (1767225601002, 'CreateAuditEntry1767225601002'),
    (1767225601003, 'CreateShop1767225601003'),
    (1767225601004, 'CreatePush1767225601004'),
    (1767225601005, 'AllowShopee1767225601005');

COMMIT;
