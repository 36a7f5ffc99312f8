import { waitUntil } from '@pinglu/testing';
import { LOCAL_SHOP_ID } from '../shop/shop.js';
import { startRawPlatform, type RawPlatform, type Subject } from '../test-call.js';

const TEE = [{ sellerSku: 'LOCAL-TEE-BLK', quantity: 2 }];

// Real: the simulator over HTTP.
describe('shipping documents', () => {
  let platform: RawPlatform;
  let shop: Subject;

  beforeEach(async () => {
    platform = await startRawPlatform({ trackingDelayMs: 0 });
    shop = await platform.connect('local', { kind: 'shop', id: LOCAL_SHOP_ID });
  });
  afterEach(() => platform.stop());

  const post = (path: string, body: object) => platform.call(path, { subject: shop, body });
  const place = () => platform.order(LOCAL_SHOP_ID, TEE);
  const ship = (orderSn: string) => post('logistics/ship_order', { order_sn: orderSn, dropoff: {} });
  const moveTo = (orderSn: string, to: string) => platform.control('POST', `/orders/${orderSn}/advance`, { to });
  const numberOf = async (orderSn: string): Promise<string> => {
    const answer = await platform.call('logistics/get_tracking_number', {
      subject: shop,
      params: { order_sn: orderSn },
    });
    return (answer.response as { tracking_number: string }).tracking_number;
  };
  const rowOf = async (orderSn: string) => ({ order_sn: orderSn, tracking_number: await numberOf(orderSn) });
  const create = (...rows: object[]) => post('logistics/create_shipping_document', { order_list: rows });
  const result = (orderSn: string) =>
    post('logistics/get_shipping_document_result', { order_list: [{ order_sn: orderSn }] });
  const download = (...orders: string[]) =>
    platform.fetch('/api/v2/logistics/download_shipping_document', {
      subject: shop,
      body: { order_list: orders.map((order_sn) => ({ order_sn })) },
    });

  it('are made, asked for and downloaded as one file', async () => {
    const orders = [await place(), await place()];
    for (const orderSn of orders) await ship(orderSn);
    expect(
      await post('logistics/get_shipping_document_parameter', { order_list: [{ order_sn: orders[0] }] }),
    ).toMatchObject({
      response: { result_list: [{ suggest_shipping_document_type: 'NORMAL_AIR_WAYBILL', fail_error: '' }] },
    });
    expect(await result(orders[0]!)).toMatchObject({
      error: 'common.batch_api_all_failed',
      response: { result_list: [{ fail_error: 'logistics.shipping_document_should_print_first' }] },
    });
    await create(...(await Promise.all(orders.map(rowOf))));
    expect(await result(orders[0]!)).toMatchObject({ response: { result_list: [{ status: 'PROCESSING' }] } });
    expect(await (await download(...orders)).json()).toMatchObject({ error: 'logistics.download_later' });
    expect(await result(orders[0]!)).toMatchObject({ response: { result_list: [{ status: 'READY' }] } });
    await platform.advance('5s');
    const file = await download(...orders);
    expect([file.status, file.headers.get('content-type'), file.headers.get('content-disposition')]).toEqual([
      200,
      'application/pdf',
      'attachment; filename="shipping-documents.pdf"',
    ]);
    const text = Buffer.from(await file.arrayBuffer()).toString('latin1');
    expect(text).toContain('/Count 2');
    for (const orderSn of orders) expect(text).toContain(`(Order ${orderSn}) Tj`);
    await moveTo(orders[0]!, 'shipped');
    expect(await (await download(orders[0]!)).json()).toMatchObject({ error: 'logistics.package_can_not_print' });
  });

  it('need an arranged shipment and its tracking number', async () => {
    const [ready, arranged] = [await place(), await place()];
    await ship(arranged);
    const answer = await create({ order_sn: ready, tracking_number: 'X' }, await rowOf(arranged));
    expect(answer).toMatchObject({
      error: '',
      warning: [{ order_sn: ready, package_number: '' }],
      response: {
        result_list: [
          { order_sn: ready, fail_error: 'logistics.package_can_not_print' },
          { order_sn: arranged, fail_error: '' },
        ],
      },
    });
    expect(await create({ order_sn: arranged, tracking_number: 'X' })).toMatchObject({
      error: 'common.batch_api_all_failed',
      response: { result_list: [{ fail_error: 'logistics.tracking_number_invalid' }] },
    });
  });

  it('take as long as the platform is told to, and fail when it is', async () => {
    await platform.control('POST', '/faults', { kind: 'document-processing', polls: 3, count: 1 });
    const [slow, broken] = [await place(), await place()];
    for (const orderSn of [slow, broken]) await ship(orderSn);
    await create(await rowOf(slow));
    const polls: unknown[] = [];
    for (let count = 0; count < 4; count += 1)
      polls.push(((await result(slow)).response as { result_list: { status: string }[] }).result_list[0]!.status);
    expect(polls).toEqual(['PROCESSING', 'PROCESSING', 'PROCESSING', 'READY']);
    await platform.control('POST', '/faults', { kind: 'document-failed', count: 1 });
    await create(await rowOf(broken));
    expect(await result(broken)).toMatchObject({ response: { result_list: [{ status: 'FAILED' }] } });
    expect(await (await download(broken)).json()).toMatchObject({ error: 'logistics.package_can_not_print' });
    await create(await rowOf(broken));
    await platform.advance('5s');
    await waitUntil(async () => (await download(broken)).headers.get('content-type') === 'application/pdf', {
      what: 'the label that was made anew',
    });
  });
});
