import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { csvRecord } from './csv.js';

const text = fc.string({ unit: 'grapheme', maxLength: 30 });
const parsed = (record: string): string[] => parse(record, { record_delimiter: '\r\n' })[0]!;

describe('a record of CSV', () => {
  it('is read back as it was written by a parser that knows RFC 4180', () => {
    const harmless = text.filter((cell) => !/^[=+\-@\t\r\n＝＋－＠]/.test(cell));
    fc.assert(
      fc.property(fc.array(harmless, { minLength: 2, maxLength: 6 }), (cells) => {
        expect(parsed(csvRecord(cells))).toEqual(cells);
      }),
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x', '=cmd|" /C calc"!A0'])(
    'puts an apostrophe before %j, which a spreadsheet would run',
    (cell) => {
      expect(parsed(csvRecord(['x', cell]))[1]).toBe(`'${cell}`);
    },
  );

  it('leaves numbers as they are, also those below zero', () => {
    expect(csvRecord([{ number: '-12.40' }, null, 'a "b", c'])).toBe('-12.40,,"a ""b"", c"\r\n');
  });
});
