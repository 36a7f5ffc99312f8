import type { Clock } from '@pinglu/kernel';
import { NotFoundError } from '../../port/errors.js';
import type { ReturnPort } from '../../port/marketplace.port.js';
import type { ReverseReason } from '../../port/reverse.types.js';
import { listIn, objectOrNullIn, salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { toDecisionRequest } from '../return-decision.js';
import * as returns from '../returns.js';

export function returnPort(client: LazadaClient, clock: Clock): ReturnPort {
  return {
    list: async (access, window) => {
      const context = { country: salesCountryOf(access), now: clock.now() };
      const query = returns.toReturnsRequest(window, context.now);
      const { body } = await client.call(endpoints.returns, access, { ...query });
      return returns.fromReturnsResponse(body, window, context);
    },
    get: async (access, returnId) => {
      const answer = await client.call(endpoints.returnDetail, access, returns.toReturnRequest(returnId));
      const detail = objectOrNullIn(answer);
      if (detail !== null) return returns.fromReturn(detail, salesCountryOf(access));
      throw new NotFoundError(
        { cause: 'The shop has no such return.', advice: 'Check which shop the order belongs to.' },
        answer.details,
      );
    },
    refusalReasons: async (access, { returnLineIds }) => {
      const lists: ReverseReason[][] = [];
      for (const returnLineId of returnLineIds) {
        const query = returns.toRefusalReasonsRequest(returnLineId);
        const answer = await client.call(endpoints.refusalReasons, access, query);
        lists.push(returns.fromRefusalReasonsResponse(listIn(answer)));
      }
      return returns.inAll(lists);
    },
    decide: async (access, decision) => {
      const { endpoint, params } = toDecisionRequest(decision);
      await client.call(endpoint, access, params);
    },
  };
}
