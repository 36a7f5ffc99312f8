import type { Clock } from '@pinglu/kernel';
import type { ReturnPort } from '../../port/marketplace.port.js';
import { notSupported } from '../../port/not-supported.js';
import type { WireObject } from '../../wire/wire-object.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { salesCountryOf } from '../countries.js';
import { endpoints } from '../endpoints.js';
import { cursorAfter, partIn } from '../parts.js';
import { toReturnDecision } from '../return-decision.js';
import * as returns from '../returns.js';
import { listPart } from './list-part.js';

/** @param contact where Shopee can reach the seller about a dispute; without it none can be opened */
export function returnPort(client: ShopeeClient, clock: Clock, contact: string | undefined): ReturnPort {
  return {
    list: async (access, window) => {
      const { part, rows } = await listPart<WireObject>(partIn(window, 'returns.list'), {
        ask: async (at, cursor) => {
          const request = returns.toReturnListRequest(at, cursor);
          const answer = await client.call(endpoints.returnList, access, request);
          return returns.fromReturnListResponse(objectOrNullIn(answer), cursor);
        },
        keyOf: (row) => row.id('return_sn'),
      });
      const items = rows.map((row) => returns.fromReturn(row, salesCountryOf(access)));
      return { items, nextCursor: cursorAfter(part, items.length, window, clock.now()) };
    },
    get: async (access, returnId) => {
      const answer = await client.call(endpoints.returnDetail, access, { return_sn: returnId });
      return returns.fromReturn(objectIn(answer), salesCountryOf(access));
    },
    refusalReasons: async (access, { returnId }) =>
      returns.fromDisputeReasonsResponse(
        objectIn(await client.call(endpoints.disputeReasons, access, { return_sn: returnId })),
      ),
    decide: async (access, decision) => {
      if (contact === undefined && ['refuse_return', 'refuse_refund', 'dispute'].includes(decision.action)) {
        return notSupported('shopee', 'returns.decide');
      }
      const { endpoint, body } = toReturnDecision(decision, contact ?? '');
      await client.call(endpoints[endpoint], access, body);
    },
  };
}
