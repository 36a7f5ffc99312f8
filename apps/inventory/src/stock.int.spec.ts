import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  allTopics,
  listingKey,
  merchantKey,
  orderKey,
  productKey,
  topics,
  type DomainEvent,
  type ListingEvent,
  type MerchantEvent,
  type OrderEvent,
  type OrderSnapshot,
  type ProductEvent,
} from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import type { OutgoingRecord } from '@pinglu/platform';
import { waitUntil } from '@pinglu/testing';
import { metadataOf, recordOf, TestInventory } from './test-inventory.js';

// Real: PostgreSQL, the event bus on it, the whole service. Imitated: the other services, by their events; the gateway,
// which says that no token is to be had, so that nothing is written to a marketplace.

describe('stock of inventory', () => {
  let inventory: TestInventory;
  let gateway: Server;
  const merchantId = newId<MerchantId>();
  const shopId = newId();

  beforeAll(async () => {
    gateway = createServer((_request, response) => response.writeHead(503).end());
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    inventory = await TestInventory.start({
      GATEWAY_URL: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`,
    });
    await inventory.bus.ensureTopics(allTopics);
    await publish(topics.merchant.name, merchantKey(merchantId), merchantRegistered());
  });
  afterAll(async () => {
    await inventory.stop();
    gateway.closeAllConnections();
    await new Promise((resolve) => gateway.close(resolve));
  });

  const metadata = (subject: string, version: number) => metadataOf(merchantId, subject, version);
  const publish = (topic: string, key: string, event: DomainEvent) => inventory.publish(topic, key, event);
  const merchantRegistered = (): MerchantEvent => ({
    type: 'com.pinglu.merchants.merchant_registered.v1',
    data: {
      merchantId,
      name: 'Spec',
      countryOfEstablishment: 'CN',
      status: 'active',
      registeredAt: new Date().toISOString(),
      version: 1,
    },
    metadata: metadata(merchantId, 1),
  });
  const stocked = async (sellerSku: string, quantity: number): Promise<void> => {
    const productId = newId();
    const product: ProductEvent = {
      type: 'com.pinglu.catalog.product_saved.v1',
      data: {
        productId,
        merchantId,
        handle: sellerSku.toLowerCase(),
        title: sellerSku,
        titleZh: null,
        description: '',
        countryOfOrigin: 'CN',
        hsCode: null,
        status: 'active',
        skus: [{ sellerSku, options: {}, barcode: null, weightGrams: 100, prices: [], initialQuantity: quantity }],
        version: 1,
      },
      metadata: metadata(productId, 1),
    };
    const listingId = newId();
    const listing: ListingEvent = {
      type: 'com.pinglu.catalog.listing_published.v1',
      data: {
        listingId,
        merchantId,
        shopId,
        marketplace: 'lazada',
        productId,
        status: 'published',
        externalItemId: '1',
        variants: [{ sellerSku, externalSkuId: '2', price: { amountMinor: '100', currency: 'THB' } }],
        problems: [],
        changedAt: new Date().toISOString(),
        version: 1,
      },
      metadata: metadata(listingId, 1),
    };
    await publish(topics.product.name, productKey(merchantId, productId), product);
    await publish(topics.listing.name, listingKey(merchantId, shopId, productId), listing);
    await waitUntil(async () => (await availableOf(sellerSku)) === quantity, { what: `${quantity} to be available` });
  };
  const orderOf = (sellerSku: string, quantity: number): OrderSnapshot => ({
    orderId: newId(),
    merchantId,
    shopId,
    marketplace: 'lazada',
    country: 'TH',
    orderNumber: newId().replaceAll('-', '').slice(0, 15),
    status: 'placed',
    rawStatus: 'pending',
    crossBorder: true,
    placedAt: new Date().toISOString(),
    updatedAt: new Date().toISOString(),
    shipBy: null,
    lines: [
      {
        lineId: newId(),
        sellerSku,
        externalSkuId: '2',
        mapped: true,
        quantity,
        unitPrice: { amountMinor: '100', currency: 'THB' },
        externalLineIds: ['1'],
        status: 'placed',
      },
    ],
    total: { amountMinor: String(quantity * 100), currency: 'THB' },
    version: 1,
  });
  const orderRecord = (order: OrderSnapshot, type: OrderEvent['type']): OutgoingRecord =>
    recordOf(topics.order.name, orderKey(merchantId, shopId, order.orderNumber), {
      type,
      data: order,
      metadata: metadata(order.orderId, order.version),
    });
  const placed = (order: OrderSnapshot) => orderRecord(order, 'com.pinglu.orders.order_placed.v1');
  const one = async <Row extends object>(sql: string, values: unknown[]): Promise<Row | undefined> =>
    (await inventory.admin.query<Row>(sql, values)).rows[0];
  const availableOf = async (sellerSku: string): Promise<number | undefined> => {
    const row = await one<{ available: string }>('select available from availability where seller_sku = $1', [
      sellerSku,
    ]);
    return row && Number(row.available);
  };
  const statusOf = async (order: OrderSnapshot): Promise<string | undefined> =>
    (await one<{ status: string }>('select status from reservation where order_id = $1', [order.orderId]))?.status;
  const shelf = (sellerSku: string) =>
    one<{ onHand: number; reserved: number }>(
      'select on_hand::int as "onHand", reserved::int from stock where seller_sku = $1',
      [sellerSku],
    );
  const allHandled = () =>
    waitUntil(async () => (await inventory.bus.lag('inventory', [topics.order.name])).every(({ lag }) => lag === 0), {
      what: 'all orders to be done with',
      deadlineMs: 30_000,
    });

  it('promises stock to an order, and takes it off the shelf when the parcel leaves', async () => {
    await stocked('TEA-100', 10);
    const order = orderOf('TEA-100', 3);
    await inventory.bus.publish([placed(order)]);
    await waitUntil(async () => (await statusOf(order)) === 'reserved', { what: 'the reservation' });
    expect(await availableOf('TEA-100')).toBe(7);
    const shipped: OrderSnapshot = { ...order, status: 'shipped', rawStatus: 'shipped', version: 2 };
    await inventory.bus.publish([orderRecord(shipped, 'com.pinglu.orders.order_shipped.v1')]);
    await waitUntil(async () => (await statusOf(order)) === 'shipped', { what: 'the parcel to leave' });
    expect(await shelf('TEA-100')).toEqual({ onHand: 7, reserved: 0 });
    expect(await availableOf('TEA-100')).toBe(7);
  });

  it('frees the stock of a cancelled order, once, and not for an older version that comes late', async () => {
    await stocked('TEA-200', 5);
    const order = orderOf('TEA-200', 2);
    const cancelled: OrderSnapshot = { ...order, status: 'cancelled', rawStatus: 'canceled', version: 3 };
    await inventory.bus.publish([placed(order)]);
    await waitUntil(async () => (await statusOf(order)) === 'reserved', { what: 'the reservation' });
    await inventory.bus.publish([
      orderRecord(cancelled, 'com.pinglu.orders.order_cancelled.v1'),
      orderRecord(cancelled, 'com.pinglu.orders.order_cancelled.v1'),
      orderRecord({ ...order, version: 2 }, 'com.pinglu.orders.order_changed.v1'),
    ]);
    await allHandled();
    expect(await statusOf(order)).toBe('released');
    expect(await shelf('TEA-200')).toEqual({ onHand: 5, reserved: 0 });
  });

  it('refuses what is not there and says how much is', async () => {
    await stocked('TEA-300', 1);
    const order = orderOf('TEA-300', 2);
    await inventory.bus.publish([placed(order)]);
    await waitUntil(async () => (await statusOf(order)) === 'refused', { what: 'the refusal' });
    expect(await one('select reason from reservation_line where seller_sku = $1', ['TEA-300'])).toEqual({
      reason: '2 wanted, 1 left.',
    });
  });

  it('sells exactly what there is when everybody wants the same at once', async () => {
    const units = 120;
    await stocked('HOT-1', units);
    const orders = Array.from({ length: 400 }, () => orderOf('HOT-1', 1));
    await inventory.bus.publish(orders.map(placed));
    await allHandled();
    expect(await shelf('HOT-1')).toEqual({ onHand: units, reserved: units });
    expect(
      await one(
        `select count(*) filter (where status = 'reserved')::int as reserved,
                count(*) filter (where status = 'refused')::int as refused
         from reservation_line where seller_sku = $1`,
        ['HOT-1'],
      ),
    ).toEqual({ reserved: units, refused: orders.length - units });
    expect(await availableOf('HOT-1')).toBe(0);
  });

  it('explains every unit by a movement', async () => {
    const { rows } = await inventory.admin.query(
      `select s.seller_sku from stock s
       left join (
         select merchant_id, seller_sku, sum(on_hand_change) as on_hand, sum(reserved_change) as reserved
         from stock_movement group by 1, 2
       ) m using (merchant_id, seller_sku)
       where (s.on_hand, s.reserved) is distinct from (coalesce(m.on_hand, 0), coalesce(m.reserved, 0))`,
    );
    expect(rows).toEqual([]);
  });

  it('tries again later, and says why, while a marketplace cannot be reached', async () => {
    await waitUntil(
      async () =>
        (await one<{ refusal: string }>('select refusal from availability where seller_sku = $1 and attempts > 0', [
          'HOT-1',
        ])) !== undefined,
      { what: 'an attempt that failed' },
    );
    expect(await one('select written_quantity as written from availability where seller_sku = $1', ['HOT-1'])).toEqual({
      written: null,
    });
  });
});
