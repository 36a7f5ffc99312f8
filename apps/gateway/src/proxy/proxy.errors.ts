import { AppError } from '@pinglu/kernel';

/** The service behind could not be reached, or answered in a way that makes no sense to pass on. */
export class UpstreamUnreachableError extends AppError {
  readonly code = 'upstream-unreachable';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(service: string, cause?: unknown) {
    super(`The service ${service} cannot be reached at the moment.`, { cause });
  }
}

export class UpstreamTimeoutError extends AppError {
  readonly code = 'upstream-timeout';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(service: string) {
    super(`The service ${service} did not answer in time.`);
  }
}
