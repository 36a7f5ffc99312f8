import type { Json } from './json.js';

/** A refusal in the marketplace's own words. */
export class ApiError extends Error {
  /** Some failures carry a payload all the same. */
  readonly response: Json | undefined;
  readonly debugMessage: string | undefined;
  /** Called when the answer has left. */
  readonly written: (() => void) | undefined;

  constructor(
    readonly error: string,
    message: string,
    options: { response?: Json; debugMessage?: string; written?: () => void } = {},
  ) {
    super(message);
    this.response = options.response;
    this.debugMessage = options.debugMessage;
    this.written = options.written;
  }
}

export const paramError = (message: string): ApiError => new ApiError('error_param', message);

/** The marketplace's own spelling. */
export const invalidAccessToken = (): ApiError =>
  new ApiError('invalid_acceess_token', 'Invalid access_token, please have a check.');

const FORBIDDEN = /^(error_auth|error_sign|invalid_partner_id|invalid_acc?ee?ss_token|invalid_refresh_token)$/;

/** The HTTP status that goes with an error: the documentation says none, see DIFFERENCES.md. */
export function statusOf(error: string): number {
  return FORBIDDEN.test(error) ? 403 : 200;
}
