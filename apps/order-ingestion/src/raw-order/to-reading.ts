import { parseCurrency, sumMoney, multiplyMoney, type Currency } from '@pinglu/kernel';
import type { MarketplaceOrder, MarketplaceOrderStatus } from '@pinglu/marketplace';
import type { OrderReading, OrderStatus } from '../order/order.js';

/**
 * A marketplace tells apart more than what moves stock and parcels. A parcel that could not be delivered or was lost has
 * left the warehouse and is not with the buyer; one that was returned had been delivered. Neither puts anything back on
 * the shelf: that takes somebody who counts it.
 */
const statusOf: Readonly<Record<MarketplaceOrderStatus, OrderStatus>> = {
  unpaid: 'placed',
  placed: 'placed',
  packed: 'placed',
  ready_to_ship: 'ready_to_ship',
  shipped: 'shipped',
  delivery_failed: 'shipped',
  lost: 'shipped',
  delivered: 'delivered',
  returned: 'delivered',
  cancelled: 'cancelled',
  unrecognized: 'unrecognized',
};

/** From furthest behind. What nobody understands comes first: nothing is done with such an order. */
const furthestBehind: readonly OrderStatus[] = ['unrecognized', 'placed', 'ready_to_ship', 'shipped', 'delivered'];

const RAW_STATUS_LIMIT = 200;

/**
 * A marketplace's answer in our words. State and amounts come from the lines alone: they are read after the header, so
 * that they are never older than the update time that the header names.
 * @param currency of the shop: the currency of an order without lines
 */
export function toReading(
  order: MarketplaceOrder,
  { readAt, currency }: { readAt: Date; currency: Currency },
): OrderReading {
  const lines = order.lines.map(({ externalLineIds, sellerSku, externalSkuId, quantity, unitPrice, status }) => ({
    externalLineIds,
    sellerSku,
    externalSkuId,
    quantity,
    unitPrice,
    status: statusOf[status],
  }));
  const open = new Set<OrderStatus>(lines.map(({ status }) => status));
  const rawStatuses = [...new Set(order.lines.map(({ rawStatus }) => rawStatus))];
  return {
    orderNumber: order.orderNumber,
    status: lines.length === 0 ? statusOf[order.status] : (furthestBehind.find((one) => open.has(one)) ?? 'cancelled'),
    rawStatus: (rawStatuses.join(',') || order.rawStatus).slice(0, RAW_STATUS_LIMIT),
    awaitsPayment: order.lines.some(({ status }) => status === 'unpaid'),
    placedAt: order.placedAt,
    updatedAt: order.updatedAt,
    readAt,
    shipBy: order.shipBy,
    total: sumMoney(
      lines.map(({ unitPrice, quantity }) => multiplyMoney(unitPrice, quantity)),
      lines[0]?.unitPrice.currency ?? parseCurrency(currency),
    ),
    lines,
  };
}
