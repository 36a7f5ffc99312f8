import { minorOf, money } from '@pinglu/kernel';
import { caught } from '../conformance/conformance-stage.js';
import { greyPng } from '../conformance/test-png.js';
import { ConflictError, NotFoundError } from '../port/errors.js';
import type { PublishOutcome } from '../port/cross-border.types.js';
import { all, ShopeeLife, sumOf } from './test-life.js';

// Real: the adapter and the stand-in over HTTP. A merchant in China with six shops, kept as products of the whole.
describe('a merchant across borders', () => {
  const merchant = '3300042';
  const shop = '220012001';
  let life: ShopeeLife;
  let globalItemId: string;
  let externalItemId: string;

  beforeAll(async () => {
    life = await ShopeeLife.start();
    await life.connect('six');
  });
  afterAll(() => life.stop());

  const listings = () => life.adapter.globalListings;
  const mile = () => life.adapter.firstMile;

  async function published(taskId: string): Promise<PublishOutcome> {
    return life.world.eventually(async () => {
      const outcome = await listings().publication(life.access(merchant), taskId);
      return outcome.state === 'running' ? undefined : outcome;
    }, 'the publication to end');
  }

  it('keeps a product once and publishes it to a shop, by a task with a long number', async () => {
    const access = life.access(merchant);
    const { catalog, images } = life.adapter;
    const categories = await catalog.categoryTree(life.access(shop));
    const leafOf = (nodes: typeof categories): (typeof categories)[number] | undefined =>
      nodes.map((node) => (node.leaf ? node : leafOf(node.children))).find(Boolean);
    const categoryId = leafOf(categories)!.categoryId;
    const attributes = (await catalog.attributes(life.access(shop), categoryId)).filter(
      ({ mandatory, name }) => mandatory && name !== 'brand',
    );
    const picture = await images.upload(life.access(shop), {
      ...{ bytes: greyPng(400), fileName: 'lamp.png', contentType: 'image/png' as const },
    });
    globalItemId = await listings().create(access, {
      categoryId,
      title: 'Brass lamp for everywhere',
      description: '<p>A lamp of brass that is sold in all countries.</p>',
      sellerSku: 'GLOBAL-LAMP',
      price: money(8_850n, 'CNY'),
      quantity: 50,
      packageWeightGrams: 400,
      images: [picture.reference],
      attributes: Object.fromEntries(attributes.map(({ name, choices }) => [name, choices[0] ?? '1'])),
      daysToShip: 3,
    });
    const found = await all((cursor) => listings().list(access, cursor));
    expect(found.map((one) => one.globalItemId)).toEqual([globalItemId]);
    const targets = await listings().publishableShops(access, globalItemId);
    expect(targets).toContainEqual({ externalShopId: shop, country: 'SG' });
    const taskId = await listings().publish(access, globalItemId, { externalShopId: shop, country: 'SG' });
    expect(Number.isSafeInteger(Number(taskId))).toBe(false);
    const outcome = await published(taskId);
    expect(outcome).toMatchObject({ state: 'published', externalShopId: shop });
    externalItemId = outcome.state === 'published' ? outcome.externalItemId : '';
    expect(await catalog.readProduct(life.access(shop), { sellerSku: 'GLOBAL-LAMP' })).toMatchObject({
      externalItemId,
      status: 'live',
      variants: [{ price: { currency: 'SGD' }, stock: { sellable: 50 } }],
    });
    const again = await listings().publishableShops(access, globalItemId);
    expect(again.map((target) => target.externalShopId)).not.toContain(shop);
    expect(await caught(listings().publication(access, '1'))).toBeInstanceOf(NotFoundError);
  });

  it('writes stock and prices for all shops at once, and says of each whether it was done', async () => {
    const access = life.access(merchant);
    const stock = await listings().writeStock(access, [
      { globalItemId, quantity: 30 },
      { globalItemId: '1', quantity: 1 },
    ]);
    expect(stock).toEqual({ succeeded: [globalItemId], failed: [{ key: '1', error: expect.any(NotFoundError) }] });
    const price = money(17_700n, 'CNY');
    expect((await listings().writePrices(access, [{ globalItemId, price }])).succeeded).toEqual([globalItemId]);
    const local = await life.adapter.catalog.readProduct(life.access(shop), { externalItemId });
    expect(local?.variants[0]?.stock.sellable).toBe(30);
    expect(minorOf(local!.variants[0]!.price)).toBeGreaterThan(0n);
  });

  it('brings parcels to the transit warehouse under a number of the first mile', async () => {
    const access = life.access(shop);
    const orders = [await life.buy(shop, 'GLOBAL-LAMP'), await life.buy(shop, 'GLOBAL-LAMP')];
    for (const order of orders) await life.arrange(shop, order);
    const [channel] = await mile().channels(access, 'CN');
    expect(channel?.method).toBe('pickup');
    const unbound = await all((cursor) => mile().unboundParcels(access, cursor));
    expect(unbound.map(({ orderNumber }) => orderNumber).toSorted()).toEqual(orders.toSorted());
    const [firstMileNumber] = await mile().newNumbers(access, life.now.toISOString().slice(0, 10), 1);
    const binding = {
      ...{ firstMileNumber: firstMileNumber!, channelId: channel!.channelId, method: channel!.method },
      region: 'CN',
    } as const;
    const parcels = [...orders, '310303NOTHERE1'].map((orderNumber) => ({ orderNumber }));
    expect(await mile().bind(access, { ...binding, parcels })).toEqual({
      succeeded: orders,
      failed: [{ key: '310303NOTHERE1', error: expect.any(NotFoundError) }],
    });
    // All of them refused is no error of the call.
    const again = await mile().bind(access, { ...binding, parcels: parcels.slice(0, 1) });
    expect(again).toEqual({ succeeded: [], failed: [{ key: orders[0], error: expect.any(ConflictError) }] });
    expect(await all((cursor) => mile().unboundParcels(access, cursor))).toEqual([]);

    const unboundAgain = await mile().unbind(access, firstMileNumber!, [{ orderNumber: orders[1]!, packageId: null }]);
    expect(unboundAgain.succeeded).toEqual([orders[1]]);
    await mile().bind(access, { ...binding, parcels: [{ orderNumber: orders[1]! }] });
    expect((await mile().waybill(access, [firstMileNumber!])).bytes.length).toBeGreaterThan(100);
    expect(await mile().shipment(access, firstMileNumber!)).toMatchObject({ status: 'created' });
    await life.control('POST', `first-mile/${firstMileNumber}/advance`, { to: 'PICKED_UP' });
    await life.control('POST', `first-mile/${firstMileNumber}/advance`, { to: 'DELIVERED' });
    const shipment = await mile().shipment(access, firstMileNumber!);
    expect(shipment).toMatchObject({ status: 'delivered', parcels: [{ arrived: true }, { arrived: true }] });
    for (const order of orders) {
      expect(await life.adapter.orders.get(access, order)).toMatchObject({ rawStatus: 'SHIPPED' });
    }
  });

  it('is paid by transfers in place of a wallet, and told every correction once', async () => {
    const order = await life.buy(shop, 'GLOBAL-LAMP', 2);
    await life.arrange(shop, order);
    await life.advance(order, 'SHIPPED', 'COMPLETED');
    await life.control('POST', `orders/${order}/adjust`, { amount: '-1.50', reason: 'Weight' });
    await life.wait(11);
    await life.renew();
    const access = life.access(shop);
    const window = { since: new Date(life.now.getTime() - 30 * 86_400_000), until: life.now };
    const transfers = await all((cursor) => life.adapter.finance.transfers(access, { ...window, cursor }));
    expect(transfers).toHaveLength(1);
    expect(transfers[0]).toMatchObject({ sent: { currency: 'SGD' }, received: { currency: 'CNY' } });
    const rows = await life.rows(shop, 13);
    expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
    expect(rows.filter(({ type }) => type === 'adjustment').map(({ amount }) => minorOf(amount))).toEqual([-150n]);
    expect(sumOf(rows)).toBe(minorOf(transfers[0]!.sent));
  });
});

describe('a merchant whose shops are kept from the middle', () => {
  it('is told that a shop’s own stock cannot be written', async () => {
    const life = await ShopeeLife.start();
    try {
      await life.connect('upgraded');
      const write = { externalItemId: '1', externalSkuId: '1', sellerSku: 'X', quantity: 1 };
      const { failed } = await life.adapter.stock.write(life.access('220013001'), [write]).catch((error: unknown) => ({
        failed: [{ key: 'X', error }],
      }));
      expect(failed).toEqual([{ key: 'X', error: expect.any(Error) }]);
      expect(failed[0]?.error).toMatchObject({ marketplace: 'shopee', retryable: false });
    } finally {
      await life.stop();
    }
  });
});
