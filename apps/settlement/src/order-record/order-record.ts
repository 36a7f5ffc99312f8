import type { OrderSnapshot } from '@pinglu/contracts';
import {
  parseMerchantId,
  parseOrderId,
  parseShopId,
  type MerchantId,
  type Money,
  type OrderId,
  type ShopId,
} from '@pinglu/kernel';

/** What is expected to be paid for an order: so far what its buyer pays, without the marketplace's fees. */
export interface OrderRecord {
  readonly orderId: OrderId;
  readonly merchantId: MerchantId;
  readonly shopId: ShopId;
  readonly marketplace: string;
  readonly orderNumber: string;
  readonly status: OrderSnapshot['status'];
  readonly placedAt: Date;
  readonly total: Money;
  readonly version: number;
}

export const orderRecordOf = (order: OrderSnapshot): OrderRecord => ({
  orderId: parseOrderId(order.orderId),
  merchantId: parseMerchantId(order.merchantId),
  shopId: parseShopId(order.shopId),
  marketplace: order.marketplace,
  orderNumber: order.orderNumber,
  status: order.status,
  placedAt: new Date(order.placedAt),
  total: order.total,
  version: order.version,
});
