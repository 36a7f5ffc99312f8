import { writePdf } from './pdf.js';

/** Reads the table of a PDF as a viewer does: from its end. */
function objectsOf(file: string): string[] {
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1]);
  const table = file.slice(start);
  const count = Number(/^xref\n0 (\d+)\n/.exec(table)?.[1]);
  const rows = table.split('\n').slice(2, 2 + count);
  expect(rows.every((row) => row.length === 19)).toBe(true);
  return rows.slice(1).map((row) => file.slice(Number(row.slice(0, 10))));
}

describe('PDF', () => {
  const file = writePdf([
    ['SPXSG1', 'To (A) \\ B'],
    ['SPXSG2', 'Nguyễn'],
  ]).toString('latin1');

  it('has a table that points at each of its objects', () => {
    const objects = objectsOf(file);
    expect(objects).toHaveLength(7);
    for (const [index, object] of objects.entries()) expect(object.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
  });

  it('says the length of each page as it is', () => {
    const streams = [...file.matchAll(/<< \/Length (\d+) >>\nstream\n(.*?)\nendstream/gs)];
    expect(streams).toHaveLength(2);
    for (const [, length, stream] of streams) expect(stream).toHaveLength(Number(length));
  });

  it('escapes what has a meaning in it, and what its font does not have', () => {
    expect(file).toContain('(To \\(A\\) \\\\ B) Tj');
    expect(file).toContain('(Nguy?n) Tj');
    expect(file).toContain('/Count 2');
  });
});
