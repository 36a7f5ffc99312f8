import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { addToLogScope } from '../logging/log-scope.js';
import { contextOf } from './traceparent.js';

/** The template of the route that answered (`/api/v1/merchants/:merchantId`), so that names stay few. */
export function routeTemplateOf(request: Request): string {
  const route: unknown = request.route;
  if (typeof route !== 'object' || route === null || !('path' in route)) return 'unmatched';
  return typeof route.path === 'string' ? `${request.baseUrl}${route.path}` : 'unmatched';
}

/** One server span per request, continuing the caller's trace. */
export function httpSpans(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const parent = contextOf(request.get('traceparent'));
    const attributes = { 'http.request.method': request.method, 'url.path': request.path };
    const span = trace.getTracer('pinglu').startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
    if (span.isRecording()) addToLogScope({ traceId: span.spanContext().traceId });
    response.once('close', () => {
      const route = routeTemplateOf(request);
      span.updateName(`${request.method} ${route}`);
      span.setAttributes({ 'http.route': route, 'http.response.status_code': response.statusCode });
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), next);
  };
}
