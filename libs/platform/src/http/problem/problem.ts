import type { AppError } from '@pinglu/kernel';
import { InvalidInputError, type InputFault } from './http-errors.js';
import type { ProblemPages } from './problem-page.js';
import { statusOf } from './status-of.js';

export const problemMediaType = 'application/problem+json';

/** RFC 9457, with our extensions. */
export interface Problem {
  /** `/problems/<code>`: a page that explains it; `about:blank` for a code without a page. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The path that was asked for, without its query. */
  readonly instance: string;
  readonly code: string;
  /** True when the same request may succeed later without being changed. */
  readonly retryable: boolean;
  readonly errors?: readonly InputFault[];
  readonly requestId?: string;
  readonly traceId?: string;
}

export interface ProblemContext {
  readonly path: string;
  readonly requestId?: string;
  readonly traceId?: string;
}

export function toProblem(error: AppError, { path, requestId, traceId }: ProblemContext, pages: ProblemPages): Problem {
  const page = pages.find(error.code);
  return {
    type: page ? `/problems/${error.code}` : 'about:blank',
    title: page?.title ?? error.code,
    status: statusOf(error),
    detail: error.message,
    instance: path,
    code: error.code,
    retryable: error.retryable,
    ...(error instanceof InvalidInputError && { errors: error.faults }),
    ...(requestId !== undefined && { requestId }),
    ...(traceId !== undefined && { traceId }),
  };
}
