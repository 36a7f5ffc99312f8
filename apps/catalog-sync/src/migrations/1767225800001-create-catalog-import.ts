import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files as they were sent, how far they have been read, and what was found in them. */
export class CreateCatalogImport1767225800001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // A running import is leased by one process; when that dies, another begins the file again once the lease is over.
    await runner.query(`
      create table catalog_import (
        import_id          uuid primary key,
        merchant_id        uuid not null,
        file_name          text check (length(file_name) <= 255),
        byte_count         integer not null check (byte_count >= 0),
        sha256             bytea not null,
        encoding           text not null check (encoding in ('utf-8', 'gb18030')),
        currency           text,
        status             text not null check (status in ('waiting', 'running', 'done', 'failed')),
        reason             text,
        columns            json,
        rows_read          integer not null default 0,
        rows_rejected      integer not null default 0,
        products_added     integer not null default 0,
        products_changed   integer not null default 0,
        products_unchanged integer not null default 0,
        products_left_out  integer not null default 0,
        batches_done       integer not null default 0,
        attempts           integer not null default 0,
        received_at        timestamptz not null,
        finished_at        timestamptz,
        leased_until       timestamptz,
        lease_id           uuid
      )
    `);
    await runner.query(`create index catalog_import_page on catalog_import (received_at, import_id)`);
    await runner.query(
      `create index catalog_import_to_do on catalog_import (received_at) where status in ('waiting', 'running')`,
    );
    await runner.query(`
      create table catalog_import_piece (
        import_id   uuid not null references catalog_import,
        merchant_id uuid not null,
        position    integer not null check (position >= 0),
        content     bytea not null,
        primary key (import_id, position)
      )
    `);
    // json, which unlike jsonb can hold U+0000: a cell of somebody's file may be anything.
    await runner.query(`
      create table catalog_import_remark (
        import_id   uuid not null references catalog_import,
        merchant_id uuid not null,
        position    integer generated always as identity,
        row_number  integer not null check (row_number > 0),
        column_name text,
        kind        text not null check (kind in ('rejected', 'note')),
        reason      text not null,
        handle      text,
        cells       json not null,
        primary key (import_id, row_number, position)
      )
    `);
    for (const table of ['catalog_import', 'catalog_import_piece', 'catalog_import_remark']) {
      await runner.query(`alter table ${table} enable row level security`);
      await runner.query(`create policy by_merchant on ${table} using (merchant_id = any (visible_merchants()))`);
      await runner.query(`create policy for_operator on ${table} for select using (is_operator())`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
