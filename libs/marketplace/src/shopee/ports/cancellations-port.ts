import type { CancellationPort } from '../../port/marketplace.port.js';
import * as cancellations from '../cancellations.js';
import type { ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { orderReader } from './orders-port.js';

export function cancellationPort(client: ShopeeClient): CancellationPort {
  const read = orderReader(client);
  return {
    // Shopee has no call for them: they follow from the order.
    reasons: async (access, { orderNumber }) => {
      const [order] = await read.details(access, [orderNumber]);
      return order ? cancellations.cancelReasonsOf(order) : [];
    },
    cancel: async (access, request) => {
      const [order] = await read.details(access, [request.orderNumber]);
      await client.call(endpoints.cancelOrder, access, cancellations.toCancelRequest(request, order));
    },
    answer: async (access, answer) => {
      await client.call(endpoints.answerCancellation, access, cancellations.toCancellationAnswerRequest(answer));
    },
  };
}
