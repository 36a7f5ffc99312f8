import type { WorldSettings } from '../config.js';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';

const TEE = { sellerSku: 'LOCAL-TEE-BLK', quantity: 2 };
const BOTTLE = { sellerSku: 'LOCAL-BOTTLE-500', quantity: 1 };

// Real: the simulator over HTTP.
describe('fulfilment', () => {
  let platform: RawPlatform;
  let shop: Subject;

  const start = async (settings: Partial<WorldSettings> = {}): Promise<void> => {
    platform = await startRawPlatform({ trackingDelayMs: 0, ...settings });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  };
  beforeEach(() => start());
  afterEach(() => platform.stop());

  const get = (path: string, params: Record<string, string | number> = {}) =>
    platform.call(path, { subject: shop, params });
  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const place = (more: object = {}, lines = [TEE]) => platform.order(LOCAL_SHOP_ID, lines, more);
  const moveTo = (orderSn: string, to: string) => platform.control('POST', `/orders/${orderSn}/advance`, { to });
  const stateOf = async (orderSn: string) =>
    (await platform.control('GET', `/orders/${orderSn}`)).body as {
      status: string;
      packages: { packageNumber: string; status: string; trackingNumber: string | null }[];
    };
  const pickupOf = async (orderSn: string, packageNumber?: string) => {
    const answer = await get('logistics/get_shipping_parameter', {
      order_sn: orderSn,
      ...(packageNumber && { package_number: packageNumber }),
    });
    const { pickup } = answer.response as {
      pickup: { address_list: { address_id: number; time_slot_list: { pickup_time_id: string }[] }[] };
    };
    const [address] = pickup.address_list;
    return { address_id: address!.address_id, pickup_time_id: address!.time_slot_list[0]!.pickup_time_id };
  };
  const ship = (orderSn: string, change: object = { dropoff: {} }) =>
    post('logistics/ship_order', { order_sn: orderSn, ...change });
  const numberOf = async (orderSn: string): Promise<string> => {
    const answer = await get('logistics/get_tracking_number', { order_sn: orderSn });
    return (answer.response as { tracking_number: string }).tracking_number;
  };
  const split = async (): Promise<{ orderSn: string; packages: string[] }> => {
    const orderSn = await place({}, [TEE, BOTTLE]);
    const answer = await get('order/get_order_detail', {
      order_sn_list: orderSn,
      response_optional_fields: 'item_list',
    });
    const [order] = (answer.response as { order_list: { item_list: { item_id: number; model_id: number }[] }[] })
      .order_list;
    await post('order/split_order', {
      order_sn: orderSn,
      package_list: order!.item_list.map(({ item_id, model_id }) => ({ item_list: [{ item_id, model_id }] })),
    });
    return { orderSn, packages: (await stateOf(orderSn)).packages.map((one) => one.packageNumber) };
  };

  it('says which ways of handing over there are', async () => {
    const answer = await get('logistics/get_shipping_parameter', { order_sn: await place() });
    expect(answer).toMatchObject({
      response: {
        info_needed: { pickup: ['address_id', 'pickup_time_id'], dropoff: [] },
        pickup: { address_list: [{ region: 'TH', address_flag: ['default_address', 'pickup_address'] }] },
      },
    });
    expect(answer.response).not.toHaveProperty('info_needed.non_integrated');
  });

  it('is arranged by pickup or by dropoff, once', async () => {
    const [first, second] = [await place(), await place()];
    expect(await ship(first, { pickup: await pickupOf(first) })).toMatchObject({ status: 200, error: '', message: '' });
    expect(await ship(second)).toMatchObject({ error: '' });
    for (const orderSn of [first, second])
      expect(await stateOf(orderSn)).toMatchObject({
        status: 'PROCESSED',
        packages: [{ status: 'LOGISTICS_REQUEST_CREATED', trackingNumber: expect.stringMatching(/^SPXTH\d{12}$/) }],
      });
    expect(await ship(second)).toMatchObject({ error: 'logistics.package_already_shipped' });
  });

  it.each<[string, object, string]>([
    ['no way at all', {}, 'logistics.ship_order_only_support_one_type'],
    ['two ways', { dropoff: {}, pickup: {} }, 'logistics.ship_order_only_support_one_type'],
    ['a pickup without address', { pickup: {} }, 'logistics.ship_order_need_address_pickup_time'],
    [
      'a way that the channel does not know',
      { non_integrated: { tracking_number: 'X' } },
      'logistics.ship_order_unsupport_non_integrated',
    ],
    [
      'the number of an only package',
      { dropoff: {}, package_number: 'OFG1' },
      'logistics.ship_order_not_need_pacakge_number',
    ],
    ['an empty number', { dropoff: {}, package_number: '' }, 'logistics.ship_order_not_need_pacakge_number'],
  ])('is not arranged with %s', async (_what, change, error) => {
    const orderSn = await place();
    expect(await ship(orderSn, change)).toMatchObject({ status: 200, error });
    expect(await stateOf(orderSn)).toMatchObject({ status: 'READY_TO_SHIP' });
  });

  it('is not arranged at a time that was not offered, nor before it is paid, nor for an order that is not there', async () => {
    const orderSn = await place();
    const pickup = { ...(await pickupOf(orderSn)), pickup_time_id: '1_1' };
    expect(await ship(orderSn, { pickup })).toMatchObject({ error: 'logistics.ship_order_pickup_time_invalid' });
    expect(await ship(await place({ status: 'unpaid' }))).toMatchObject({
      error: 'logistics.ship_order_not_ready_to_ship',
    });
    expect(await ship('26010100000000')).toMatchObject({ error: 'error_not_found' });
  });

  it('goes package by package when the order was split', async () => {
    const { orderSn, packages } = await split();
    expect(await ship(orderSn)).toMatchObject({ error: 'logistics.ship_order_need_pacakge_number' });
    expect(await ship(orderSn, { dropoff: {}, package_number: packages[0] })).toMatchObject({ error: '' });
    expect(await stateOf(orderSn)).toMatchObject({ status: 'READY_TO_SHIP' });
    await ship(orderSn, { pickup: await pickupOf(orderSn, packages[1]), package_number: packages[1] });
    expect(await stateOf(orderSn)).toMatchObject({ status: 'PROCESSED' });
    await moveTo(orderSn, 'shipped');
    expect(await stateOf(orderSn)).toMatchObject({ status: 'SHIPPED' });
  });

  it('has a tracking number a while after it was arranged', async () => {
    await platform.stop();
    await start({ trackingDelayMs: 600_000 });
    const orderSn = await place();
    await ship(orderSn);
    expect(await get('logistics/get_tracking_number', { order_sn: orderSn })).toMatchObject({
      error: '',
      response: { tracking_number: '', hint: expect.stringMatching(/./) },
    });
    await platform.advance('10m');
    expect(await numberOf(orderSn)).toMatch(/^SPXTH/);
    await platform.control('POST', '/faults', { kind: 'tracking-delay', seconds: 3600, count: 1 });
    const slow = await place();
    await ship(slow);
    await platform.advance('59m');
    expect(await numberOf(slow)).toBe('');
    await platform.advance('2m');
    expect(await numberOf(slow)).toMatch(/^SPXTH/);
  });

  it('is arranged anew when the carrier came in vain', async () => {
    const orderSn = await place();
    await ship(orderSn, { pickup: await pickupOf(orderSn) });
    const again = { order_sn: orderSn, pickup: await pickupOf(orderSn) };
    expect(await post('logistics/update_shipping_order', again)).toMatchObject({ error: 'logistics.error_status' });
    await moveTo(orderSn, 'pickup_failed');
    expect(await stateOf(orderSn)).toMatchObject({
      status: 'RETRY_SHIP',
      packages: [{ status: 'LOGISTICS_PICKUP_RETRY' }],
    });
    expect(await post('logistics/update_shipping_order', again)).toMatchObject({ error: '' });
    expect(await stateOf(orderSn)).toMatchObject({ status: 'PROCESSED' });
  });

  it('ends where the carrier ends it', async () => {
    const [delivered, failed, lost] = [await place(), await place(), await place()];
    for (const orderSn of [delivered, failed, lost]) await ship(orderSn);
    expect((await moveTo(await place(), 'shipped')).body['reason']).toContain(
      'The seller has to arrange its shipment first.',
    );
    await moveTo(delivered, 'delivered');
    await moveTo(failed, 'failed_delivery');
    await moveTo(lost, 'lost_by_3pl');
    expect((await stateOf(delivered)).status).toBe('TO_CONFIRM_RECEIVE');
    expect(await stateOf(failed)).toMatchObject({
      status: 'CANCELLED',
      packages: [{ status: 'LOGISTICS_DELIVERY_FAILED' }],
    });
    expect(await stateOf(lost)).toMatchObject({ status: 'CANCELLED', packages: [{ status: 'LOGISTICS_LOST' }] });
    const info = await get('logistics/get_tracking_info', { order_sn: delivered });
    const { tracking_info: events } = info.response as { tracking_info: { logistics_status: string }[] };
    expect(events.map((one) => one.logistics_status)).toEqual(['DELIVERED', 'PICKED_UP', 'ORDER_CREATED']);
    await platform.advance('3d');
    expect((await stateOf(delivered)).status).toBe('COMPLETED');
  });

  it('of many packages goes in one call, those of one channel and place', async () => {
    const orders = [await place(), await place()];
    const packages = await Promise.all(orders.map(async (one) => (await stateOf(one)).packages[0]!.packageNumber));
    const rows = [...packages, 'OFG0'].map((package_number) => ({ package_number }));
    const parameter = await post('logistics/get_mass_shipping_parameter', {
      package_list: rows,
      logistics_channel_id: 12_007,
    });
    expect(parameter).toMatchObject({
      response: { info_needed: { dropoff: [] }, success_list: [{}, {}], fail_list: [{ package_number: 'OFG0' }] },
    });
    const other = await post('logistics/mass_ship_order', {
      package_list: rows,
      product_location_id: 'SGZ',
      dropoff: {},
    });
    expect(other).toMatchObject({ error: '', success_list: [], fail_list: [{}, {}, {}] });
    const done = await post('logistics/mass_ship_order', {
      package_list: rows,
      logistics_channel_id: 12_007,
      product_location_id: 'THZ',
      dropoff: {},
    });
    expect(done).toMatchObject({
      success_list: packages.map((package_number) => ({ package_number })),
      fail_list: [{ package_number: 'OFG0' }],
    });
    expect(done).not.toHaveProperty('response');
    for (const orderSn of orders) expect(await stateOf(orderSn)).toMatchObject({ status: 'PROCESSED' });
    const numbers = await post('logistics/get_mass_tracking_number', { package_list: rows });
    expect(numbers).toMatchObject({
      response: { success_list: [{ tracking_number: expect.stringMatching(/^SPX/) }, {}], fail_list: [{}] },
    });
    expect(await post('logistics/batch_ship_order', { order_list: [{ order_sn: orders[0] }] })).toMatchObject({
      error: 'common.batch_api_all_failed',
    });
  });

  it('is found by what is still to do', async () => {
    const [todo, done, gone] = [await place(), await place(), await place()];
    await ship(done);
    await ship(gone);
    await moveTo(gone, 'shipped');
    const search = async (filter: object, size = 100, cursor = '') => {
      const answer = await post('order/search_package_list', { filter, pagination: { page_size: size, cursor } });
      const { packages_list: rows, pagination } = answer.response as {
        packages_list: { order_sn: string; is_shipment_arranged: boolean }[];
        pagination: { more: boolean; next_cursor: string; total_count: number };
      };
      return { orders: rows.map((one) => one.order_sn), pagination };
    };
    expect((await search({})).orders).toEqual([todo]);
    expect((await search({ package_status: 3 })).orders).toEqual([done]);
    const first = await search({ package_status: 0 }, 1);
    expect(first.pagination).toEqual({ total_count: 2, next_cursor: '1', more: true });
    const second = await search({ package_status: 0 }, 1, first.pagination.next_cursor);
    expect([...first.orders, ...second.orders].toSorted()).toEqual([todo, done].toSorted());
    expect(second.pagination).toEqual({ total_count: 2, next_cursor: '', more: false });
    expect((await search({ package_status: 0, logistics_channel_ids: [1] })).orders).toEqual([]);
    expect(await get('order/get_shipment_list', { page_size: 10 })).toMatchObject({
      response: { more: false, order_list: [{ order_sn: todo }] },
    });
  });

  it('tells all about a package, with the buyer masked', async () => {
    const orderSn = await place();
    await ship(orderSn);
    const { packageNumber, trackingNumber } = (await stateOf(orderSn)).packages[0]!;
    expect(await get('order/get_package_detail', { package_number_list: packageNumber })).toMatchObject({
      response: {
        package_list: [
          {
            order_sn: orderSn,
            package_number: packageNumber,
            tracking_number: trackingNumber,
            fulfillment_status: 'LOGISTICS_REQUEST_CREATED',
            parcel_chargeable_weight_gram: 800,
            is_shipment_arranged: true,
            can_split_order: false,
            recipient_address: { zipcode: '******' },
            item_list: [{ model_sku: 'LOCAL-TEE-BLK', model_quantity: 2 }],
          },
        ],
      },
    });
  });

  it('has channels and addresses of the country of the shop', async () => {
    const channels = await get('logistics/get_channel_list');
    const { logistics_channel_list: list } = channels.response as {
      logistics_channel_list: { logistics_channel_id: number; enabled: boolean }[];
    };
    expect(list.map((one) => one.logistics_channel_id)).toEqual([12_007, 12_008, 12_009]);
    expect(await get('logistics/get_address_list')).toMatchObject({
      response: {
        show_pickup_address: true,
        address_list: [{ address_type: ['DEFAULT_ADDRESS', 'PICK_UP_ADDRESS'] }, { address_type: ['RETURN_ADDRESS'] }],
      },
    });
  });
});
