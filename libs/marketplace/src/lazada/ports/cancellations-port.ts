import { ConflictError } from '../../port/errors.js';
import type { CancellationPort } from '../../port/marketplace.port.js';
import { readingWrite } from '../../wire/reading-write.js';
import * as cancellations from '../cancellations.js';
import { objectOrNullIn, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';

/** With this code Lazada says that there is none, instead of an empty list. */
const noReason = '119';

export function cancellationPort(client: LazadaClient): CancellationPort {
  return {
    reasons: async (access, units) => {
      try {
        const answer = await client.call(endpoints.cancelReasons, access, cancellations.toCancelReasonsRequest(units));
        return cancellations.fromCancelReasonsResponse(objectOrNullIn(answer));
      } catch (error) {
        if (error instanceof ConflictError && error.upstreamCode === noReason) return [];
        throw error;
      }
    },
    cancel: async (access, request) => {
      const answer = await client.call(endpoints.cancel, access, cancellations.toCancelRequest(request));
      readingWrite(() => cancellations.fromCancelResponse(objectOrNullIn(answer), answer.details));
    },
    answer: async (access, answer) => {
      await client.call(endpoints.answerCancel, access, cancellations.toCancelAnswerRequest(answer));
    },
  };
}
