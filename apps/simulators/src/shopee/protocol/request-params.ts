import type { RawRequest } from '../../control/http-server.js';
import { paramError } from './api-error.js';
import { readJson } from './json.js';
import { parseMultipart, type Part } from '../../control/multipart.js';

export interface RequestParams {
  /** What the call says about its sender; always in the query. */
  readonly common: ReadonlyMap<string, string>;
  /** Everything else, from the query, the JSON body or the parts of a form. A key given several times is a list. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: readonly UploadedFile[];
}

export interface UploadedFile {
  readonly name: string;
  readonly fileName: string;
  readonly content: Buffer;
}

const COMMON = ['partner_id', 'timestamp', 'sign', 'access_token', 'shop_id', 'merchant_id', 'user_id', 'principal_id'];

export function readParams(request: RawRequest): RequestParams {
  const query = request.url.searchParams;
  const common = new Map(COMMON.flatMap((name) => (query.has(name) ? [[name, query.get(name)!] as const] : [])));
  const params: Record<string, unknown> = {};
  for (const key of new Set(query.keys())) {
    // Where a merchant calls, the shop is what the call is about.
    if (common.has(key) && !(key === 'shop_id' && common.has('merchant_id'))) continue;
    const values = query.getAll(key);
    // Some clients write `key[]`.
    params[key.replace(/\[\]$/, '')] = values.length === 1 ? values[0] : values;
  }
  const type = request.headers['content-type'] ?? '';
  if (request.body.length === 0) return { common, params, files: [] };
  if (/^multipart\/form-data/i.test(type)) {
    const parts = parseMultipart(request.body, type);
    for (const part of parts) if (part.fileName === undefined) params[part.name] = part.content.toString('utf8');
    return { common, params, files: parts.flatMap(toFile) };
  }
  return { common, params: { ...params, ...readBody(request.body.toString('utf8')) }, files: [] };
}

const toFile = ({ name, fileName, content }: Part): UploadedFile[] =>
  fileName === undefined ? [] : [{ name, fileName, content }];

function readBody(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = readJson(text);
  } catch {
    throw paramError('The request body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw paramError('The request body must be a JSON object.');
  return value as Record<string, unknown>;
}
