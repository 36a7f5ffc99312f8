import type { AppError, ErrorCategory } from '@pinglu/kernel';

/** The one table from what went wrong to an HTTP status. */
const statusByCategory: Readonly<Record<ErrorCategory, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unprocessable: 422,
  precondition_required: 428,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

/** HTTP is finer than our categories in these few places. */
const statusByCode: Readonly<Record<string, number>> = {
  'unsupported-media-type': 415,
  'upstream-unreachable': 502,
  'upstream-timeout': 504,
};

export function statusOf(error: Pick<AppError, 'code' | 'category'>): number {
  return statusByCode[error.code] ?? statusByCategory[error.category];
}
