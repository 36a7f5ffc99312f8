import type { IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';

/** As much as an event may carry of a push. */
export const pushLimitBytes = 262_144;

const bodies = new WeakMap<IncomingMessage, Buffer | 'too large'>();

/** The body of a push, byte by byte as it came; `too large` when it was longer than the limit and not kept. */
export const rawBodyOf = (request: IncomingMessage): Buffer | 'too large' => bodies.get(request) ?? Buffer.alloc(0);

/**
 * Reads the body before the JSON parser does: a signature is over bytes, and what nobody signed need not be parsed at
 * all. The parsers that follow find the request read to its end and leave it alone.
 */
export function readRawBody(): RequestHandler {
  return (request, _response, next) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      // Read on to the end, so that the answer reaches a client that is still writing; but keep nothing.
      if (size > pushLimitBytes) chunks.length = 0;
      else chunks.push(chunk);
    });
    request.once('end', () => {
      bodies.set(request, size > pushLimitBytes ? 'too large' : Buffer.concat(chunks));
      next();
    });
  };
}
