import {
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotFoundError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
} from '../port/errors.js';
import { access, answerOf, errorOf, fakeShopee, fileOf } from './test-shopee.js';

const firstMile = (method: string, name: string) => ({
  ...{ method, path: `/api/v2/first_mile/${name}`, subject: 'shop_id=220011001' },
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
