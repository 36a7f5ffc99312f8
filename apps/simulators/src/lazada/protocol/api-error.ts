import type { JsonObject } from './json.js';

export type ErrorType = 'SYSTEM' | 'ISV' | 'ISP';

/** A refusal in the marketplace's own words; it travels with HTTP status 200. */
export class ApiError extends Error {
  readonly type: ErrorType;
  readonly detail: readonly JsonObject[] | undefined;
  /** Called when the answer that carries the refusal has left. */
  readonly written: (() => void) | undefined;

  constructor(
    readonly code: string,
    message: string,
    options: { type?: ErrorType; detail?: readonly JsonObject[]; written?: () => void } = {},
  ) {
    super(message);
    this.type = options.type ?? 'ISV';
    this.detail = options.detail;
    this.written = options.written;
  }
}

export const illegalAccessToken = (): ApiError =>
  new ApiError('IllegalAccessToken', 'The specified access token is invalid or expired');

export const missingParameter = (name: string): ApiError =>
  new ApiError(
    'MissingParameter',
    `The input parameter "${name}" that is mandatory for processing this request is not supplied`,
  );

/** A business refusal with a numeric code: the message opens with `E` and the code. */
export const businessError = (
  code: number,
  message: string,
  options: { type?: ErrorType; detail?: readonly JsonObject[] } = {},
): ApiError => new ApiError(String(code), `E${String(code).padStart(3, '0')}: ${message}`, { type: 'ISP', ...options });
