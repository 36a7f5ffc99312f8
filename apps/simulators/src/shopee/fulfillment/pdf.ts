/** A6, in points. */
const WIDTH = 298;
const HEIGHT = 420;

/**
 * A PDF 1.4 file with one page for each list of lines. It is plain text on purpose: whoever tests can search the bytes
 * for a number.
 */
export function writePdf(pages: readonly (readonly string[])[]): Buffer {
  const font = 3 + pages.length * 2;
  const kids = pages.map((_, index) => `${3 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    ...pages.flatMap((lines, index) => pageObjects(lines, 4 + index * 2, font)),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${file.lastIndexOf('xref\n0 ')}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function pageObjects(lines: readonly string[], content: number, font: number): [string, string] {
  const text = lines.map((line) => `(${escape(line)}) Tj T*`).join('\n');
  const stream = `BT\n/F1 12 Tf\n18 TL\n20 ${HEIGHT - 40} Td\n${text}\nET`;
  return [
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents ${content} 0 R /Resources << /Font << /F1 ${font} 0 R >> >> >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
  ];
}

/** What the font does not have becomes a question mark. */
const escape = (text: string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, '?').replaceAll(/[\\()]/g, (found) => `\\${found}`);
