export interface Part {
  readonly name: string;
  /** Undefined for a field of text. */
  readonly fileName: string | undefined;
  readonly content: Buffer;
}

/** The parts of a multipart/form-data body (RFC 7578). What cannot be read as a part is left out. */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1]?.trim();
  if (!boundary) return [];
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const next = body.indexOf(delimiter, start + delimiter.length);
    if (next === -1) break;
    const part = parsePart(body.subarray(start + delimiter.length, next));
    if (part) parts.push(part);
    start = next;
  }
  return parts;
}

/** One part with the line breaks that belong to its delimiters still around it. */
function parsePart(raw: Buffer): Part | undefined {
  const headEnd = raw.indexOf('\r\n\r\n');
  if (headEnd === -1) return undefined;
  const disposition = /content-disposition:[^\r\n]*/i.exec(raw.subarray(0, headEnd).toString('utf8'))?.[0] ?? '';
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1];
  if (name === undefined) return undefined;
  const end = raw.subarray(-2).toString('latin1') === '\r\n' ? raw.length - 2 : raw.length;
  return { name, fileName: /filename="([^"]*)"/i.exec(disposition)?.[1], content: raw.subarray(headEnd + 4, end) };
}
