import type { RequestHandler } from 'express';
import { UnsupportedMediaTypeError } from '../problem/http-errors.js';

/** A body in a form we do not read is refused, rather than taken for an empty one. */
export function requireJson(): RequestHandler {
  return (request, _response, next) => {
    // `is` answers null when there is no body at all
    const kind = request.is(['application/json', 'application/*+json']);
    const isEmpty = kind === null || request.get('content-length') === '0';
    next(kind === false && !isEmpty ? new UnsupportedMediaTypeError() : undefined);
  };
}
