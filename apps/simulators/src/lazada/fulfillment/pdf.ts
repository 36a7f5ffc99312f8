/** A label of 100 by 150 mm in points. */
const PAGE = { width: 283, height: 425 };
const LINE = 22;

/**
 * A document (PDF 1.4) with one page for each list of lines, in a font that every reader has. Letters outside Latin-1
 * become question marks: that font has none for them.
 */
export function pdfOf(pages: readonly (readonly string[])[]): Buffer {
  const kids = pages.map((_, index) => `${FIRST_PAGE + index * 2} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids.join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((lines, index) => {
      const content = contentOf(lines);
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] ` +
          `/Resources << /Font << /F1 3 0 R >> >> /Contents ${FIRST_PAGE + index * 2 + 1} 0 R >>`,
        `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
      ];
    }),
  ];
  return assemble(objects);
}

/** Number of the first page's object: catalogue, list of pages and font come before. */
const FIRST_PAGE = 4;

function contentOf(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${escape(line)}) Tj T*`);
  return `BT /F1 14 Tf ${LINE} TL 20 ${PAGE.height - 40} Td ${shown.join(' ')} ET`;
}

function escape(line: string): string {
  const latin = [...line].map((letter) => (letter.codePointAt(0)! < 0x100 ? letter : '?')).join('');
  return latin.replaceAll(/[\\()]/g, String.raw`\$&`);
}

/** Objects one behind another, then the table of where each begins: every entry is 20 bytes long. */
function assemble(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${entries.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + trailer, 'latin1');
}
