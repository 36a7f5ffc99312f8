import type { Currency, MerchantId } from '@pinglu/kernel';

export type ImportStatus = 'waiting' | 'running' | 'done' | 'failed';

export interface ImportCounts {
  /** Rows that hold something. Each was taken or rejected. */
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly productsAdded: number;
  readonly productsChanged: number;
  readonly productsUnchanged: number;
  /** Named in the file, with not one row that could be taken. */
  readonly productsLeftOut: number;
}

/** A file on its way into the catalog. */
export interface CatalogImport extends ImportCounts {
  readonly importId: string;
  readonly merchantId: MerchantId;
  readonly fileName: string | null;
  readonly byteCount: number;
  readonly sha256: Buffer;
  /** What the bytes are; Excel on a Chinese Windows writes GB 18030. */
  readonly encoding: 'utf-8' | 'gb18030';
  /** Of the column `Variant Price`; null: the column is not read. */
  readonly currency: Currency | null;
  readonly status: ImportStatus;
  /** Why the file as a whole could not be read; null otherwise. */
  readonly reason: string | null;
  /** The names in the first line, once it was read. */
  readonly columns: readonly string[] | null;
  readonly receivedAt: Date;
  readonly finishedAt: Date | null;
}
