import { groupRows, type ProductDraft } from './group-rows.js';
import { parseRow, type ParsedRow, type RowOptions } from './parse-row.js';
import type { CsvFile } from './read-csv.js';
import type { Remark } from './remark.js';

/** Some products of the file, and all that was found wrong in their rows. */
export interface CatalogBatch {
  readonly drafts: readonly ProductDraft[];
  readonly remarks: readonly Remark[];
  /** Lines that hold something, good or not. */
  readonly rows: number;
}

export interface BatchSize {
  readonly products: number;
  readonly rows: number;
}

const DEFAULT_SIZE: BatchSize = { products: 500, rows: 2_000 };

/**
 * Puts the rows of a file together to products, as many at a time as one transaction takes. Rows of one handle belong
 * together wherever they stand; when they stand too far apart they come in two batches, which add up when saved.
 */
export async function* assembleProducts(
  file: CsvFile,
  options: RowOptions,
  size: BatchSize = DEFAULT_SIZE,
): AsyncGenerator<CatalogBatch, void> {
  let groups = new Map<string, ParsedRow[]>();
  let remarks: Remark[] = [];
  let rows = 0;
  const batch = (): CatalogBatch => {
    const grouped = [...groups].map(([handle, group]) => groupRows(handle, group));
    const drafts = grouped.map(({ draft }) => draft);
    const full: CatalogBatch = { drafts, remarks: [...remarks, ...grouped.flatMap((group) => group.remarks)], rows };
    groups = new Map();
    remarks = [];
    rows = 0;
    return full;
  };
  for await (const line of file.lines) {
    if (line.kind === 'blank') continue;
    rows += 1;
    if (line.kind === 'broken') {
      remarks.push(line.remark);
      continue;
    }
    const parsed = parseRow(line.row, file.header, options);
    remarks.push(...parsed.remarks);
    // The group of the handle at hand is never cut, as long as its rows stand together.
    if (!groups.has(parsed.handle) && (groups.size >= size.products || rows > size.rows)) {
      rows -= 1;
      const own = remarks.splice(remarks.length - parsed.remarks.length);
      yield batch();
      remarks = own;
      rows = 1;
    }
    if (parsed.handle === '') continue;
    const group = groups.get(parsed.handle);
    if (group) group.push(parsed);
    else groups.set(parsed.handle, [parsed]);
  }
  if (rows > 0) yield batch();
}

/** The numbers of the rows that were left out. */
export const rejectedRows = (remarks: readonly Remark[]): Set<number> =>
  new Set(remarks.filter(({ kind }) => kind === 'rejected').map(({ row }) => row));
