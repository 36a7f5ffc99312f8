import { AppError } from '@pinglu/kernel';

/** One thing that is wrong with a request. `pointer` leads into the body, `parameter` names a query or path parameter. */
export interface InputFault {
  /** JSON pointer as a URI fragment (RFC 6901 §6), such as `#/lines/0/quantity`. */
  readonly pointer?: string;
  readonly parameter?: string;
  readonly code: string;
  readonly detail: string;
}

export class InvalidInputError extends AppError {
  readonly code = 'invalid-input';
  readonly category = 'invalid';

  constructor(readonly faults: readonly InputFault[]) {
    super('The request does not have the expected form; "errors" names each place.');
  }
}

export class MalformedBodyError extends AppError {
  readonly code = 'malformed-body';
  readonly category = 'invalid';

  constructor() {
    super('The request body is not valid JSON in UTF-8.');
  }
}

export class BodyTooLargeError extends AppError {
  readonly code = 'body-too-large';
  readonly category = 'too_large';

  constructor(limitBytes: number | undefined) {
    super(`The request body is larger than ${limitBytes === undefined ? 'allowed' : `${limitBytes} bytes`}.`);
  }
}

export class UnsupportedMediaTypeError extends AppError {
  readonly code = 'unsupported-media-type';
  readonly category = 'invalid';

  constructor() {
    super('The request body must be sent as application/json in UTF-8, not compressed in an unknown way.');
  }
}

export class UnknownRouteError extends AppError {
  readonly code = 'unknown-route';
  readonly category = 'not_found';

  constructor() {
    super('There is nothing at this path for this method. The API is described at /openapi.json.');
  }
}

/** A request that HTTP itself, or the framework, refuses. */
export class BadRequestError extends AppError {
  readonly code = 'bad-request';
  readonly category = 'invalid';

  constructor() {
    super('The request could not be understood.');
  }
}

export class InternalError extends AppError {
  readonly code = 'internal-error';
  readonly category = 'internal';

  constructor(cause?: unknown) {
    super('The request failed for a reason on our side. It was logged under the request id.', { cause });
  }
}
