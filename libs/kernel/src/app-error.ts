/** What kind of thing went wrong, in words that hold behind any door (REST, Kafka, command line). */
export type ErrorCategory =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition_failed'
  | 'precondition_required'
  | 'too_large'
  | 'unprocessable'
  | 'rate_limited'
  | 'unavailable'
  | 'internal';

export interface AppErrorOptions {
  /** Safe to show and to log: never a secret, never a buyer's data. */
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * The root of every error we raise on purpose. One class per cause; `code` is stable and in kebab-case, so that a
 * client may branch on it. `message` is a sentence for a person and must never hold a secret or a buyer's data.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly category: ErrorCategory;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean = false;
  readonly meta: Readonly<Record<string, unknown>>;

  constructor(message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.meta = options.meta ?? {};
  }
}
