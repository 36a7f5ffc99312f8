import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { currentLogScope } from '../../logging/log-scope.js';
import type { Logger } from '../../logging/logger.js';
import { problemMediaType, toProblem } from './problem.js';
import type { ProblemPages } from './problem-page.js';
import { toAppError } from './to-app-error.js';

/** The one place where an error becomes an HTTP answer. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly pages: ProblemPages,
    private readonly logger: Logger,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(thrown: unknown, request: Request, response: Response): void {
    const error = toAppError(thrown);
    const path = request.originalUrl.split('?', 1)[0]!;
    const problem = toProblem(error, { path, ...currentLogScope() }, this.pages);
    if (error.category === 'internal') this.logger.error('A request failed unexpectedly.', { error });
    else if (problem.status >= 500) this.logger.warn('A request could not be served.', { error });
    if (response.headersSent) {
      // Half an answer is out: cutting the connection is the only way left to say that it is not whole.
      response.destroy();
      return;
    }
    const retryAfterMs = error.meta['retryAfterMs'];
    if (typeof retryAfterMs === 'number')
      response.setHeader('Retry-After', Math.max(1, Math.ceil(retryAfterMs / 1000)));
    if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="pinglu"');
    response.removeHeader('ETag');
    response.setHeader('Cache-Control', 'no-store');
    response.status(problem.status).type(problemMediaType).send(JSON.stringify(problem));
  }
}
