import { createHash } from 'node:crypto';

/** JSON with the keys of every object in order, so that two spellings of one body are one body. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
}

/** Tells whether two requests ask for the same thing. A hash: the body itself is not kept. */
export function fingerprint(request: { method: string; originalUrl: string; body?: unknown }): Buffer {
  const { method, originalUrl, body } = request;
  return createHash('sha256')
    .update(`${method} ${originalUrl}\n${canonicalJson(body)}`)
    .digest();
}

/** The draft has the key as a quoted string; many clients send it bare. Undefined when it is neither. */
export function parseIdempotencyKey(header: string | undefined): string | undefined {
  const key = header?.trim().replace(/^"(.*)"$/, '$1');
  return key !== undefined && /^[\x21-\x7e]{1,255}$/.test(key) ? key : undefined;
}
