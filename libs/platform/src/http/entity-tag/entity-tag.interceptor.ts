import {
  applyDecorators,
  SetMetadata,
  StreamableFile,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { map, type Observable } from 'rxjs';
import { contentTag, matchesNone, versionTag } from './entity-tag.js';

const versionedKey = 'pinglu:versioned';

/** The answer is one resource with a `version`: its tag can be sent back in `If-Match`. */
export const Versioned = (): MethodDecorator => SetMetadata(versionedKey, true);

/** The route changes a resource and requires `If-Match`; its answer is versioned too. */
export const ChangesVersion = (): MethodDecorator =>
  applyDecorators(
    Versioned(),
    ApiHeader({
      name: 'If-Match',
      required: true,
      description: 'The `ETag` of the version the change was decided on.',
    }),
  );

/** Puts a strong `ETag` on JSON answers, and answers 304 to a GET whose caller holds a good copy. */
export class EntityTagInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    const versioned = this.reflector.get<boolean | undefined>(versionedKey, context.getHandler()) === true;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    return next.handle().pipe(
      map((body: unknown) => {
        if (!isTaggable(body) || response.headersSent || (!isRead && !versioned)) return body;
        const json = JSON.stringify(body);
        const current = versioned && hasVersion(body) ? versionTag(body.version, json) : contentTag(json);
        response.setHeader('ETag', current);
        if (!isRead) return body;
        // The answer depends on who asks: no shared cache may keep it, and a private one must ask again.
        // Unless the route knows better: something that never changes again may say so.
        if (!response.hasHeader('Cache-Control')) response.setHeader('Cache-Control', 'private, no-cache');
        response.vary('Authorization').vary('X-Api-Key');
        if (matchesNone(request.get('if-none-match'), current)) return body;
        response.status(304);
        return undefined;
      }),
    );
  }
}

function isTaggable(body: unknown): body is object {
  return typeof body === 'object' && body !== null && !(body instanceof StreamableFile) && !Buffer.isBuffer(body);
}

function hasVersion(body: object): body is { version: number } {
  return 'version' in body && Number.isInteger(body.version);
}
