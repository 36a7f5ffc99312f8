import { newId } from '@pinglu/kernel';
import type { RequestHandler } from 'express';
import { runInLogScope } from '../../logging/log-scope.js';
import { runInRequest } from './request-state.js';

/** What we accept of a caller; anything else could break a log line or a header. */
const saneRequestId = /^[A-Za-z0-9._-]{1,128}$/;

/**
 * Opens the scope that all that a request does runs in. The request id is the caller's when it is sane, else a new one;
 * it is answered in `X-Request-Id`, and is the correlation id of every event the request leads to.
 */
export function requestContext(): RequestHandler {
  return (request, response, next) => {
    const given = request.get('x-request-id');
    const requestId = given !== undefined && saneRequestId.test(given) ? given : newId();
    response.setHeader('X-Request-Id', requestId);
    // Each layer waits for the end of the answer, and a stream piped into it adds several more: more than Node's ten.
    response.setMaxListeners(30);
    runInRequest({ requestId }, () => runInLogScope({ requestId, correlationId: requestId }, next));
  };
}
