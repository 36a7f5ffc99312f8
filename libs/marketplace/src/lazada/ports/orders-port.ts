import type { OrderPort } from '../../port/marketplace.port.js';
import { listIn, objectIn, objectOrNullIn, salesCountryOf, type LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import * as items from '../order-items.js';
import * as orders from '../orders.js';

export function orderPort(client: LazadaClient): OrderPort {
  return {
    listUpdatedSince: async (access, window) => {
      const country = salesCountryOf(access);
      const answer = await client.call(endpoints.orders, access, { ...orders.toListOrdersRequest(window, country) });
      return orders.fromListOrdersResponse(objectOrNullIn(answer), window, country);
    },
    get: async (access, orderNumber) => {
      const query = orders.toOrderRequest(orderNumber);
      // The items after the order: they are then at least as new as its time of change says.
      const order = objectIn(await client.call(endpoints.order, access, query));
      const header = orders.fromOrderResponse(order, salesCountryOf(access));
      const rows = listIn(await client.call(endpoints.itemsOfOrder, access, query));
      return { ...header, ...items.fromItems(orderNumber, rows) };
    },
    items: (access, orderNumbers) =>
      items.readItemsInBatches(orderNumbers, async (batch) =>
        items.fromOrderItemsResponse(
          listIn(await client.call(endpoints.orderItems, access, items.toOrderItemsRequest(batch))),
        ),
      ),
  };
}
