import type { Clock } from '@pinglu/kernel';
import { NotFoundError } from '../../port/errors.js';
import type { OrderPort } from '../../port/marketplace.port.js';
import type { ShopAccess } from '../../port/types.js';
import type { WireObject } from '../../wire/wire-object.js';
import { inBatches } from '../batches.js';
import { shopeeCapabilities } from '../capabilities.js';
import { objectIn, objectOrNullIn, type ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { detailsOf } from '../errors.js';
import * as orders from '../orders.js';

const { orderItemsPerCall } = shopeeCapabilities.limits;

export function orderPort(client: ShopeeClient, clock: Clock): OrderPort {
  const read = orderReader(client);
  return {
    listUpdatedSince: async (access, window) => {
      const { part, orderNumbers, complete } = await listed(orders.partIn(window), (at, cursor) =>
        client
          .call(endpoints.orderList, access, orders.toOrderListRequest(at, cursor))
          .then((answer) => orders.fromOrderListResponse(objectOrNullIn(answer))),
      );
      // The list says no more than numbers: when an order changed is in its details.
      const found = await read.details(access, orderNumbers);
      return {
        items: found.map(orders.fromOrderHeader).sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime()),
        nextCursor: orders.cursorAfter(part, orderNumbers.length, window, clock.now()),
        incomplete: !complete,
      };
    },
    get: async (access, orderNumber) => {
      const [order] = await read.details(access, [orderNumber]);
      if (!order) throw unknownOrder();
      return orders.fromOrder(order, await read.tracking(access, [order]));
    },
    items: async (access, orderNumbers) => {
      const found = await read.details(access, [...new Set(orderNumbers)]);
      const tracking = await read.tracking(access, found);
      return found.map((order) => orders.fromOrderItems(order, tracking));
    },
  };
}

type AskPage = (part: orders.Part, cursor: string) => Promise<orders.ListedOrders>;

interface Listed {
  readonly part: orders.Part;
  readonly orderNumbers: readonly string[];
  readonly complete: boolean;
}

/** The orders of this part or, when they are more than one page, of so much of its beginning as has one page. */
async function listed(whole: orders.Part, ask: AskPage): Promise<Listed> {
  for (let part = whole; ;) {
    const { orderNumbers, cursor } = await ask(part, '');
    if (cursor === null) return { part, orderNumbers, complete: true };
    const half = orders.halfOf(part);
    if (!half) return listedByPages(part, ask);
    part = half;
  }
}

const mostPasses = 5;

/**
 * Of a moment with more orders than a page. An order that changes after it was listed leaves its place, so as long as one
 * pass over all pages begins with what the pass before it found, in the same order, the pass before skipped none.
 */
async function listedByPages(part: orders.Part, ask: AskPage): Promise<Listed> {
  const all = new Set<string>();
  let before: readonly string[] = [];
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    const found = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: orders.ListedOrders = await ask(part, cursor);
      for (const number of page.orderNumbers) found.add(number);
      cursor = page.cursor;
    }
    for (const number of found) all.add(number);
    const inOrder = [...found];
    if (before.length > 0 && before.every((number, index) => number === inOrder[index])) {
      return { part, orderNumbers: [...all], complete: true };
    }
    before = inOrder;
  }
  return { part, orderNumbers: [...all], complete: false };
}

export interface OrderReader {
  /** Orders that the shop does not have are left out. */
  details(access: ShopAccess, orderNumbers: readonly string[]): Promise<WireObject[]>;
  /** Tracking numbers of the arranged parcels of these orders. */
  tracking(access: ShopAccess, found: readonly WireObject[]): Promise<Map<string, string>>;
}

export function orderReader(client: ShopeeClient): OrderReader {
  const detailsOfBatch = async (access: ShopAccess, batch: readonly string[]): Promise<WireObject[]> => {
    try {
      const answer = await client.call(endpoints.orderDetail, access, orders.toOrderDetailRequest(batch));
      return objectIn(answer).objects('order_list');
    } catch (error) {
      if (!(error instanceof NotFoundError)) throw error;
      // One unknown order may refuse the batch: it is halved until that one stands alone.
      if (batch.length === 1) return [];
      const half = Math.ceil(batch.length / 2);
      return [
        ...(await detailsOfBatch(access, batch.slice(0, half))),
        ...(await detailsOfBatch(access, batch.slice(half))),
      ];
    }
  };
  return {
    details: (access, orderNumbers) =>
      inBatches(orderNumbers, orderItemsPerCall, (batch) => detailsOfBatch(access, batch)),
    tracking: async (access, found) => {
      const rows = await inBatches(orders.packageNumbersOf(found), orderItemsPerCall, async (batch) => {
        const answer = await client.call(endpoints.packageDetail, access, orders.toPackageDetailRequest(batch));
        return [...orders.fromPackageDetailResponse(objectOrNullIn(answer))];
      });
      return new Map(rows);
    },
  };
}

const unknownOrder = (): NotFoundError =>
  new NotFoundError(
    {
      cause: 'The shop has no such order.',
      advice: 'Check the order number and the shop.',
      zh: { cause: '店铺没有该订单。', advice: '请检查订单号与店铺。' },
    },
    detailsOf({ operation: 'orders.get' }),
  );
