import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { Request } from 'express';
import { defer, from, mergeMap, type Observable } from 'rxjs';
import { CatalogFileMissingError, CatalogFileTooLargeError } from './catalog-import.errors.js';

/** A hundred thousand variants in about thirty columns. */
export const MOST_FILE_BYTES = 33_554_432;

/** A file as it came. */
export interface ReceivedFile {
  readonly content: Buffer;
  /** Of a form's field; null for a bare body. */
  readonly fileName: string | null;
  readonly encoding: 'utf-8' | 'gb18030';
  readonly sha256: Buffer;
}

/** What multer leaves on a request. */
interface FormRequest extends Request {
  file?: { readonly buffer: Buffer; readonly originalname: string };
}

const files = new WeakMap<object, ReceivedFile>();

/** The file of a request that came through `ReceiveFileInterceptor`. */
export function receivedFile(request: Request): ReceivedFile {
  const file = files.get(request);
  if (!file) throw new CatalogFileMissingError();
  return file;
}

/**
 * Takes in the file, as the body or from a form that multer has read, once it is known who sends it. Leaves its hash as
 * the body, so that an Idempotency-Key is held to the content of the file.
 */
@Injectable()
export class ReceiveFileInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FormRequest>();
    return defer(() => from(receive(request))).pipe(mergeMap(() => next.handle()));
  }
}

async function receive(request: FormRequest): Promise<void> {
  const { file } = request;
  const content = file ? file.buffer : await bodyOf(request);
  if (content.length === 0) throw new CatalogFileMissingError();
  const sha256 = createHash('sha256').update(content).digest();
  // A browser writes the name in UTF-8, which multer takes for Latin-1.
  const name = file ? Buffer.from(file.originalname, 'latin1').toString('utf8') : null;
  files.set(request, {
    content,
    fileName: name === null ? null : [...name.replace(/\p{Cc}/gu, '')].slice(0, 255).join('') || null,
    encoding: isUtf8(content) ? 'utf-8' : 'gb18030',
    sha256,
  });
  request.body = { sha256: sha256.toString('hex') };
}

async function bodyOf(request: Request): Promise<Buffer> {
  if (!/^text\/csv\b/i.test(request.get('content-type') ?? '')) return Buffer.alloc(0);
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.byteLength;
    // Read on to the end, so that the answer reaches a client that is still writing; but keep nothing.
    if (size > MOST_FILE_BYTES) pieces.length = 0;
    else pieces.push(piece);
  }
  if (size > MOST_FILE_BYTES) throw new CatalogFileTooLargeError(MOST_FILE_BYTES);
  return Buffer.concat(pieces);
}
