import { AppError } from '@pinglu/kernel';

/** The signature is missing or wrong. The answer does not say which: whoever forges need not learn. */
export class PushForgedError extends AppError {
  readonly code = 'push-forged';
  readonly category = 'unauthenticated';

  constructor(cause?: unknown) {
    super('The push is not signed by the marketplace over exactly these bytes.', { cause });
  }
}

/** Signed by the marketplace, and too old to be believed: somebody may be sending it again. */
export class PushStaleError extends AppError {
  readonly code = 'push-stale';
  readonly category = 'invalid';

  constructor(cause?: unknown) {
    super('The push is too old. A marketplace that sends again writes a new timestamp.', { cause });
  }
}

/** Signed by the marketplace, and not a message in any form we know. */
export class PushMalformedError extends AppError {
  readonly code = 'push-malformed';
  readonly category = 'invalid';

  constructor(cause?: unknown) {
    super('The push is not a message in the form that the marketplace documents.', { cause });
  }
}

export class PushTooLargeError extends AppError {
  readonly code = 'push-too-large';
  readonly category = 'too_large';

  constructor(limitBytes: number) {
    super(`A push has at most ${limitBytes} bytes.`);
  }
}
