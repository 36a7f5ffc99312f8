import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { tap, type Observable } from 'rxjs';
import { Page } from './page.js';

/** `Link: <…>; rel="next"` (RFC 8288) beside the `next` of the body, keeping the other query parameters. */
export class PageLinkInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return next.handle().pipe(
      tap((body: unknown) => {
        if (!(body instanceof Page) || body.next === null) return;
        const [path, query] = request.originalUrl.split('?', 2);
        const parameters = new URLSearchParams(query);
        parameters.set('cursor', body.next);
        response.setHeader('Link', `<${path}?${parameters.toString()}>; rel="next"`);
      }),
    );
  }
}
