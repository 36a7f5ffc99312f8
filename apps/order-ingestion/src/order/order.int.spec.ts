import 'reflect-metadata';
import { newId, type MerchantId } from '@pinglu/kernel';
import pg from 'pg';
import { BUYER } from '../test-marketplace.js';
import { eventually, TestOrderIngestion, type TestShop } from '../test-order-ingestion.js';

const TEA = { sku: 'TEA-100', skuId: '2001' };
const CUP = { sku: 'CUP-7', skuId: '2002' };

describe('taking in orders', () => {
  let test: TestOrderIngestion;
  let shop: TestShop;

  beforeAll(async () => {
    // Pulls come on their own account in one spec only.
    test = await TestOrderIngestion.start({ PULL_EVERY_MS: '3600000' });
    shop = await test.connectShop();
    await eventually(() => test.marketplace.countOf('/orders/get') > 0, { what: 'the first pull' });
  });
  afterAll(() => test.stop());

  it('tells of an order after a push, with what is in it and nothing of who buys it', async () => {
    const orderNumber = test.marketplace.place(shop, [TEA, TEA]);
    await test.bus.publish([test.push(shop, orderNumber)]);
    const { key, data } = await test.heard(orderNumber, 'order_placed');
    expect(key).toBe(`${shop.merchantId}/${shop.shopId}/${orderNumber}`);
    expect(data).toMatchObject({
      ...{ merchantId: shop.merchantId, shopId: shop.shopId, marketplace: 'lazada', country: 'TH', crossBorder: false },
      ...{ orderNumber, status: 'placed', rawStatus: 'pending', version: 1, shipBy: '2026-12-05T16:59:59.000Z' },
      total: { amountMinor: '39800', currency: 'THB' },
      lines: [
        {
          ...{ sellerSku: 'TEA-100', externalSkuId: '2001', mapped: true, quantity: 2, status: 'placed' },
          unitPrice: { amountMinor: '19900', currency: 'THB' },
        },
      ],
    });
    const shown = await test.get(`/api/v1/orders/${data.orderId}`, shop.merchantId);
    expect(shown.data).toEqual(data);
    const { headers } = shown;
    const again = await test.get(`/api/v1/orders/${data.orderId}`, shop.merchantId, {
      'If-None-Match': String(headers['etag']),
    });
    expect(again.status).toBe(304);
  });

  it('keeps one order when pushes come twice and late, and ends where the marketplace is', async () => {
    const orderNumber = test.marketplace.place(shop, [TEA]);
    const early = test.push(shop, orderNumber);
    await test.bus.publish([early, early, test.push(shop, orderNumber)]);
    await test.heard(orderNumber, 'order_placed');
    test.marketplace.move(orderNumber, 'shipped');
    await test.bus.publish([test.push(shop, orderNumber), early]);
    await test.heard(orderNumber, 'order_shipped');
    test.marketplace.move(orderNumber, 'delivered');
    await test.bus.publish([test.push(shop, orderNumber), test.push(shop, orderNumber)]);
    await test.heard(orderNumber, 'order_delivered');
    // A later order proves that whatever the pushes before it led to has come out.
    const later = test.marketplace.place(shop, [TEA]);
    await test.bus.publish([test.push(shop, orderNumber), test.push(shop, later)]);
    await test.heard(later, 'order_placed');
    expect(test.ordersOf(orderNumber).map(({ type, data }) => [type.split('.')[3], data.version])).toEqual([
      ['order_placed', 1],
      ['order_shipped', 2],
      ['order_delivered', 3],
    ]);
    const ids = new Set(test.ordersOf(orderNumber).map(({ data }) => `${data.orderId}/${data.lines[0]!.lineId}`));
    expect(ids.size).toBe(1);
  });

  it('fetches many orders with few calls', async () => {
    const numbers = Array.from({ length: 40 }, () => test.marketplace.place(shop, [TEA]));
    await test.allHandled();
    const before = test.marketplace.calls.length;
    await test.bus.publish(numbers.map((number) => test.push(shop, number)));
    for (const number of numbers) await test.heard(number, 'order_placed');
    expect(test.marketplace.calls.length - before).toBeLessThan(40);
    expect(await test.metrics()).toMatch(
      /pinglu_marketplace_calls_total\{marketplace="lazada",operation="orders\.items",outcome="ok",.*\} \d+/,
    );
    expect(await test.metrics()).toMatch(/pinglu_marketplace_call_waited_seconds_count\{.*group="orders".*\} \d+/);
  });

  it('parks a line that no listing names, and maps it when one does', async () => {
    const orderNumber = test.marketplace.place(shop, [TEA, CUP]);
    await test.bus.publish([test.push(shop, orderNumber)]);
    const { data: placed } = await test.heard(orderNumber, 'order_placed');
    const mappedOf = (lines: typeof placed.lines) =>
      Object.fromEntries(lines.map(({ sellerSku, mapped }) => [sellerSku, mapped]));
    expect(mappedOf(placed.lines)).toEqual({ 'TEA-100': true, 'CUP-7': false });
    await test.list(shop, [{ sellerSku: 'OUR-CUP', externalSkuId: '2002' }]);
    const { data: changed } = await test.heard(orderNumber, 'order_changed');
    expect(mappedOf(changed.lines)).toEqual({ 'TEA-100': true, 'OUR-CUP': true });
    expect(changed.version).toBe(2);
    expect(changed.lines.map(({ lineId }) => lineId)).toEqual(placed.lines.map(({ lineId }) => lineId));
  });

  it('finds by pulling what no push told of, and says how much that was', async () => {
    const forgotten = test.marketplace.place(shop, [TEA]);
    const admin = new pg.Client({ connectionString: test.database.adminUrl });
    await admin.connect();
    try {
      await admin.query('update order_ingestion.order_pull set due_at = now()');
    } finally {
      await admin.end();
    }
    await test.heard(forgotten, 'order_placed');
    const run = await eventually(
      async () => {
        const { data } = await test.get('/api/v1/order-pulls', shop.merchantId);
        return (data.items as { missing: number; listed: number }[]).find(({ missing }) => missing > 0);
      },
      { what: 'the record of the pull' },
    );
    expect(run.missing).toBe(1);
    expect(run.listed).toBeGreaterThan(1);
  });

  it('asks for a new token when the marketplace refuses the old one', async () => {
    test.marketplace.tokensRefused = 1;
    const orderNumber = test.marketplace.place(shop, [TEA]);
    await test.bus.publish([test.push(shop, orderNumber)]);
    expect((await test.heard(orderNumber, 'order_placed')).data.version).toBe(1);
    expect(test.marketplace.tokensRefused).toBe(0);
  });

  it('tells that an order was cancelled', async () => {
    const orderNumber = test.marketplace.place(shop, [TEA]);
    await test.bus.publish([test.push(shop, orderNumber)]);
    await test.heard(orderNumber, 'order_placed');
    test.marketplace.move(orderNumber, 'canceled');
    await test.bus.publish([test.push(shop, orderNumber)]);
    const { data } = await test.heard(orderNumber, 'order_cancelled');
    expect(data).toMatchObject({ status: 'cancelled', rawStatus: 'canceled', lines: [{ status: 'cancelled' }] });
  });

  it('shows orders page by page, to their merchant and to operators only', async () => {
    const all = await test.get('/api/v1/orders?limit=500', shop.merchantId);
    const numbers = (all.data.items as { orderNumber: string }[]).map(({ orderNumber }) => orderNumber);
    const first = await test.get('/api/v1/orders?limit=10', shop.merchantId);
    const cursor = encodeURIComponent(String(first.data.next));
    const second = await test.get(`/api/v1/orders?limit=10&cursor=${cursor}`, shop.merchantId);
    const paged = [...first.data.items, ...second.data.items] as { orderNumber: string }[];
    expect(paged.map(({ orderNumber }) => orderNumber)).toEqual(numbers.slice(0, 20));
    const cancelled = await test.get('/api/v1/orders?status=cancelled', shop.merchantId);
    expect(cancelled.data.items).toHaveLength(1);
    const stranger = newId<MerchantId>();
    expect((await test.get('/api/v1/orders', stranger)).data.items).toEqual([]);
    expect((await test.get(`/api/v1/orders/${all.data.items[0].orderId}`, stranger)).status).toBe(404);
    expect((await test.get('/api/v1/orders?limit=1', null)).data.items).toHaveLength(1);
  });

  it('keeps what the marketplace said where only its merchant sees it, and not for ever', async () => {
    const { databaseUrl } = test.database.urls.services['order-ingestion']!;
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const seenBy = async (setting: string, value: string) => {
      await client.query('begin');
      await client.query('select set_config($1, $2, true)', [setting, value]);
      const { rows } = await client.query('select body from raw_order where keep_until > now()');
      await client.query('commit');
      return rows.length;
    };
    try {
      expect(await seenBy('pinglu.merchants', shop.merchantId)).toBeGreaterThan(40);
      expect(await seenBy('pinglu.merchants', newId())).toBe(0);
      expect(await seenBy('pinglu.operator', 'on')).toBe(0);
      await client.query('select set_config($1, $2, false)', ['pinglu.merchants', shop.merchantId]);
      await client.query(`update raw_order set keep_until = now() - interval '1 second'`);
      await test.stopService();
      await test.startService();
      await eventually(async () => (await client.query('select from raw_order')).rowCount === 0, {
        what: 'the raw orders to be forgotten',
      });
    } finally {
      await client.end();
    }
  });

  it('says nothing of the buyer in events and log', () => {
    expect(test.orderEvents.length).toBeGreaterThan(0);
    expect(test.log.length).toBeGreaterThan(0);
    for (const { text } of test.orderEvents) expect(text).not.toContain(BUYER);
    expect(test.log.filter((line) => line.includes(BUYER))).toEqual([]);
  });
});
