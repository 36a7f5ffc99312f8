import type { RequestHandler } from 'express';
import type { Logger } from '../../logging/logger.js';
import { routeTemplateOf } from '../../tracing/http-span.middleware.js';
import { currentRequestState } from './request-state.js';

/** One line per answer. The path without its query, because a query may hold what somebody searched for. */
export function accessLog(logger: Logger): RequestHandler {
  return (request, response, next) => {
    const startedAt = performance.now();
    const state = currentRequestState();
    response.once('close', () =>
      logger.info(response.writableFinished ? 'A request was answered.' : 'A request was given up by the client.', {
        requestId: state?.requestId,
        method: request.method,
        route: routeTemplateOf(request),
        path: request.originalUrl.split('?', 1)[0],
        status: response.statusCode,
        durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
        caller: state?.principal?.subject,
        merchantId: state?.principal?.merchantId ?? undefined,
      }),
    );
    next();
  };
}
