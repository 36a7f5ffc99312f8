import { AppError, type AppErrorOptions } from '@pinglu/kernel';

/** Why an engine could not be started or prepared. Stable: callers may branch on it. */
export type EngineErrorCode =
  | 'engine-platform-unsupported'
  | 'engine-port-taken'
  | 'engine-disk-full'
  | 'engine-data-incompatible'
  | 'engine-data-in-use'
  | 'engine-not-permitted'
  | 'engine-start-failed'
  | 'engine-download-failed'
  | 'engine-provisioning-refused';

/**
 * An engine refuses to start. `message` is the whole story for the person at the terminal: what is wrong and what to
 * do. Callers print it alone, without the stack.
 */
export class EngineError extends AppError {
  readonly category = 'unavailable';

  constructor(
    readonly code: EngineErrorCode,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, options);
  }
}
