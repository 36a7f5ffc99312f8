import { AppError } from '@pinglu/kernel';

export class IdempotencyKeyMissingError extends AppError {
  readonly code = 'idempotency-key-missing';
  readonly category = 'invalid';

  constructor() {
    super('Send Idempotency-Key: 1 to 255 visible ASCII characters, new for each intention, the same for each repeat.');
  }
}

export class IdempotencyKeyInUseError extends AppError {
  readonly code = 'idempotency-key-in-use';
  readonly category = 'conflict';
  override readonly retryable = true;

  constructor() {
    super('A request with this Idempotency-Key is being worked on; repeat it in a moment.', {
      meta: { retryAfterMs: 1_000 },
    });
  }
}

export class IdempotencyKeyReusedError extends AppError {
  readonly code = 'idempotency-key-reused';
  readonly category = 'unprocessable';

  constructor() {
    super('This Idempotency-Key was used for another request (method, path or body differ). Use a new key.');
  }
}
