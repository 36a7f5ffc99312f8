import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';

const PATH = '/api/v1/imports';
const MEDIA_TYPES = ['text/csv', 'multipart/form-data'];

/**
 * The platform's door refuses bodies that are not JSON. This is the one address whose body is a file, read behind the
 * guard by `ReceiveFileInterceptor`: to the door the request says that it has no body to be parsed.
 */
@Injectable()
export class CatalogFileDoor {
  constructor(host: HttpAdapterHost) {
    // Here and not in a module's `configure`: the door is built after the providers and before the modules' middleware.
    host.httpAdapter.use(letFilesPass);
  }
}

export function letFilesPass(request: Request, _response: Response, next: NextFunction): void {
  const isUpload = request.method === 'POST' && request.path === PATH;
  if (isUpload && typeof request.is(MEDIA_TYPES) === 'string') request.is = () => null;
  next();
}
