/** `rejected`: the row was left out. `note`: the row was taken, and something was decided for the seller. */
export type RemarkKind = 'rejected' | 'note';

/** What a seller should know of one cell of the file. */
export interface Remark {
  readonly kind: RemarkKind;
  /** As a spreadsheet counts: the line with the names of the columns is row 1. */
  readonly row: number;
  /** The name of the column; null when the row as a whole is meant. */
  readonly column: string | null;
  /** A sentence that says what is wrong and what to write. Never repeats more than 40 characters of a cell. */
  readonly reason: string;
  readonly handle: string | null;
  /** The row as it came, for the file of rows that need attention. */
  readonly cells: readonly string[];
}

const quotedLength = 40;

/** A cell as it may stand in a sentence. */
export function quoted(cell: string): string {
  const text = cell.replace(/\p{Cc}+/gu, ' ');
  return `"${[...text].length > quotedLength ? `${[...text].slice(0, quotedLength - 1).join('')}…` : text}"`;
}
