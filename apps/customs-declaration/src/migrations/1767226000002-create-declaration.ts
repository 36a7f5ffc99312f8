import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Declarations, the documents sent for them, and what customs answered. Kept for at least three years after release. */
export class CreateDeclaration1767226000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table declaration (
        id              uuid primary key,
        merchant_id     uuid not null,
        shop_id         uuid not null,
        marketplace     text not null,
        order_id        uuid not null,
        order_number    text not null,
        shipment_id     uuid not null unique,
        parcel_number   integer not null check (parcel_number > 0),
        tracking_number text not null,
        country         text not null,
        lines           jsonb not null,
        list_no         text not null unique check (length(list_no) <= 30),
        status          text not null check (status in ('drafted', 'sent', 'released', 'refused')),
        attempt         integer not null check (attempt > 0),
        problems        jsonb not null,
        list_number     text,
        created_at      timestamptz not null,
        changed_at      timestamptz not null,
        sent_at         timestamptz,
        released_at     timestamptz,
        version         integer not null check (version > 0),
        -- When the job may take it up next: the intention to send, and the lease of whoever is sending.
        send_at         timestamptz,
        send_tries      integer not null default 0,
        unique (merchant_id, shop_id, order_number, parcel_number)
      )
    `);
    await runner.query(`create index declaration_page on declaration (created_at, id)`);
    await runner.query(`create index declaration_to_send on declaration (send_at) where send_at is not null`);
    await runner.query(`create index declaration_order on declaration (marketplace, order_number)`);
    await runner.query(`
      create table document (
        message_id      uuid primary key,
        merchant_id     uuid not null,
        declaration_id  uuid not null references declaration,
        attempt         integer not null,
        kind            text not null check (kind in ('order', 'waybill', 'list')),
        document_id     uuid not null unique,
        app_type        text not null check (app_type in ('1', '2')),
        sender          jsonb not null,
        status          text not null,
        xml             text not null,
        sent_at         timestamptz,
        unique (declaration_id, attempt, kind)
      )
    `);
    await runner.query(`
      create table receipt (
        message_id     uuid not null,
        document_id    uuid not null references document (document_id),
        merchant_id    uuid not null,
        declaration_id uuid not null references declaration,
        kind           text not null,
        at             timestamptz not null,
        code           text not null,
        text           text not null,
        xml            text not null,
        received_at    timestamptz not null,
        primary key (message_id, document_id)
      )
    `);
    await runner.query(`create index receipt_declaration on receipt (declaration_id, at)`);
    // Addresses that anything was ever sent from: where receipts may lie. A firm's, not a merchant's.
    await runner.query(`create table mailbox (address text primary key)`);
    // Receipts that answer nothing of ours, or that nobody could read: kept, because they are taken out of the mailbox.
    await runner.query(`
      create table set_aside_receipt (
        delivery_id text primary key,
        address     text not null,
        reason      text not null,
        xml         text not null,
        received_at timestamptz not null
      )
    `);
    for (const table of ['declaration', 'document', 'receipt']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
