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
import { cursorAfter, partIn } from '../parts.js';
import { listPart } from './list-part.js';

const { orderItemsPerCall } = shopeeCapabilities.limits;

export function orderPort(client: ShopeeClient, clock: Clock): OrderPort {
  const read = orderReader(client);
  return {
    listUpdatedSince: async (access, window) => {
      const whole = partIn(window, 'orders.listUpdatedSince');
      const { part, rows, complete } = await listPart<string>(whole, {
        ask: async (at, cursor) => {
          const answer = await client.call(endpoints.orderList, access, orders.toOrderListRequest(at, cursor));
          return orders.fromOrderListResponse(objectOrNullIn(answer));
        },
        keyOf: (orderNumber) => orderNumber,
      });
      // The list says no more than numbers: when an order changed is in its details.
      const found = await read.details(access, rows);
      return {
        items: found.map(orders.fromOrderHeader).sort((a, b) => a.updatedAt.getTime() - b.updatedAt.getTime()),
        nextCursor: cursorAfter(part, rows.length, window, clock.now()),
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
