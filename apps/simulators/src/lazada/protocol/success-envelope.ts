import type { ApiCall } from './endpoint.js';
import type { Json, JsonObject } from './json.js';

/** A refusal inside the `success` envelope: the call itself counts as answered. */
export class SuccessRefusal extends Error {
  /** `code` is a number such as 22, or text such as `E0208`. */
  constructor(
    readonly code: number | string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Answers as promotions and global products do: `success`, `error_code`, `error_msg` and `data` beside the platform's own
 * `code`, which is `0` even when the business refuses. A handler that answers undefined has no `data`.
 */
export const inSuccessEnvelope =
  (handle: (call: ApiCall) => Json | undefined) =>
  (call: ApiCall): JsonObject => {
    try {
      return { data: handle(call), success: true, error_code: null, error_msg: null };
    } catch (error) {
      if (!(error instanceof SuccessRefusal)) throw error;
      const { code, message } = error;
      const text = typeof code === 'number' ? `E${String(code).padStart(3, '0')}: ${message}` : message;
      return { success: false, error_code: String(code), error_msg: text };
    }
  };
