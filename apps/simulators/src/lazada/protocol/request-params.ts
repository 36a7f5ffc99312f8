import type { RawRequest } from '../../control/http-server.js';
import { parseMultipart } from '../../control/multipart.js';

export interface RequestParams {
  /** Everything that is signed: the query, fields of forms, text parts. */
  readonly params: Map<string, string>;
  readonly files: Map<string, Buffer>;
  /**
   * What of the body may be part of what is signed: a body that is no form is; JSON beside a signed query is with some
   * clients and only repeats the query with others.
   */
  readonly signedBodies: readonly (string | undefined)[];
}

/**
 * Published clients put parameters in three places: the query, a form, multipart parts. All of them count as one set.
 * Some also repeat the query as a JSON body: it carries nothing new.
 */
export function readParams(request: RawRequest): RequestParams {
  const params = new Map(request.url.searchParams);
  const files = new Map<string, Buffer>();
  const type = request.headers['content-type'] ?? '';
  if (request.body.length === 0) return { params, files, signedBodies: [undefined] };
  if (/^application\/x-www-form-urlencoded/i.test(type)) {
    for (const [key, value] of new URLSearchParams(request.body.toString('utf8'))) params.set(key, value);
    return { params, files, signedBodies: [undefined] };
  }
  if (/^multipart\/form-data/i.test(type)) {
    for (const part of parseMultipart(request.body, type)) {
      if (part.fileName === undefined) params.set(part.name, part.content.toString('utf8'));
      else files.set(part.name, part.content);
    }
    return { params, files, signedBodies: [undefined] };
  }
  const text = request.body.toString('utf8');
  const isRepeated = /json/i.test(type) && params.has('sign');
  return { params, files, signedBodies: isRepeated ? [undefined, text] : [text] };
}
