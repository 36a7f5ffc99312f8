import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Express, NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Authenticator } from '../../auth/principal/authenticator.js';
import { ScopeGuard } from '../../auth/principal/scope.guard.js';
import type { RateLimiter } from '../../auth/rate-limit/rate-limiter.js';
import type { Logger } from '../../logging/logger.js';
import { httpMetrics } from '../../metrics/http-metrics.middleware.js';
import type { Metrics } from '../../metrics/metrics.js';
import { httpSpans } from '../../tracing/http-span.middleware.js';
import { EntityTagInterceptor } from '../entity-tag/entity-tag.interceptor.js';
import { buildOpenApi, type OpenApiOptions } from '../openapi/build-openapi.js';
import { rememberDescription } from '../openapi/described.js';
import { PageLinkInterceptor } from '../page/page-link.interceptor.js';
import { InputPipe } from '../problem/input.pipe.js';
import { platformProblems } from '../problem/platform-problems.js';
import { ProblemFilter } from '../problem/problem.filter.js';
import { toAppError } from '../problem/to-app-error.js';
import { ProblemPages, renderProblemPage, type ProblemPage } from '../problem/problem-page.js';
import { accessLog } from '../request/access-log.middleware.js';
import { requireJson } from '../request/media-type.middleware.js';
import { requestContext } from '../request/request-context.middleware.js';
import { HttpDoor } from './http-door.js';

export interface HttpDoorOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The service's own problem pages; the platform's are added. */
  readonly problems: readonly ProblemPage[];
  readonly openApi: OpenApiOptions;
  /** 1 MiB when left out. */
  readonly bodyLimitBytes?: number;
  readonly calls?: RateLimiter;
  readonly failures?: RateLimiter;
}

/**
 * Gives an application everything a request passes on its way in and out. The application must have been created with
 * `bodyParser: false` and provide an `Authenticator`. Serves `/openapi.json` and `/problems/:code` besides its routes.
 */
export function createHttpDoor(app: NestExpressApplication, options: HttpDoorOptions): HttpDoor {
  const { logger, metrics, bodyLimitBytes = 1_048_576, calls, failures } = options;
  const pages = new ProblemPages([...platformProblems, ...options.problems]);
  const door = new HttpDoor(app, app.getHttpServer());
  app.disable('x-powered-by');
  // Express' own ETag is weak and of the bytes; ours is strong and made before the answer is written.
  app.disable('etag');
  app.set('trust proxy', false);
  app.set('query parser', 'simple');
  app.use(
    requestContext(),
    door.middleware(),
    httpSpans(),
    httpMetrics(metrics),
    accessLog(logger),
    helmet(),
    requireJson(),
  );
  app.useBodyParser('json', { limit: bodyLimitBytes, type: ['application/json', 'application/*+json'] });
  // Before Nest sees it: Nest turns a parser's SyntaxError into a plain "bad request" that quotes the body.
  app.use((error: unknown, _request: Request, _response: Response, next: NextFunction) => next(toAppError(error)));
  app.useGlobalFilters(new ProblemFilter(pages, logger));
  app.useGlobalGuards(new ScopeGuard({ authenticator: app.get(Authenticator, { strict: false }), calls, failures }));
  app.useGlobalInterceptors(new EntityTagInterceptor(), new PageLinkInterceptor());
  app.useGlobalPipes(new InputPipe());
  serveDocuments(app, pages, options.openApi);
  return door;
}

/** Public: they hold nothing of a merchant. Plain routes, so that no module has to know of them. */
function serveDocuments(app: NestExpressApplication, pages: ProblemPages, openApi: OpenApiOptions): void {
  const express: Express = app.getHttpAdapter().getInstance();
  let document: OpenAPIObject | undefined;
  const description = (): OpenAPIObject => (document ??= buildOpenApi(app, openApi));
  rememberDescription(app.getHttpAdapter(), description);
  express.get('/openapi.json', (_request, response) => {
    response.json(description());
  });
  express.get('/problems/:code', (request, response, next) => {
    const page = pages.find(request.params.code);
    // A service may know of other pages; where it does not, this ends as an unknown route.
    if (!page) return next();
    response.type('text/markdown').send(renderProblemPage(page));
  });
}
