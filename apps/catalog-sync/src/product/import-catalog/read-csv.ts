import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { Header } from './columns.js';
import type { CsvRow } from './parse-row.js';
import type { Remark } from './remark.js';

/** The file as a whole cannot be read; the message is for the seller. */
export class UnreadableFileError extends Error {
  override readonly name = 'UnreadableFileError';
}

/** One line of the file: a row, a blank line, or something that is no row. */
export type CsvLine =
  | { readonly kind: 'row'; readonly row: CsvRow }
  | { readonly kind: 'blank' }
  | { readonly kind: 'broken'; readonly remark: Remark };

export interface CsvFile {
  readonly header: Header;
  readonly lines: AsyncIterable<CsvLine>;
}

/**
 * Reads a file as it streams in, decoded already. What is no row is told of and passed by.
 * @throws UnreadableFileError when the first line does not name the columns
 */
export async function readCsv(text: AsyncIterable<string>): Promise<CsvFile> {
  const lines = linesOf(text);
  const first = await lines.next();
  const names = !first.done && first.value.kind === 'row' ? first.value.row.cells : [];
  const header = new Header(names);
  if (!header.has('handle')) {
    await lines.return();
    throw new UnreadableFileError(
      'The first line of the file has no column "Handle". Send a CSV file whose first line names the columns, as ' +
        "Shopify's product export does.",
    );
  }
  return { header, lines };
}

async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<CsvLine, void> {
  const pieces = text[Symbol.asyncIterator]();
  const start = await firstLineOf(pieces);
  let unclosed = false;
  const parser = parse({
    delimiter: delimiterOf(start),
    // All of them, because a file that was put together by hand holds several.
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    // The one error left is a quote that is still open at the end of the file.
    skip_records_with_error: true,
    on_skip: () => {
      unclosed = true;
      return undefined;
    },
  });
  // A failing source fails the parser too, which is where it is seen.
  void pipeline(Readable.from(continued(start, pieces)), parser).catch(() => undefined);
  let row = 0;
  for await (const cells of parser as AsyncIterable<string[]>) {
    row += 1;
    yield cells.every((cell) => cell.trim() === '') ? { kind: 'blank' } : { kind: 'row', row: { row, cells } };
  }
  if (unclosed) yield { kind: 'broken', remark: unclosedQuote(row + 1) };
}

const unclosedQuote = (row: number): Remark => ({
  kind: 'rejected',
  row,
  column: null,
  reason:
    'A quotation mark that opens in this row is never closed, so that everything after it is one cell. Close it; the ' +
    'rows before it were read, those from here on were not.',
  handle: null,
  cells: [],
});

/** At least the whole first line, unless the file ends before. */
async function firstLineOf(pieces: AsyncIterator<string>): Promise<string> {
  let start = '';
  while (!/[\r\n]/.test(start)) {
    const piece = await pieces.next();
    if (piece.done) break;
    start += piece.value;
  }
  return start;
}

async function* continued(start: string, pieces: AsyncIterator<string>): AsyncGenerator<string, void> {
  if (start !== '') yield start;
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) yield piece.value;
}

/** Spreadsheets of some languages write semicolons or tabs where others write commas. */
function delimiterOf(start: string): string {
  const names = start.split(/[\r\n]/, 1)[0]!.replace(/"[^"]*"/g, '');
  const count = (delimiter: string): number => names.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}
