import type { Remark } from './remark.js';

const ownColumns = ['Attention', 'Row', 'Column', 'What to do'];
const words = { rejected: 'not imported', note: 'imported' } as const;

/**
 * The first line of the file of rows that need attention: ours, then the columns of the seller's own file. When it is
 * corrected and sent again, ours are not read. With a byte order mark, without which Excel takes UTF-8 for something else.
 */
export const attentionHeader = (columns: readonly string[]): string => `\uFEFF${line([...ownColumns, ...columns])}`;

/** One line per remark, so that each says one thing. */
export function attentionLine({ kind, row, column, reason, cells }: Remark, columnCount: number): string {
  const own = Array.from({ length: columnCount }, (_, n) => cells[n] ?? '');
  return line([words[kind], String(row), column ?? '', reason, ...own]);
}

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

const NUMBER = /^[+-]?\d+(?:\.\d+)?$/;
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell for RFC 4180 that no spreadsheet runs as a formula: somebody else wrote it, and a click would be enough. */
export function csvCell(cell: string): string {
  const safe = FORMULA.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
