import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';

const TEE = { sellerSku: 'LOCAL-TEE-BLK', quantity: 2 };
const BOTTLE = { sellerSku: 'LOCAL-BOTTLE-500', quantity: 1 };

// Real: the simulator over HTTP.
describe('orders that do not go as they were placed', () => {
  let platform: RawPlatform;
  let shop: Subject;

  beforeEach(async () => {
    platform = await startRawPlatform();
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  });
  afterEach(() => platform.stop());

  const get = (path: string, params: Record<string, string>) => platform.call(path, { subject: shop, params });
  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const detail = async (orderSn: string, fields = ''): Promise<Record<string, unknown>> => {
    const answer = await get('order/get_order_detail', { order_sn_list: orderSn, response_optional_fields: fields });
    return (answer.response as { order_list: Record<string, unknown>[] }).order_list[0]!;
  };
  const stockOf = async (sellerSku: string): Promise<unknown> => {
    const { shops } = (await platform.control('GET', '/shops')).body as {
      shops: { shop: string; skus: { sellerSku: string; stock: number; ordered: number }[] }[];
    };
    const own = shops.find((one) => one.shop === String(LOCAL_SHOP_ID))!;
    const sku = own.skus.find((one) => one.sellerSku === sellerSku)!;
    return [sku.stock, sku.ordered];
  };
  const place = (more: object = {}, lines = [TEE]) => platform.order(LOCAL_SHOP_ID, lines, more);
  const moveTo = (orderSn: string, to: string) => platform.control('POST', `/orders/${orderSn}/advance`, { to });

  it('take their units from the shelf, and give them back when they are cancelled', async () => {
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([120, 0]);
    const orderSn = await place();
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([118, 2]);
    const cancelled = await post('order/cancel_order', { order_sn: orderSn, cancel_reason: 'CUSTOMER_REQUEST' });
    expect(cancelled).toMatchObject({ error: '', response: { update_time: expect.any(Number) } });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([120, 0]);
    expect(await detail(orderSn, 'cancel_by,cancel_reason')).toMatchObject({
      order_status: 'CANCELLED',
      cancel_by: 'seller',
      cancel_reason: 'CUSTOMER_REQUEST',
    });
    expect(await post('order/cancel_order', { order_sn: orderSn, cancel_reason: 'CUSTOMER_REQUEST' })).toMatchObject({
      error: 'order.error_param',
    });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([120, 0]);
  });

  it('are cancelled in part when some of it is out of stock', async () => {
    const orderSn = await place({}, [TEE, BOTTLE]);
    const { item_list: items } = (await detail(orderSn, 'item_list')) as {
      item_list: { item_id: number; model_id: number }[];
    };
    const body = { order_sn: orderSn, cancel_reason: 'OUT_OF_STOCK' };
    expect(await post('order/cancel_order', body)).toMatchObject({ error: 'order.error_param' });
    const part = { item_id: items[0]!.item_id, model_id: items[0]!.model_id, model_quantity: 1 };
    expect(await post('order/cancel_order', { ...body, partial_cancel_item_list: [part] })).toMatchObject({
      error: '',
    });
    expect(await detail(orderSn, 'item_list,total_amount')).toMatchObject({
      order_status: 'READY_TO_SHIP',
      total_amount: 200 + 300 + 38,
      item_list: [{ active_qty: 1, cancelled_qty: 1 }, { active_qty: 1 }],
    });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([119, 1]);
    expect(
      await post('order/cancel_order', { ...body, partial_cancel_item_list: [{ ...part, model_quantity: 2 }] }),
    ).toMatchObject({ error: 'order.error_param' });
    await post('order/cancel_order', { ...body, item_list: [part] });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([120, 0]);
  });

  it('wait for the seller when the buyer cancels later than an hour', async () => {
    const orderSn = await place();
    expect(await post('order/handle_buyer_cancellation', { order_sn: orderSn, operation: 'ACCEPT' })).toMatchObject({
      error: 'order.cancel_order_invalid_status',
    });
    await platform.advance('61m');
    await platform.control('POST', `/orders/${orderSn}/cancel`, { reason: 'Too slow' });
    expect(await detail(orderSn, 'buyer_cancel_reason,item_list')).toMatchObject({
      order_status: 'IN_CANCEL',
      buyer_cancel_reason: 'Too slow',
      item_list: [{ cancel_requested_qty: 2 }],
    });
    await post('order/handle_buyer_cancellation', { order_sn: orderSn, operation: 'REJECT' });
    expect(await detail(orderSn, 'item_list')).toMatchObject({
      order_status: 'READY_TO_SHIP',
      item_list: [{ cancel_requested_qty: 0 }],
    });
    await platform.control('POST', `/orders/${orderSn}/cancel`, {});
    await post('order/handle_buyer_cancellation', { order_sn: orderSn, operation: 'ACCEPT' });
    expect(await detail(orderSn, 'cancel_by')).toMatchObject({ order_status: 'CANCELLED', cancel_by: 'buyer' });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([120, 0]);
  });

  it('end by themselves when nobody pays for a day, and not when somebody did', async () => {
    const [unpaid, paid] = [await place({ status: 'unpaid' }), await place({ status: 'unpaid' })];
    await moveTo(paid, 'paid');
    await platform.advance('25h');
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
    expect(await detail(unpaid, 'cancel_by')).toMatchObject({ order_status: 'CANCELLED', cancel_by: 'system' });
    expect(await detail(paid)).toMatchObject({ order_status: 'READY_TO_SHIP' });
    expect(await stockOf('LOCAL-TEE-BLK')).toEqual([118, 2]);
  });

  it('are split into packages that hold everything, and put together again', async () => {
    const orderSn = await place({}, [TEE, BOTTLE]);
    const { item_list: items, package_list: before } = (await detail(orderSn, 'item_list,package_list')) as {
      item_list: { item_id: number; model_id: number }[];
      package_list: { package_number: string }[];
    };
    const row = (index: number, quantity: number) => ({
      item_id: items[index]!.item_id,
      model_id: items[index]!.model_id,
      model_quantity: quantity,
    });
    const split = (...packages: object[][]) =>
      post('order/split_order', { order_sn: orderSn, package_list: packages.map((one) => ({ item_list: one })) });
    expect(await split([row(0, 1)], [row(1, 1)])).toMatchObject({ error: 'order.order_cannot_split' });
    expect(await split([row(0, 2), row(1, 1)])).toMatchObject({ error: 'order.error_param' });
    const done = await split([row(0, 1)], [row(0, 1), row(1, 1)]);
    expect(done).toMatchObject({
      error: '',
      response: { package_list: [{ item_list: [{ model_quantity: 1 }] }, { item_list: [{}, {}] }] },
    });
    expect(await detail(orderSn, 'split_up')).toMatchObject({ split_up: true });
    const gone = await get('order/get_package_detail', { package_number_list: before[0]!.package_number });
    expect(gone).toMatchObject({ error: 'logistics.package_not_exist' });
    expect(await post('order/unsplit_order', { order_sn: orderSn })).toMatchObject({ error: '' });
    expect(await detail(orderSn, 'split_up,package_list')).toMatchObject({ split_up: false, package_list: [{}] });
    await post('order/cancel_order', { order_sn: orderSn, cancel_reason: 'CUSTOMER_REQUEST' });
    expect([await stockOf('LOCAL-TEE-BLK'), await stockOf('LOCAL-BOTTLE-500')]).toEqual([
      [120, 0],
      [60, 0],
    ]);
  });
});
