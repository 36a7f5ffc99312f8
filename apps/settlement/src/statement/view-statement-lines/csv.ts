/** A cell of text, or of a number that is written as it is. */
export type Cell = string | null | { readonly number: string };

/** For spreadsheets that would otherwise take UTF-8 for something else. */
export const BYTE_ORDER_MARK = '\ufeff';

/** What a spreadsheet would take for the beginning of a formula, also in the full-width forms. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const MUST_QUOTE = /[",\r\n]/;

/** One record by RFC 4180. Text that looks like a formula is preceded by an apostrophe; numbers never are. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return cell.number;
  const guarded = FORMULA.test(cell) ? `'${cell}` : cell;
  return MUST_QUOTE.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
