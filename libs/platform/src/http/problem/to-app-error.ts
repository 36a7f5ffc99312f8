import { HttpException } from '@nestjs/common';
import { AppError } from '@pinglu/kernel';
import {
  BadRequestError,
  BodyTooLargeError,
  InternalError,
  MalformedBodyError,
  UnknownRouteError,
  UnsupportedMediaTypeError,
} from './http-errors.js';

/** What body-parser (through http-errors) says of a body it could not read; the error's own message repeats the body. */
interface BodyParserError {
  readonly type: string;
  readonly limit?: number;
}

function isBodyParserError(error: unknown): error is BodyParserError {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' && 'expose' in error;
}

function fromBodyParser({ type, limit }: BodyParserError): AppError {
  if (type === 'entity.parse.failed') return new MalformedBodyError();
  if (type === 'entity.too.large') return new BodyTooLargeError(limit);
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') return new UnsupportedMediaTypeError();
  return new BadRequestError();
}

function fromNest(error: HttpException): AppError {
  const status = error.getStatus();
  if (status === 404) return new UnknownRouteError();
  if (status === 413) return new BodyTooLargeError(undefined);
  if (status === 415) return new UnsupportedMediaTypeError();
  return status < 500 ? new BadRequestError() : new InternalError(error);
}

/**
 * Turns whatever was thrown into an error we know. What nobody meant to throw becomes InternalError with the original
 * as its cause: logged, never shown. So does an AppError of category `internal`: its words are for us.
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof InternalError) return thrown;
  if (thrown instanceof AppError) return thrown.category === 'internal' ? new InternalError(thrown) : thrown;
  if (isBodyParserError(thrown)) return fromBodyParser(thrown);
  if (thrown instanceof HttpException) return fromNest(thrown);
  if (thrown instanceof URIError) return new BadRequestError();
  return new InternalError(thrown);
}
