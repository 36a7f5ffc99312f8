import { money, newId, type MerchantId, type OrderId, type ShopId } from '@pinglu/kernel';
import { orderOf, type Order, type OrderIdentity, type OrderReading, type ReadLine } from './order.js';

/** A valid line of a reading: one piece for 199 baht. */
export const readLine = (change: Partial<ReadLine> = {}): ReadLine => ({
  externalLineIds: ['9001'],
  sellerSku: 'TEA-100',
  externalSkuId: '2001',
  quantity: 1,
  unitPrice: money('19900', 'THB'),
  status: 'placed',
  ...change,
});

/** A valid reading of an order that was just placed. */
export const reading = (change: Partial<OrderReading> = {}): OrderReading => ({
  orderNumber: '491253082180001',
  status: 'placed',
  rawStatus: 'pending',
  awaitsPayment: false,
  placedAt: new Date('2026-11-02T02:00:00Z'),
  updatedAt: new Date('2026-11-02T02:00:00Z'),
  readAt: new Date('2026-11-02T02:00:01Z'),
  shipBy: new Date('2026-11-05T16:59:59Z'),
  total: money('19900', 'THB'),
  lines: [readLine()],
  ...change,
});

export const identity = (change: Partial<OrderIdentity> = {}): OrderIdentity => ({
  orderId: newId<OrderId>(),
  merchantId: newId<MerchantId>(),
  shopId: newId<ShopId>(),
  marketplace: 'lazada',
  country: 'TH',
  crossBorder: true,
  ingestedAt: new Date('2026-11-02T02:00:02Z'),
  ...change,
});

/** A known order, all of whose lines are mapped to what the marketplace calls them. */
export const knownOrder = (change: Partial<OrderReading> = {}): Order => ({
  ...orderOf(identity(), reading(change), ({ sellerSku }) => sellerSku),
  version: 1,
});
