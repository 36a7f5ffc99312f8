const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  bull: '•',
  middot: '·',
  times: '×',
  deg: '°',
  reg: '®',
  copy: '©',
  trade: '™',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
};

/** Decoded once and in one pass: `&amp;lt;` is the text `&lt;`, and no tag. */
const decode = (text: string): string =>
  text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,6}));/gi,
    (whole, hex?: string, digits?: string, name = '') => {
      if (hex === undefined && digits === undefined) return named[String(name).toLowerCase()] ?? whole;
      const code = hex === undefined ? Number(digits) : Number.parseInt(hex, 16);
      const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : whole;
    },
  );

/** Of HTML what a reader sees of it, a line for each paragraph: Shopee shows plain text. */
export function toPlainText(html: string): string {
  const lines = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<(script|style)\b[^>]*>.*?<\/\1\s*>/gis, '')
    // Where an element ends or begins that stands on lines of its own.
    .replace(/<br\s*\/?>|<\/(?:p|div|li|ul|ol|tr|table|h[1-6]|blockquote)\s*>/gi, '\n')
    .replace(/<li\b[^>]*>/gi, '• ')
    // Of an inequality that nobody has escaped the sign stays: a tag begins with a letter or a slash.
    .replace(/<\/?[a-z][^>]*>/gi, '');
  return decode(lines)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
