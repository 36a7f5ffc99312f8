import { DEMO_SHOP_ID } from '../shop/shop.js';
import { lamp, startTestPlatform, uploadPicture, type Caller, type TestPlatform } from '../test-seller.js';

const SHOP = 220_012_001;

// Real: the simulator over HTTP, with strict signatures.
describe('first mile', () => {
  let platform: TestPlatform;
  let shop: Caller;

  beforeAll(async () => {
    platform = await startTestPlatform();
  });
  afterAll(() => platform.stop());
  beforeEach(async () => {
    await platform.control('POST', '/reset', {});
    shop = await platform.shop('six', SHOP);
    await shop.post('product/add_item', lamp(await uploadPicture(shop)));
  });

  const get = (name: string, params: Record<string, unknown> = {}) => shop.get(`first_mile/${name}`, params);
  const post = (name: string, body: Record<string, unknown> = {}) => shop.post(`first_mile/${name}`, body);
  const arranged = async (): Promise<string> => {
    const { body } = await platform.control('POST', '/orders', {
      orders: [{ shop: String(SHOP), lines: [{ sellerSku: 'LAMP', quantity: 1 }] }],
    });
    const { orderNumber } = (body['placed'] as { orderNumber: string }[])[0]!;
    await shop.post('logistics/ship_order', { order_sn: orderNumber, dropoff: {} });
    return orderNumber;
  };
  const generate = async (): Promise<string> => {
    const { response } = await post('generate_first_mile_tracking_number', { declare_date: '2026-11-25', quantity: 1 });
    return (response['first_mile_tracking_number_list'] as string[])[0]!;
  };
  const bind = (number: string, orders: readonly string[]) =>
    post('bind_first_mile_tracking_number', {
      first_mile_tracking_number: number,
      shipment_method: 'pickup',
      region: 'cn',
      logistics_channel_id: 813,
      order_list: orders.map((order_sn) => ({ order_sn })),
    });
  const unbound = async () => {
    const { response } = await get('get_unbind_order_list', { cursor: '', page_size: 10 });
    return (response['order_list'] as { order_sn: string }[]).map((one) => one.order_sn);
  };

  it('takes parcels to the warehouse, whose scan ships their orders', async () => {
    const orders = [await arranged(), await arranged()];
    expect(await unbound()).toEqual(orders);
    const number = await generate();
    expect(number).toMatch(/^CNF\d+$/);
    const bound = await bind(number, orders);
    expect(bound).toMatchObject({
      error: '',
      response: { order_list: orders.map((order_sn) => ({ order_sn, fail_error: '' })) },
    });
    expect(await unbound()).toEqual([]);
    const tracking = await shop.get('logistics/get_tracking_number', {
      order_sn: orders[0],
      response_optional_fields: 'first_mile_tracking_number',
    });
    expect(tracking.response).toMatchObject({ first_mile_tracking_number: number });
    const detail = async () => (await get('get_detail', { first_mile_tracking_number: number })).response;
    expect(await detail()).toMatchObject({ status: 'ORDER_CREATED', order_list: [{ pick_up_done: false }, {}] });
    await platform.control('POST', `/first-mile/${number}/advance`, { to: 'DELIVERED' });
    expect(await detail()).toMatchObject({
      status: 'DELIVERED',
      order_list: [{ arrived_transit_warehouse: true }, {}],
    });
    const order = await shop.get('order/get_order_detail', { order_sn_list: orders[0] });
    expect(order.response).toMatchObject({ order_list: [{ order_status: 'SHIPPED' }] });
  });

  it('says of each parcel why it cannot be bound', async () => {
    const orderNumber = await arranged();
    const number = await generate();
    const partly = await bind(number, [orderNumber, '261125NOTHERE1']);
    expect(partly).toMatchObject({
      error: '',
      warning: [{ order_sn: '261125NOTHERE1' }],
      response: { order_list: [{ fail_error: '' }, { fail_error: 'firstmile.order_not_exist' }] },
    });
    const again = await bind(number, [orderNumber]);
    expect(again).toMatchObject({
      error: 'common.batch_api_all_failed',
      response: { order_list: [{ fail_error: 'firstmile.order_already_bound' }] },
    });
  });

  it('gives parcels back until they are on their way', async () => {
    const [first, second] = [await arranged(), await arranged()];
    const number = await generate();
    await bind(number, [first, second]);
    const body = { first_mile_tracking_number: number, order_list: [{ order_sn: first }] };
    expect((await post('unbind_first_mile_tracking_number', body)).error).toBe('');
    expect(await unbound()).toEqual([first]);
    await platform.control('POST', `/first-mile/${number}/advance`, { to: 'PICKED_UP' });
    expect(
      (await post('unbind_first_mile_tracking_number_all', { order_list: [{ order_sn: second }] })).response,
    ).toMatchObject({
      fail_list: [{ fail_error: 'firstmile.first_mile_status_invalid' }],
    });
    expect((await platform.control('POST', `/first-mile/${number}/advance`, { to: 'PICKED_UP' })).status).toBe(409);
  });

  it('may be a courier’s, found by its binding', async () => {
    const [first, second] = [await arranged(), await arranged()];
    const bound = await post('generate_and_bind_first_mile_tracking_number', {
      shipment_method: 'courier_delivery',
      courier_delivery_info: {
        address_id: 1,
        warehouse_id: 'CNS01',
        logistics_product_id: 9001,
        courier_service_id: '1',
      },
      order_list: [{ order_sn: first }],
    });
    expect(bound.response).toMatchObject({ success_list: [{ order_sn: first }], fail_list: [] });
    const { binding_id } = bound.response;
    const more = await post('bind_courier_delivery_first_mile_tracking_number', {
      shipment_method: 'courier_delivery',
      binding_id,
      order_list: [{ order_sn: second }, { order_sn: first }],
    });
    expect(more.response).toMatchObject({
      success_list: [{ order_sn: second }],
      fail_list: [{ order_sn: first, fail_error: 'firstmile.order_already_bound' }],
    });
    const list = await get('get_courier_delivery_tracking_number_list', { page_size: 10 });
    expect(list.response).toMatchObject({ tracking_number_list: [{ binding_id, status: 'ORDER_CREATED' }] });
    const detail = await get('get_courier_delivery_detail', { binding_id });
    expect(detail.response).toMatchObject({ order_list: [{ order_sn: first }, { order_sn: second }] });
    expect((await get('get_tracking_number_list', { page_size: 10 })).response).toMatchObject({
      first_mile_tracking_number_list: [],
    });
    const labels = await post('get_courier_delivery_waybill', { binding_id_list: [binding_id] });
    expect(labels.response).toMatchObject({ waybill_list: [{ binding_id }] });
  });

  it('has channels and warehouses by country, and nothing for local shops', async () => {
    const channels = await get('get_channel_list', { region: 'CN' });
    expect(channels.response).toMatchObject({
      logistics_channel_list: [{ logistics_channel_id: 813, shipment_method: 'pickup' }, {}, {}],
    });
    const local = await platform.shop('demo', DEMO_SHOP_ID);
    expect((await local.get('first_mile/get_channel_list', { region: 'CN' })).error).toBe('firstmile.error_permission');
  });
});
