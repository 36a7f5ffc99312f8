import { pdfOf } from './pdf.js';

/** Reads a document the way a reader does: from its end to the table, from the table to each object. */
function readObjects(pdf: Buffer): string[] {
  const text = pdf.toString('latin1');
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1]);
  const [head, size] = /^xref\n0 (\d+)\n/.exec(text.slice(start))!;
  const entries = Array.from({ length: Number(size) }, (_, index) => {
    const at = start + head.length + index * 20;
    return text.slice(at, at + 20);
  });
  expect(entries.every((entry) => /^\d{10} \d{5} [fn] \n$/.test(entry))).toBe(true);
  return entries.slice(1).map((entry, index) => {
    const body = text.slice(Number(entry.slice(0, 10)));
    expect(body.startsWith(`${index + 1} 0 obj\n`)).toBe(true);
    return body.slice(0, body.indexOf('\nendobj'));
  });
}

describe('a document of labels', () => {
  const objects = readObjects(pdfOf([['LEX TH', String.raw`(A) \ B`], ['เสื้อ é']]));

  it('has a page for each label, and says where each object begins', () => {
    expect(objects).toHaveLength(7);
    expect(objects[1]).toContain('/Count 2 /Kids [4 0 R 6 0 R]');
  });

  it('says how long its streams are', () => {
    for (const object of [objects[4]!, objects[6]!]) {
      const [, length, content] = /\/Length (\d+) >>\nstream\n(.*)\nendstream$/s.exec(object)!;
      expect(content).toHaveLength(Number(length));
    }
  });

  it('shows the lines, whatever stands in them', () => {
    expect(objects[4]).toContain(String.raw`(LEX TH) Tj T* (\(A\) \\ B) Tj`);
    expect(objects[6]).toContain('(????? é) Tj');
  });
});
