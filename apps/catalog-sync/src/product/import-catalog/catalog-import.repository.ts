import { Injectable } from '@nestjs/common';
import type { MerchantId } from '@pinglu/kernel';
import { currentTransaction, type PageKey, type PageRequest } from '@pinglu/platform';
import type { CatalogImport, ImportCounts } from './catalog-import.js';
import type { Remark } from './remark.js';

export interface ListedImport {
  readonly catalogImport: CatalogImport;
  readonly key: PageKey;
}

/** An import that one process reads, and how far it has come. */
export interface ImportClaim {
  readonly catalogImport: CatalogImport;
  readonly leaseId: string;
  readonly batchesDone: number;
  /** How often it was begun, this time included. */
  readonly attempts: number;
}

export interface ImportProgress {
  readonly importId: string;
  readonly leaseId: string;
  /** The number of the batch, from 0. */
  readonly batch: number;
  readonly leaseMs: number;
  readonly counts: ImportCounts;
}

const PIECE_BYTES = 262_144;

type Row = CatalogImport & { readonly receivedAtText: string };
const toImport = ({ receivedAtText: _, ...catalogImport }: Row): CatalogImport => catalogImport;

/** Which imports exist for the caller is decided by row-level security. */
@Injectable()
export class CatalogImportRepository {
  async add(given: CatalogImport, content: Buffer): Promise<void> {
    const { importId, merchantId, fileName, byteCount, sha256, encoding, currency, status, receivedAt } = given;
    await currentTransaction().query(
      `insert into catalog_import (import_id, merchant_id, file_name, byte_count, sha256, encoding, currency, status,
         received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [importId, merchantId, fileName, byteCount, sha256, encoding, currency, status, receivedAt],
    );
    for (let at = 0, position = 0; at < content.length; at += PIECE_BYTES, position += 1) {
      await currentTransaction().query(
        `insert into catalog_import_piece (import_id, merchant_id, position, content) values ($1, $2, $3, $4)`,
        [importId, merchantId, position, content.subarray(at, at + PIECE_BYTES)],
      );
    }
  }

  async find(importId: string): Promise<CatalogImport | undefined> {
    const [row] = await currentTransaction().query<Row>(`${SELECT} where import_id = $1`, [importId]);
    return row && toImport(row);
  }

  /** Oldest first; one more than asked for, when there is one. */
  async list({ limit, after }: PageRequest): Promise<ListedImport[]> {
    const rows = await currentTransaction().query<Row>(
      `${SELECT} where $1::timestamptz is null or (received_at, import_id) > ($1, $2::uuid)
       order by received_at, import_id limit $3`,
      [after?.at ?? null, after?.id ?? null, limit + 1],
    );
    return rows.map((row) => ({ catalogImport: toImport(row), key: { at: row.receivedAtText, id: row.importId } }));
  }

  async piece(importId: string, position: number): Promise<Buffer | undefined> {
    const [row] = await currentTransaction().query<{ content: Buffer }>(
      `select content from catalog_import_piece where import_id = $1 and position = $2`,
      [importId, position],
    );
    return row?.content;
  }

  /** In the order of the rows, from the one after `after`. */
  async remarks(importId: string, after: PagedRemark | undefined, limit: number): Promise<PagedRemark[]> {
    return currentTransaction().query<PagedRemark>(
      `select kind, row_number as row, column_name as column, reason, handle, cells, position
       from catalog_import_remark
       where import_id = $1 and (row_number, position) > ($2, $3) order by row_number, position limit $4`,
      [importId, after?.row ?? 0, after?.position ?? 0, limit],
    );
  }

  /** Whose imports wait, or were left by a process that died. To be asked with the eyes of an operator. */
  async findToDo(): Promise<{ importId: string; merchantId: MerchantId } | undefined> {
    const [row] = await currentTransaction().query<{ importId: string; merchantId: MerchantId }>(
      `select import_id as "importId", merchant_id as "merchantId" from catalog_import
       where ${TO_DO} order by received_at limit 1`,
    );
    return row;
  }

  /** Undefined when another process was quicker. */
  async claim(importId: string, leaseId: string, leaseMs: number): Promise<ImportClaim | undefined> {
    const [lease] = await currentTransaction().query<{ batchesDone: number; attempts: number }>(
      `update catalog_import set status = 'running', lease_id = $2, attempts = attempts + 1,
         leased_until = clock_timestamp() + make_interval(secs => $3::float8 / 1000)
       where import_id = (select import_id from catalog_import where import_id = $1 and ${TO_DO} for update skip locked)
       returning batches_done as "batchesDone", attempts`,
      [importId, leaseId, leaseMs],
    );
    const catalogImport = lease && (await this.find(importId));
    return lease && catalogImport && { catalogImport, leaseId, ...lease };
  }

  async noteColumns({ catalogImport, leaseId }: ImportClaim, columns: readonly string[]): Promise<void> {
    await currentTransaction().query(`update catalog_import set columns = $3 where import_id = $1 and lease_id = $2`, [
      catalogImport.importId,
      leaseId,
      JSON.stringify(columns),
    ]);
  }

  /** False when the lease is another's by now: then nothing of the batch may be committed. */
  async advance({ importId, leaseId, batch, leaseMs, counts }: ImportProgress): Promise<boolean> {
    const rows = await currentTransaction().query(
      `update catalog_import set batches_done = batches_done + 1,
         leased_until = clock_timestamp() + make_interval(secs => $4::float8 / 1000),
         rows_read = rows_read + $5, rows_rejected = rows_rejected + $6, products_added = products_added + $7,
         products_changed = products_changed + $8, products_unchanged = products_unchanged + $9,
         products_left_out = products_left_out + $10
       where import_id = $1 and lease_id = $2 and batches_done = $3 and status = 'running' returning import_id`,
      [
        importId,
        leaseId,
        batch,
        leaseMs,
        counts.rowsRead,
        counts.rowsRejected,
        counts.productsAdded,
        counts.productsChanged,
        counts.productsUnchanged,
        counts.productsLeftOut,
      ],
    );
    return rows.length > 0;
  }

  async addRemarks(importId: string, merchantId: MerchantId, remarks: readonly Remark[]): Promise<void> {
    for (let at = 0; at < remarks.length; at += 500) {
      const part = remarks.slice(at, at + 500);
      await currentTransaction().query(
        `insert into catalog_import_remark (import_id, merchant_id, row_number, column_name, kind, reason, handle, cells)
         select $1, $2, * from unnest($3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::json[])`,
        [
          importId,
          merchantId,
          part.map(({ row }) => row),
          part.map(({ column }) => column),
          part.map(({ kind }) => kind),
          part.map(({ reason }) => reason),
          part.map(({ handle }) => handle),
          part.map(({ cells }) => JSON.stringify(cells)),
        ],
      );
    }
  }

  /** The pieces go: what the file said is in the catalog, and what it said wrongly is in the remarks. */
  async finish({ catalogImport, leaseId }: ImportClaim, reason: string | null, now: Date): Promise<void> {
    const done = await currentTransaction().query(
      `update catalog_import set status = $3, reason = $4, finished_at = $5, leased_until = null, lease_id = null
       where import_id = $1 and lease_id = $2 returning import_id`,
      [catalogImport.importId, leaseId, reason === null ? 'done' : 'failed', reason, now],
    );
    if (done.length === 0) return;
    await currentTransaction().query(`delete from catalog_import_piece where import_id = $1`, [catalogImport.importId]);
  }
}

export interface PagedRemark extends Remark {
  readonly position: number;
}

const TO_DO = `(status = 'waiting' or (status = 'running' and leased_until < clock_timestamp()))`;

const SELECT = `
  select import_id as "importId", merchant_id as "merchantId", file_name as "fileName", byte_count as "byteCount",
         sha256, encoding, currency, status, reason, columns, rows_read as "rowsRead",
         rows_rejected as "rowsRejected", products_added as "productsAdded", products_changed as "productsChanged",
         products_unchanged as "productsUnchanged", products_left_out as "productsLeftOut",
         received_at as "receivedAt", finished_at as "finishedAt", received_at::text as "receivedAtText"
  from catalog_import`;
