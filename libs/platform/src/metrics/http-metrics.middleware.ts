import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { routeTemplateOf } from '../tracing/http-span.middleware.js';
import type { Metrics } from './metrics.js';

/** Duration of each request by route template, method and status. */
export function httpMetrics(metrics: Metrics): RequestHandler {
  const labels = ['route', 'method', 'status'] as const;
  const durations = metrics.histogram('http_request_duration_seconds', 'Time from request to answer.', labels);
  return (request: Request, response: Response, next: NextFunction) => {
    const stop = durations.startTimer();
    response.once('close', () =>
      stop({ route: routeTemplateOf(request), method: request.method, status: response.statusCode }),
    );
    next();
  };
}
