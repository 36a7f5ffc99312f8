import { money } from '@pinglu/kernel';
import {
  AuthExpiredError,
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
} from '../port/errors.js';
import { access, answerOf, errorOf, fakeShopee, fileOf } from './test-shopee.js';

const merchant = { ...access, externalSellerId: '3300042' };
const global = (method: string, name: string) => ({
  ...{ method, path: `/api/v2/global_product/${name}`, subject: 'merchant_id=3300042' },
});
const firstMile = (method: string, name: string) => ({
  ...{ method, path: `/api/v2/first_mile/${name}`, subject: 'shop_id=220011001' },
});
const globalItemId = '8000012345';

describe('global listings', () => {
  const draft = {
    categoryId: '100182',
    title: 'Brass lamp',
    description: '<p>A lamp</p>',
    sellerSku: 'LAMP',
    price: money(8_850n, 'CNY'),
    quantity: 50,
    packageWeightGrams: 401,
    images: ['i1'],
    attributes: { '100010': 'Brass', brand: 'Lampwerk' },
    daysToShip: 3,
  };

  const facts = ['catalog.attributes.ok', 'catalog.brands.ok'];

  it('are made in the merchant’s currency', async () => {
    const { adapter, seen } = fakeShopee([
      ...facts,
      'global-listings.create.ok',
      ...facts,
      'global-listings.create.error',
    ]);
    expect(await adapter.globalListings.create(merchant, draft)).toBe(globalItemId);
    expect(seen[0]).toMatchObject(global('GET', 'get_attribute_tree'));
    expect(seen[1]).toMatchObject(global('GET', 'get_brand_list'));
    expect(seen[2]).toMatchObject(global('POST', 'add_global_item'));
    expect(seen[2]?.body).toEqual({
      category_id: 100182,
      global_item_name: 'Brass lamp',
      description: 'A lamp',
      global_item_sku: 'LAMP',
      original_price: 88.5,
      weight: 0.401,
      pre_order: { days_to_ship: 3 },
      seller_stock: [{ stock: 50 }],
      image: { image_id_list: ['i1'] },
      brand: { brand_id: 1130063, original_brand_name: 'Lampwerk' },
      attribute_list: [{ attribute_id: 100010, attribute_value_list: [{ value_id: 2001 }] }],
    });
    expect(await errorOf(adapter.globalListings.create(merchant, draft))).toBeInstanceOf(InvalidRequestError);
  });

  it('are not made twice when the answer does not say their number', async () => {
    const { adapter } = fakeShopee([...facts, answerOf({ response: {} })]);
    expect(await errorOf(adapter.globalListings.create(merchant, draft))).toBeInstanceOf(OutcomeUnknownError);
  });

  it('are listed by a cursor that is a text', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.list.ok', 'global-listings.list.last', 'global-listings.list.error'],
    ]);
    const first = await adapter.globalListings.list(merchant);
    expect(first.items).toEqual([{ globalItemId, updatedAt: new Date(1_790_000_000_000) }]);
    expect((await adapter.globalListings.list(merchant, first.nextCursor)).nextCursor).toBeNull();
    expect(seen[0]).toEqual({ ...global('GET', 'get_global_item_list'), query: { offset: '', page_size: '50' } });
    expect(seen[1]?.query['offset']).toBe('eyJuIjo1MH0=');
    expect(await errorOf(adapter.globalListings.list(merchant))).toBeInstanceOf(AuthExpiredError);
  });

  it('have stock and prices, each written by a call of its own', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.write-stock.ok', 'global-listings.write-stock.error'],
      ...['global-listings.write-prices.error', 'global-listings.write-prices.ok'],
    ]);
    const stock = await adapter.globalListings.writeStock(merchant, [
      { globalItemId, quantity: 5 },
      { globalItemId, globalModelId: '9007199254740993', quantity: 6 },
    ]);
    expect(stock).toEqual({
      succeeded: [globalItemId],
      failed: [{ key: `${globalItemId}/9007199254740993`, error: expect.any(NotFoundError) }],
    });
    const price = money(9_000n, 'CNY');
    const prices = await adapter.globalListings.writePrices(merchant, [
      { globalItemId: '1', price },
      { globalItemId, price },
    ]);
    expect(prices).toEqual({
      succeeded: [globalItemId],
      failed: [{ key: '1', error: expect.any(InvalidRequestError) }],
    });
    expect(seen[0]).toMatchObject({
      ...global('POST', 'update_stock'),
      body: { global_item_id: 8000012345, stock_list: [{ seller_stock: [{ stock: 5 }] }] },
    });
    expect(seen[1]?.text).toContain('"global_model_id":9007199254740993');
    expect(seen[3]).toMatchObject({
      ...global('POST', 'update_price'),
      body: { global_item_id: 8000012345, price_list: [{ original_price: 90 }] },
    });
  });

  it('throw when nothing at all was written', async () => {
    const { adapter } = fakeShopee(Array<string>(3).fill('global-listings.write-prices.throttled'));
    const write = adapter.globalListings.writePrices(merchant, [{ globalItemId, price: money(1n, 'CNY') }]);
    expect(await errorOf(write)).toBeInstanceOf(RateLimitedError);
  });

  it('can be published to shops of the countries that we sell in', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.publishable-shops.ok', 'global-listings.publishable-shops.error'],
    ]);
    expect(await adapter.globalListings.publishableShops(merchant, globalItemId)).toEqual([
      { externalShopId: '220012001', country: 'SG' },
      { externalShopId: '220012002', country: 'MY' },
    ]);
    expect(seen[0]).toEqual({ ...global('GET', 'get_publishable_shop'), query: { global_item_id: globalItemId } });
    expect(await errorOf(adapter.globalListings.publishableShops(merchant, '1'))).toBeInstanceOf(NotFoundError);
  });

  it('are published by a task whose number has more digits than a JSON number holds', async () => {
    const { adapter, seen } = fakeShopee([
      ...['global-listings.publish.ok', 'global-listings.publication.running', 'global-listings.publish.error'],
    ]);
    const target = { externalShopId: '220012001', country: 'SG' } as const;
    const taskId = await adapter.globalListings.publish(merchant, globalItemId, target);
    expect(taskId).toBe('202011300000012008');
    expect(await adapter.globalListings.publication(merchant, taskId)).toEqual({ state: 'running' });
    expect(seen[0]).toMatchObject({
      ...global('POST', 'create_publish_task'),
      body: {
        global_item_id: 8000012345,
        shop_id: 220012001,
        shop_region: 'SG',
        item: { item_status: 'NORMAL' },
      },
    });
    expect(seen[1]).toEqual({
      ...global('GET', 'get_publish_task_result'),
      query: { publish_task_id: '202011300000012008' },
    });
    expect(await errorOf(adapter.globalListings.publish(merchant, globalItemId, target))).toBeInstanceOf(ConflictError);
  });

  it.each([
    ['ok', { state: 'published', externalShopId: '220012001', externalItemId: '3000142399' }],
    ['failed', { state: 'failed', reason: 'Name is too long' }],
  ])('say in the end what became of it (%s)', async (answer, outcome) => {
    const { adapter } = fakeShopee([`global-listings.publication.${answer}`]);
    expect(await adapter.globalListings.publication(merchant, '1')).toEqual(outcome);
  });

  it('have no other tasks', async () => {
    const { adapter } = fakeShopee(['global-listings.publication.error']);
    expect(await errorOf(adapter.globalListings.publication(merchant, '1'))).toBeInstanceOf(NotFoundError);
  });
});

describe('the first mile', () => {
  const number = 'CNF2609210001';
  const parcels = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ orderNumber: `A${index}`, packageId: null }));

  it('has channels', async () => {
    const { adapter, seen } = fakeShopee(['first-mile.channels.ok', 'first-mile.channels.error']);
    expect(await adapter.firstMile.channels(access, 'CN')).toEqual([
      { channelId: '813', name: 'Pickup', method: 'pickup' },
      { channelId: '0', name: 'Self', method: 'self_deliver' },
      { channelId: '9', name: 'Drone', method: 'unrecognized' },
    ]);
    expect(seen[0]).toEqual({ ...firstMile('GET', 'get_channel_list'), query: { region: 'CN' } });
    expect(await errorOf(adapter.firstMile.channels(access, 'KR'))).toBeInstanceOf(InvalidRequestError);
  });

  it('has numbers, twenty at a time', async () => {
    const { adapter, seen } = fakeShopee([
      ...['first-mile.new-numbers.ok', 'first-mile.new-numbers.ok', 'first-mile.new-numbers.error'],
    ]);
    expect(await adapter.firstMile.newNumbers(access, '2026-09-21', 22)).toHaveLength(4);
    expect(seen.map(({ body }) => body)).toEqual([
      { declare_date: '2026-09-21', quantity: 20 },
      { declare_date: '2026-09-21', quantity: 2 },
    ]);
    expect(seen[0]).toMatchObject(firstMile('POST', 'generate_first_mile_tracking_number'));
    expect(await errorOf(adapter.firstMile.newNumbers(access, '2026-09-21', 1))).toBeInstanceOf(InvalidRequestError);
  });

  it('has parcels that are under no number yet', async () => {
    const { adapter, seen } = fakeShopee([
      ...['first-mile.unbound-parcels.ok', 'first-mile.unbound-parcels.last', 'first-mile.unbound-parcels.error'],
    ]);
    const first = await adapter.firstMile.unboundParcels(access);
    expect(first).toEqual({
      items: [
        { orderNumber: '260921ABCD1234', packageId: 'OFG199593509207187' },
        { orderNumber: '260921ABCD1235', packageId: null },
      ],
      nextCursor: '20',
    });
    expect((await adapter.firstMile.unboundParcels(access, '20')).nextCursor).toBeNull();
    expect(seen[1]).toEqual({
      ...firstMile('GET', 'get_unbind_order_list'),
      query: { cursor: '20', page_size: '100', response_optional_fields: 'logistics_status,package_number' },
    });
    expect(await errorOf(adapter.firstMile.unboundParcels(access))).toBeInstanceOf(PermissionDeniedError);
  });

  const binding = {
    ...({ firstMileNumber: number, channelId: '813', method: 'pickup', region: 'CN' } as const),
  };

  it('takes parcels, those of split orders by their own number', async () => {
    const { adapter, seen } = fakeShopee(['first-mile.bind.ok']);
    const split = [{ orderNumber: '260921ABCD1234', packageId: 'OFG199593509207187' }, { orderNumber: 'A' }];
    expect(await adapter.firstMile.bind(access, { ...binding, parcels: split, warehouseId: 'W1' })).toEqual({
      succeeded: ['260921ABCD1234', 'A'],
      failed: [],
    });
    expect(seen[0]).toMatchObject(firstMile('POST', 'bind_first_mile_tracking_number'));
    expect(seen[0]?.body).toEqual({
      first_mile_tracking_number: number,
      shipment_method: 'pickup',
      region: 'CN',
      logistics_channel_id: 813,
      warehouse_id: 'W1',
      order_list: [{ order_sn: '260921ABCD1234', package_number: 'OFG199593509207187' }, { order_sn: 'A' }],
    });
  });

  it('answers for every order once: of several batches too, and when all of one is refused', async () => {
    const rows = parcels(60).slice(50);
    const refusedAll = answerOf({
      error: 'common.batch_api_all_failed',
      response: {
        order_list: rows.map(({ orderNumber }) => ({
          order_sn: orderNumber,
          fail_error: 'firstmile.order_already_bound',
        })),
      },
    });
    const { adapter, seen } = fakeShopee(['first-mile.bind.partial', refusedAll]);
    const all = parcels(60).map(({ orderNumber }) => ({ orderNumber }));
    const { succeeded, failed } = await adapter.firstMile.bind(access, { ...binding, parcels: [...all, all[59]!] });
    expect([succeeded.length, failed.length]).toEqual([49, 11]);
    expect(failed[0]).toEqual({ key: 'A1', error: expect.any(NotFoundError) });
    expect(failed[1]).toEqual({ key: 'A50', error: expect.any(ConflictError) });
    expect(failed[1]?.error.upstreamCode).toBe('firstmile.order_already_bound');
    expect(seen).toHaveLength(2);
  });

  it('keeps what was bound when a later batch fails, and throws when nothing was', async () => {
    const fails = Array<string>(3).fill('first-mile.bind.error');
    const all = parcels(51).map(({ orderNumber }) => ({ orderNumber }));
    const some = fakeShopee(['first-mile.bind.ok', 'first-mile.bind.server']);
    const { succeeded, failed } = await some.adapter.firstMile.bind(access, { ...binding, parcels: all });
    expect([succeeded.length, failed]).toEqual([50, [{ key: 'A50', error: expect.any(OutcomeUnknownError) }]]);
    const none = fakeShopee(fails);
    const refused = await none.adapter.firstMile.bind(access, { ...binding, parcels: all.slice(0, 1) });
    expect(refused.failed).toEqual([{ key: 'A0', error: expect.any(InvalidRequestError) }]);
    const throttled = fakeShopee(Array<string>(3).fill('global-listings.write-prices.throttled'));
    const call = throttled.adapter.firstMile.bind(access, { ...binding, parcels: all });
    expect(await errorOf(call)).toBeInstanceOf(RateLimitedError);
  });

  it('lets parcels go, fifty at a time', async () => {
    const { adapter, seen } = fakeShopee(['first-mile.unbind.ok', 'first-mile.unbind.error']);
    const { succeeded, failed } = await adapter.firstMile.unbind(access, number, parcels(51));
    expect([succeeded.length, failed.map(({ key }) => key)]).toEqual([50, ['A50']]);
    expect(seen[1]).toMatchObject({
      ...firstMile('POST', 'unbind_first_mile_tracking_number'),
      body: { first_mile_tracking_number: number, order_list: [{ order_sn: 'A50' }] },
    });
  });

  it('tells where its parcels are, all of them', async () => {
    const { adapter, seen } = fakeShopee([
      ...['first-mile.shipment.ok', 'first-mile.shipment.rest', 'first-mile.shipment.error'],
    ]);
    expect(await adapter.firstMile.shipment(access, number)).toEqual({
      firstMileNumber: number,
      status: 'picked_up',
      rawStatus: 'PICKED_UP',
      parcels: [
        { orderNumber: '260921ABCD1234', packageId: 'OFG1', trackingNumber: 'SLS1', arrived: false },
        { orderNumber: '260921ABCD1235', packageId: null, trackingNumber: null, arrived: true },
      ],
    });
    expect(seen.map(({ query }) => query['cursor'])).toEqual(['', '1']);
    expect(seen[0]).toMatchObject(firstMile('GET', 'get_detail'));
    expect(await errorOf(adapter.firstMile.shipment(access, 'X'))).toBeInstanceOf(NotFoundError);
  });

  it('has a waybill, which is a file', async () => {
    const pdf = new Uint8Array([37, 80, 68, 70]);
    const { adapter, seen } = fakeShopee([fileOf(pdf), 'first-mile.waybill.error', 'first-mile.waybill.no-file']);
    expect(await adapter.firstMile.waybill(access, [number])).toEqual({ contentType: 'application/pdf', bytes: pdf });
    expect(seen[0]).toMatchObject({
      ...firstMile('POST', 'get_waybill'),
      body: { first_mile_tracking_number_list: [number] },
    });
    expect(await errorOf(adapter.firstMile.waybill(access, [number]))).toBeInstanceOf(ConflictError);
    expect(await errorOf(adapter.firstMile.waybill(access, [number]))).toBeInstanceOf(ContractViolationError);
  });
});
