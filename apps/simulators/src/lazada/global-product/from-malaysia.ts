import { ApiError } from '../protocol/api-error.js';
import type { ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';

/** Refuses a call that came to the host of another country. */
export const fromMalaysia =
  (handle: (call: ApiCall) => JsonObject) =>
  (call: ApiCall): JsonObject => {
    if (call.site.country !== 'my') throw new ApiError('E1000', 'Internal Application Error', { type: 'ISP' });
    return handle(call);
  };
