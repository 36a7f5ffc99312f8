import 'reflect-metadata';
import {
  allTopics,
  listingKey,
  merchantKey,
  orderKey,
  productKey,
  topics,
  type DomainEvent,
  type OrderSnapshot,
} from '@pinglu/contracts';
import { newId, type MerchantId } from '@pinglu/kernel';
import { waitUntil } from '@pinglu/testing';
import { metadataOf, TestInventory } from './test-inventory.js';
import { TestShopServer } from './test-shop-server.js';

// Real: PostgreSQL, the event bus on it, the whole service, the adapter. Imitated: the other services by their events, the
// gateway and the marketplace by an HTTP server.

describe('a shop that counts its own sales', () => {
  let inventory: TestInventory;
  let shop: TestShopServer;
  const merchantId = newId<MerchantId>();
  const shopId = newId();
  let nextSku = 2_001;

  beforeAll(async () => {
    shop = await TestShopServer.start();
    inventory = await TestInventory.start({ GATEWAY_URL: shop.url, STOCK_LOOK_AGAIN_MS: '300' });
    await inventory.bus.ensureTopics(allTopics);
    await publish(topics.merchant.name, merchantKey(merchantId), {
      type: 'com.pinglu.merchants.merchant_registered.v1',
      data: {
        ...{ merchantId, name: 'Spec', countryOfEstablishment: 'CN', status: 'active', version: 1 },
        registeredAt: new Date().toISOString(),
      },
      metadata: metadata(merchantId, 1),
    });
  });
  afterAll(async () => {
    await inventory.stop();
    await shop.stop();
  });

  const metadata = (subject: string, version: number) => metadataOf(merchantId, subject, version);
  const publish = (topic: string, key: string, event: DomainEvent) => inventory.publish(topic, key, event);
  /** A SKU of its own, listed and shown; answers the id of its variant. */
  const stocked = async (quantity: number): Promise<string> => {
    const skuId = String(nextSku++);
    const [sellerSku, productId] = [`SKU-${skuId}`, newId()];
    shop.list(skuId);
    await publish(topics.product.name, productKey(merchantId, productId), {
      type: 'com.pinglu.catalog.product_saved.v1',
      data: {
        ...{ productId, merchantId, handle: sellerSku.toLowerCase(), title: sellerSku, titleZh: null, description: '' },
        ...{ countryOfOrigin: 'CN', hsCode: null, status: 'active', version: 1 },
        skus: [{ sellerSku, options: {}, barcode: null, weightGrams: 100, prices: [], initialQuantity: quantity }],
      },
      metadata: metadata(productId, 1),
    });
    const listingId = newId();
    await publish(topics.listing.name, listingKey(merchantId, shopId, productId), {
      type: 'com.pinglu.catalog.listing_published.v1',
      data: {
        ...{ listingId, merchantId, shopId, marketplace: 'lazada', productId, status: 'published', version: 1 },
        ...{ externalItemId: '1001', problems: [], changedAt: new Date().toISOString() },
        variants: [{ sellerSku, externalSkuId: skuId, price: { amountMinor: '100', currency: 'THB' } }],
      },
      metadata: metadata(listingId, 1),
    });
    await settled(skuId, quantity);
    return skuId;
  };
  const orderOf = (skuId: string, quantity: number, ofShop = shopId, placedAt = new Date()): OrderSnapshot => ({
    ...{ orderId: newId(), merchantId, shopId: ofShop, marketplace: 'lazada', country: 'TH', version: 1 },
    orderNumber: newId().replaceAll('-', '').slice(0, 15),
    ...{ status: 'placed', rawStatus: 'pending', crossBorder: true, shipBy: null },
    placedAt: placedAt.toISOString(),
    updatedAt: placedAt.toISOString(),
    lines: [
      {
        ...{ lineId: newId(), sellerSku: `SKU-${skuId}`, externalSkuId: skuId, mapped: true, quantity },
        unitPrice: { amountMinor: '100', currency: 'THB' },
        ...{ externalLineIds: ['1'], status: 'placed' },
      },
    ],
    total: { amountMinor: String(quantity * 100), currency: 'THB' },
  });
  const hear = (order: OrderSnapshot): Promise<void> =>
    publish(topics.order.name, orderKey(merchantId, order.shopId, order.orderNumber), {
      type: order.status === 'cancelled' ? 'com.pinglu.orders.order_cancelled.v1' : 'com.pinglu.orders.order_placed.v1',
      data: order,
      metadata: metadata(order.orderId, order.version),
    });
  const rowOf = async (skuId: string) =>
    (
      await inventory.admin.query<{ available: number; unheard: number; idle: boolean }>(
        `select available::int, unheard::int, in_step and look_at is null as idle from availability
         where seller_sku = $1`,
        [`SKU-${skuId}`],
      )
    ).rows[0];
  /** So many may be sold, and there is nothing to do. */
  const settled = (skuId: string, available: number): Promise<unknown> =>
    waitUntil(
      async () => {
        const row = await rowOf(skuId);
        return row?.idle === true && row.available === available;
      },
      { what: `${available} of ${skuId} to be settled`, deadlineMs: 30_000 },
    );
  const writesOf = (skuId: string): string[] => shop.writes.filter((write) => write.startsWith(`${skuId} `));

  it.each([20, 500])('is not written to because of them (%i units)', async (quantity) => {
    const skuId = await stocked(quantity);
    const order = orderOf(skuId, 2, shopId, new Date(Date.now() + 60_000));
    shop.sell(skuId, 2);
    await hear(order);
    await settled(skuId, quantity - 2);
    expect(writesOf(skuId)).toEqual([`${skuId} ${quantity}`]);
    expect(shop.shows(skuId)).toBe(quantity - 2);
  });

  it('is told at once what a sibling has sold, less what it sold itself that nobody has heard of', async () => {
    const skuId = await stocked(10);
    shop.sell(skuId, 3);
    await hear(orderOf(skuId, 2, newId()));
    await waitUntil(async () => (await rowOf(skuId))?.unheard === 3, { what: 'the unheard sale to be seen' });
    await waitUntil(() => Promise.resolve(shop.shows(skuId) === 5), { what: 'the shop to be told' });
    await hear(orderOf(skuId, 3));
    await settled(skuId, 5);
    expect(writesOf(skuId)).toEqual([`${skuId} 10`, `${skuId} 5`]);
  });

  it('is set right when a sale turns up that a write without a reading has overwritten', async () => {
    const skuId = await stocked(500);
    await hear(orderOf(skuId, 4, shopId, new Date(Date.now() - 60_000)));
    await settled(skuId, 496);
    expect(shop.shows(skuId)).toBe(496);
  });

  it('is read, not written to twice, when the answer to a write is lost', async () => {
    const skuId = await stocked(10);
    shop.losesNextAnswer = true;
    await hear(orderOf(skuId, 2, newId()));
    await settled(skuId, 8);
    expect(shop.shows(skuId)).toBe(8);
    expect(writesOf(skuId)).toEqual([`${skuId} 10`, `${skuId} 8`]);
  });

  it('gets back what it does not put back itself: what is cancelled after it was announced', async () => {
    const skuId = await stocked(10);
    const order = orderOf(skuId, 1);
    shop.sell(skuId, 1);
    await hear(order);
    await settled(skuId, 9);
    const [line] = order.lines;
    const announced: OrderSnapshot = { ...order, version: 2, lines: [{ ...line!, status: 'ready_to_ship' }] };
    shop.announce(skuId, 1);
    await hear(announced);
    await hear({ ...announced, version: 3, status: 'cancelled', rawStatus: 'canceled' });
    await settled(skuId, 10);
    expect(shop.shows(skuId)).toBe(10);
  });

  it('does not sell again what it holds for buyers beyond the orders that are open, though a write has overwritten it', async () => {
    const skuId = await stocked(10);
    const order = orderOf(skuId, 1);
    shop.sell(skuId, 1);
    await hear(order);
    shop.announce(skuId, 1);
    await hear({ ...order, version: 2, lines: [{ ...order.lines[0]!, status: 'ready_to_ship' }] });
    await settled(skuId, 9);
    shop.sellAndOverwrite(skuId, 1);
    await hear(orderOf(skuId, 2, newId()));
    await waitUntil(() => Promise.resolve(writesOf(skuId).at(-1) === `${skuId} 6`), { what: 'the shop to be told' });
    await hear(orderOf(skuId, 1));
    await settled(skuId, 6);
    expect(writesOf(skuId)).toEqual([`${skuId} 10`, `${skuId} 6`]);
  });
});
