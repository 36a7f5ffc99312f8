import { startTestShop } from '../test-shop.js';
import { fulfillmentOf } from './test-fulfillment.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

// Real: the simulator over HTTP.
describe('orders that no carrier of the platform fetches', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect('local');
  });
  afterEach(() => shop.stop());

  const { place, resultOf, entryOf, packed, onPackage, rts, document } = fulfillmentOf(() => shop);

  it('lets the seller’s own fleet report what it did, without a label', async () => {
    const own = { kind: 'own-fleet' };
    const orders = [await place(own), await place(own), await place(own)];
    const packages = [await packed(orders[0]!), await packed(orders[1]!), await packed(orders[2]!)];
    expect(await shop.items(orders[0]!)).toMatchObject([
      { delivery_option_sof: 1, shipping_provider_type: 'seller_own_fleet', shipment_provider: 'Seller Own Fleet' },
    ]);
    expect(await document(packages)).toMatchObject({ success: false, error_code: '50008' });
    const delivered = (packageId: string) => onPackage('/order/package/sof/delivered', 'dbsDeliveryReq', packageId);
    expect(await delivered(packages[0]!)).toBe('700000');
    for (const packageId of packages) expect(await rts(packageId)).toBe('0');
    expect(await onPackage('/order/package/sof/collect', 'dbsCollectReq', packages[0]!)).toBe('0');
    expect(await shop.items(orders[0]!)).toMatchObject([{ status: 'shipped' }]);
    expect(await delivered(packages[0]!)).toBe('0');
    const failed = await onPackage('/order/package/sof/failed_delivery', 'dbsFailedDeliveryReq', packages[1]!);
    expect(failed).toBe('0');
    const update = (status: string) =>
      shop.post('/order/package/sof/status/update', {
        trackingNumber: 'SOF1',
        source: 'OPENAPI',
        tag: packages[2]!,
        trackInfo: JSON.stringify({ latestStatus: { status, subStatus: status }, latestEvent: { eventTime: 1 } }),
      });
    expect(await update('shipped')).toMatchObject({ code: '0', success: true, module: { result: true } });
    expect(await update('teleported')).toMatchObject({ code: '0', success: false });
    expect(await Promise.all(orders.map(async (one) => (await shop.items(one))[0]!.status))).toEqual([
      'delivered',
      'failed_delivery',
      'shipped',
    ]);
    const packageId = await packed(await place());
    expect(await delivered(packageId)).toBe('700009');
  });

  it('lets what is no thing be delivered without a parcel', async () => {
    const digital = await place({ kind: 'digital' });
    const normal = await place();
    const result = await resultOf('/order/digital/delivered', {
      digitalDeliveryReq: { orders: [await entryOf(digital), await entryOf(normal)] },
    });
    expect(result).toMatchObject({
      success: true,
      data: {
        orders: [{ order_item_list: [{ item_err_code: '0' }] }, { order_item_list: [{ item_err_code: '700020' }] }],
      },
    });
    expect(await shop.items(digital)).toMatchObject([
      { status: 'delivered', is_digital: 1, shipping_provider_type: 'digital' },
    ]);
  });

  it('lets the platform pack what lies in its own warehouse', async () => {
    const orderId = await place({ kind: 'fbl' });
    await shop.control('POST', `/orders/${orderId}/advance`, { to: 'shipped' });
    expect(await shop.items(orderId)).toMatchObject([
      { status: 'shipped', is_fbl: 1, shipping_type: 'Own Warehouse', package_id: expect.stringMatching(/^FP/) },
    ]);
  });
});
