import {
  AuthExpiredError,
  ConflictError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import type { PackRequest } from '../port/fulfillment.types.js';
import { SendFailure } from '../http/send.js';
import { access, answerOf, errorOf, fakeShopee, fixture } from './test-shopee.js';

const request = (change: Partial<PackRequest> = {}): PackRequest => ({
  orderNumber: '260921ABCD1234',
  externalLineIds: ['3000142341.0.0'],
  allocation: 'seller',
  carrierCode: 'dropoff',
  ...change,
});
const brass = '3000142341.70001.0';
const copper = '3000142341.70002.0';
const ofTwo = (externalLineIds: string[]): PackRequest => request({ orderNumber: '260921TWOL0001', externalLineIds });

const whole = ['orders.get.ok', 'fulfillment.pack.ok', 'orders.items.arranged', 'orders.items.arranged-detail'];
const parcel = {
  packageId: 'OFG199593509207187',
  trackingNumber: 'SG2109000002A',
  carrier: 'Standard Delivery',
  externalLineIds: ['3000142341.0.0'],
  status: 'ready_to_ship',
};
const hungUp = new SendFailure('connection', true, 'ECONNRESET');
const shipped = (seen: ReturnType<typeof fakeShopee>['seen']): unknown[] =>
  seen.filter(({ path }) => path === '/api/v2/logistics/ship_order').map(({ body }) => body);

/** The orders that these samples hold, in one answer. */
const together = (...samples: string[]) =>
  answerOf({
    response: {
      order_list: samples.flatMap(
        (sample) => (JSON.parse(fixture(sample)) as { response: { order_list: unknown[] } }).response.order_list,
      ),
    },
  });

interface Sample {
  readonly response: { readonly order_list: readonly { readonly package_list: readonly object[] }[] };
}

const withoutPackedLines = (sample: string) =>
  answerOf({
    response: {
      order_list: (JSON.parse(fixture(sample)) as Sample).response.order_list.map((order) => ({
        ...order,
        package_list: order.package_list.map((one) => ({ ...one, item_list: [] })),
      })),
    },
  });

describe('packing an order', () => {
  it('arranges its shipment, and reads which parcel it is in', async () => {
    const { adapter, seen } = fakeShopee(whole);
    const results = await adapter.fulfillment.pack(access, [request()]);
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /api/v2/order/get_order_detail',
      'POST /api/v2/logistics/ship_order',
      'GET /api/v2/order/get_order_detail',
      'GET /api/v2/order/get_package_detail',
    ]);
    expect(results).toEqual([{ orderNumber: '260921ABCD1234', packages: [parcel], failed: [] }]);
  });

  it.each([
    ['pickup:234:1790086400_2', { pickup: { address_id: 234, pickup_time_id: '1790086400_2' } }],
    ['pickup:235', { pickup: { address_id: 235 } }],
    ['dropoff', { dropoff: {} }],
    ['non_integrated', { non_integrated: {} }],
  ])('says how it is handed over, and names no package of an order that is not split: %s', async (carrierCode, how) => {
    const { adapter, seen } = fakeShopee(whole);
    await adapter.fulfillment.pack(access, [request({ carrierCode })]);
    expect(shipped(seen)).toEqual([{ order_sn: '260921ABCD1234', ...how }]);
  });

  it.each([undefined, '', 'pickup', 'pickup:x', 'courier'])('is not sent while that is not said: %p', async (code) => {
    const { adapter, seen } = fakeShopee(['orders.get.ok']);
    const { carrierCode: _, ...rest } = request();
    const [result] = await adapter.fulfillment.pack(access, [
      { ...rest, ...(code !== undefined && { carrierCode: code }) },
    ]);
    expect(result?.failed).toEqual([{ key: '3000142341.0.0', error: expect.any(InvalidRequestError) }]);
    expect(shipped(seen)).toEqual([]);
  });

  it('goes well although the tracking number comes later', async () => {
    const { adapter } = fakeShopee([...whole.slice(0, 3), 'orders.items.arranged-no-tracking']);
    const [result] = await adapter.fulfillment.pack(access, [request()]);
    expect(result).toMatchObject({ packages: [{ ...parcel, trackingNumber: null }], failed: [] });
  });

  it.each([
    ['fulfillment.pack.error', ConflictError],
    ['fulfillment.pack.missing-parameter', InvalidRequestError],
  ])('is refused in the end of the order: %s', async (sample, kind) => {
    const { adapter } = fakeShopee(['orders.get.ok', sample]);
    expect(await adapter.fulfillment.pack(access, [request()])).toEqual([
      { orderNumber: '260921ABCD1234', packages: [], failed: [{ key: '3000142341.0.0', error: expect.any(kind) }] },
    ]);
  });

  it('does not know whether it was done when no answer comes, and does not try again', async () => {
    const { adapter, seen } = fakeShopee(['orders.get.ok', hungUp]);
    const [result] = await adapter.fulfillment.pack(access, [request()]);
    expect(result?.failed[0]?.error).toBeInstanceOf(OutcomeUnknownError);
    expect(shipped(seen)).toHaveLength(1);
  });

  it('does not know the parcel when it cannot be read after it was made', async () => {
    const refused = answerOf({ error: 'error_permission' });
    const { adapter } = fakeShopee(['orders.get.ok', 'fulfillment.pack.ok', refused]);
    const [result] = await adapter.fulfillment.pack(access, [request()]);
    expect(result).toMatchObject({ packages: [] });
    expect(result?.failed[0]?.error).toBeInstanceOf(OutcomeUnknownError);
    expect(result?.failed[0]?.error.message).toMatch(/arranged/);
  });
});

describe('packing many orders', () => {
  const other = request({ orderNumber: '260921NONE0000', externalLineIds: ['9.0.0'] });

  it('is not held up by one that there is not', async () => {
    const { adapter } = fakeShopee(['orders.items.unknown', ...whole.slice(1)]);
    const results = await adapter.fulfillment.pack(access, [other, request()]);
    expect(results).toEqual([
      { orderNumber: '260921NONE0000', packages: [], failed: [{ key: '9.0.0', error: expect.any(NotFoundError) }] },
      { orderNumber: '260921ABCD1234', packages: [parcel], failed: [] },
    ]);
  });

  it('throws what concerns all of them while nothing is done', async () => {
    const dead = answerOf({ error: 'invalid_acceess_token' });
    const { adapter } = fakeShopee(['orders.get.ok', dead]);
    expect(await errorOf(adapter.fulfillment.pack(access, [request(), other]))).toBeInstanceOf(AuthExpiredError);
  });

  it('tells it of each that is left when something is done already, and asks no more', async () => {
    const dead = answerOf({ error: 'invalid_acceess_token' });
    const before = together('orders.get.ok', 'orders.items.two-lines');
    const { adapter, seen } = fakeShopee([before, 'fulfillment.pack.ok', dead, ...whole.slice(2)]);
    const third = { ...other, orderNumber: '260921ABCD9999' };
    const results = await adapter.fulfillment.pack(access, [request(), ofTwo([brass, copper]), third]);
    expect(results.map(({ packages, failed }) => [packages.length, failed.map(({ error }) => error.name)])).toEqual([
      [1, []],
      [0, ['AuthExpiredError', 'AuthExpiredError']],
      [0, ['AuthExpiredError']],
    ]);
    expect(shipped(seen)).toHaveLength(2);
  });

  it('throws when not even the orders can be read', async () => {
    const answers = Array.from({ length: 10 }, () => answerOf({ error: 'error_server' }));
    const { adapter } = fakeShopee(answers);
    expect(await errorOf(adapter.fulfillment.pack(access, [request()]))).toBeInstanceOf(UpstreamUnavailableError);
  });
});

describe('packing a part of an order', () => {
  it('splits it, and ships the package that holds the part', async () => {
    const { adapter, seen } = fakeShopee([
      'orders.items.two-lines',
      'fulfillment.pack.split',
      'fulfillment.pack.ok',
      'orders.items.split-one-arranged',
      'orders.items.no-tracking',
    ]);
    const [result] = await adapter.fulfillment.pack(access, [ofTwo([brass])]);
    expect(seen[1]).toMatchObject({
      path: '/api/v2/order/split_order',
      body: {
        order_sn: '260921TWOL0001',
        package_list: [
          {
            item_list: [
              {
                item_id: 3_000_142_341,
                model_id: 70_001,
                order_item_id: 3_000_142_341,
                promotion_group_id: 0,
                model_quantity: 1,
              },
            ],
          },
          {
            item_list: [
              {
                item_id: 3_000_142_341,
                model_id: 70_002,
                order_item_id: 3_000_142_341,
                promotion_group_id: 0,
                model_quantity: 3,
              },
            ],
          },
        ],
      },
    });
    expect(shipped(seen)).toEqual([{ order_sn: '260921TWOL0001', package_number: 'OFG199593509207191', dropoff: {} }]);
    expect(result?.packages.map(({ packageId }) => packageId)).toEqual(['OFG199593509207191']);
  });

  it('ships the package that is there when the order was split before', async () => {
    const { adapter, seen } = fakeShopee([
      'orders.items.split',
      'fulfillment.pack.ok',
      'orders.items.split-one-arranged',
      'orders.items.no-tracking',
    ]);
    await adapter.fulfillment.pack(access, [ofTwo([brass])]);
    expect(shipped(seen)).toEqual([{ order_sn: '260921TWOL0001', package_number: 'OFG199593509207191', dropoff: {} }]);
  });

  it('ships each of the packages when all of a split order is to be packed', async () => {
    const { adapter, seen } = fakeShopee([
      'orders.items.split',
      'fulfillment.pack.ok',
      'fulfillment.pack.ok',
      'orders.items.split-one-arranged',
      'orders.items.no-tracking',
    ]);
    await adapter.fulfillment.pack(access, [ofTwo([brass, copper])]);
    expect(shipped(seen)).toEqual([
      { order_sn: '260921TWOL0001', package_number: 'OFG199593509207191', dropoff: {} },
      { order_sn: '260921TWOL0001', package_number: 'OFG199593509207192', dropoff: {} },
    ]);
  });

  it('does not know what is packed when one of several packages is refused', async () => {
    const { adapter } = fakeShopee(['orders.items.split', 'fulfillment.pack.ok', 'fulfillment.pack.error']);
    const [result] = await adapter.fulfillment.pack(access, [ofTwo([brass, copper])]);
    expect(result?.failed.map(({ error }) => error.name)).toEqual(['OutcomeUnknownError', 'OutcomeUnknownError']);
  });

  it('packs whole packages only: a part of one is refused', async () => {
    const { adapter, seen } = fakeShopee([together('orders.items.split-one-line-twice')]);
    const [result] = await adapter.fulfillment.pack(access, [ofTwo([copper])]);
    expect(result?.failed).toEqual([{ key: copper, error: expect.any(ConflictError) }]);
    expect(seen).toHaveLength(1);
  });

  it('does not take an order for packed whose packages hold none of its lines', async () => {
    const { adapter } = fakeShopee([withoutPackedLines('orders.items.split')]);
    const [result] = await adapter.fulfillment.pack(access, [ofTwo([brass])]);
    expect(result?.failed).toEqual([{ key: brass, error: expect.any(ConflictError) }]);
  });

  it('does not split for the sake of lines that are cancelled', async () => {
    const { adapter, seen } = fakeShopee([
      'orders.items.part-cancelled',
      'fulfillment.pack.ok',
      'orders.items.arranged',
      'orders.items.arranged-detail',
    ]);
    await adapter.fulfillment.pack(access, [request()]);
    expect(shipped(seen)).toEqual([{ order_sn: '260921ABCD1234', dropoff: {} }]);
  });

  it.each<[string, string[], string[], unknown]>([
    ['cannot be split', ['orders.items.two-lines', 'fulfillment.pack.cannot-split'], [brass], NotSupportedError],
    ['holds none of the lines', ['orders.items.two-lines'], ['1.2.3'], ConflictError],
    [
      'answers another split than was asked for',
      ['orders.items.two-lines', 'fulfillment.pack.ok'],
      [brass],
      OutcomeUnknownError,
    ],
  ])('fails in the end of an order that %s', async (_, answers, lines, kind) => {
    const { adapter, seen } = fakeShopee(answers);
    const [result] = await adapter.fulfillment.pack(access, [ofTwo(lines)]);
    expect(result?.failed).toEqual(lines.map((key) => ({ key, error: expect.any(kind) })));
    expect(shipped(seen)).toEqual([]);
  });
});
