import { ConflictError, InvalidRequestError, NotSupportedError } from '../port/errors.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const units = { orderNumber: '260921ABCD1234', externalLineIds: ['3000142341.0.0'] };

describe('how a parcel can be handed over', () => {
  it('is asked for by the order, without a package', async () => {
    const { adapter, seen } = fakeShopee(['fulfillment.providers.ok']);
    await adapter.fulfillment.providers(access, units);
    expect(seen).toEqual([
      {
        method: 'GET',
        path: '/api/v2/logistics/get_shipping_parameter',
        subject: 'shop_id=220011001',
        query: { order_sn: '260921ABCD1234' },
      },
    ]);
  });

  it('begins with what Shopee recommends', async () => {
    const { adapter } = fakeShopee(['fulfillment.providers.ok']);
    expect(await adapter.fulfillment.providers(access, units)).toEqual({
      allocation: 'seller',
      carriers: [
        { code: 'pickup:234:1790086400_2', name: 'Pickup 13:00–18:00' },
        { code: 'pickup:234:1790086400_1', name: 'Pickup 09:00–12:00' },
        { code: 'dropoff', name: 'Drop-off' },
      ],
    });
  });

  it.each<[string, string[]]>([
    ['no-slots', ['pickup:235']],
    ['non-integrated', ['non_integrated']],
    // A branch and a name are for a person to choose, and so is a carrier's own number.
    ['dropoff-branch', []],
  ])('may be another one: %s', async (sample, codes) => {
    const { adapter } = fakeShopee([`fulfillment.providers.${sample}`]);
    const { carriers } = await adapter.fulfillment.providers(access, units);
    expect(carriers.map(({ code }) => code)).toEqual(codes);
  });

  it('is asked for by the package that holds the units when the order was split', async () => {
    const { adapter, seen } = fakeShopee([
      'fulfillment.pack.missing-parameter',
      'orders.items.split',
      'fulfillment.providers.ok',
    ]);
    const copper = { orderNumber: '260921TWOL0001', externalLineIds: ['3000142341.70002.0'] };
    expect((await adapter.fulfillment.providers(access, copper)).carriers).toHaveLength(3);
    expect(seen[2]?.query).toEqual({ order_sn: '260921TWOL0001', package_number: 'OFG199593509207192' });
  });

  it('cannot be found out for units that no package holds', async () => {
    const { adapter } = fakeShopee(['fulfillment.pack.missing-parameter', 'orders.items.split']);
    const strange = { orderNumber: '260921TWOL0001', externalLineIds: ['1.2.3'] };
    expect(await errorOf(adapter.fulfillment.providers(access, strange))).toBeInstanceOf(InvalidRequestError);
  });

  it('is refused of an order that cannot be packed', async () => {
    const { adapter } = fakeShopee(['fulfillment.providers.error']);
    expect(await errorOf(adapter.fulfillment.providers(access, units))).toBeInstanceOf(ConflictError);
  });
});

describe('what is no step on Shopee', () => {
  it.each([
    ['readyToShip', () => fakeShopee([]).adapter.fulfillment.readyToShip(access, ['OFG1'])],
    ['repack', () => fakeShopee([]).adapter.fulfillment.repack(access, ['OFG1'])],
    [
      'reportOwnDelivery',
      () => fakeShopee([]).adapter.fulfillment.reportOwnDelivery(access, [{ packageId: 'OFG1', outcome: 'delivered' }]),
    ],
  ])('is refused in words: %s', async (operation, call) => {
    const error = await errorOf(call());
    expect(error).toBeInstanceOf(NotSupportedError);
    expect(error.operation).toBe(`fulfillment.${operation}`);
  });
});
