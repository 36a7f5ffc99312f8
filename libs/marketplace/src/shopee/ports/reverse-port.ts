import type { Clock } from '@pinglu/kernel';
import type { CancellationPort, ReturnPort } from '../../port/marketplace.port.js';
import { notSupported } from '../../port/not-supported.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints } from '../endpoints.js';
import { cursorAfter, partIn } from '../parts.js';
import * as reverse from '../reverse.js';
import type { WireObject } from '../../wire/wire-object.js';
import { listPart } from './list-part.js';
import { orderReader } from './orders-port.js';

export function cancellationPort(client: ShopeeClient): CancellationPort {
  const read = orderReader(client);
  return {
    // Shopee has no call for them: they follow from the order.
    reasons: async (access, { orderNumber }) => {
      const [order] = await read.details(access, [orderNumber]);
      return order ? reverse.cancelReasonsOf(order) : [];
    },
    cancel: async (access, request) => {
      const [order] = await read.details(access, [request.orderNumber]);
      await client.call(endpoints.cancelOrder, access, reverse.toCancelRequest(request, order));
    },
    answer: async (access, answer) => {
      await client.call(endpoints.answerCancellation, access, reverse.toCancellationAnswerRequest(answer));
    },
  };
}

/** @param contact where Shopee can reach the seller about a dispute; without it none can be opened */
export function returnPort(client: ShopeeClient, clock: Clock, contact: string | undefined): ReturnPort {
  return {
    list: async (access, window) => {
      const { part, rows } = await listPart<WireObject>(partIn(window, 'returns.list'), {
        ask: async (at, cursor) => {
          const request = reverse.toReturnListRequest(at, cursor);
          const answer = await client.call(endpoints.returnList, access, request);
          return reverse.fromReturnListResponse(objectOrNullIn(answer), cursor);
        },
        keyOf: (row) => row.id('return_sn'),
      });
      const items = rows.map((row) => reverse.fromReturn(row, salesCountryOf(access)));
      return { items, nextCursor: cursorAfter(part, items.length, window, clock.now()) };
    },
    get: async (access, returnId) => {
      const answer = await client.call(endpoints.returnDetail, access, { return_sn: returnId });
      return reverse.fromReturn(objectIn(answer), salesCountryOf(access));
    },
    refusalReasons: async (access, { returnId }) =>
      reverse.fromDisputeReasonsResponse(
        objectIn(await client.call(endpoints.disputeReasons, access, { return_sn: returnId })),
      ),
    decide: async (access, decision) => {
      if (contact === undefined && ['refuse_return', 'refuse_refund', 'dispute'].includes(decision.action)) {
        return notSupported('shopee', 'returns.decide');
      }
      const { endpoint, body } = reverse.toReturnDecision(decision, contact ?? '');
      await client.call(endpoints[endpoint], access, body);
    },
  };
}
