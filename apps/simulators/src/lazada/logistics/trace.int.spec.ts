import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;

interface Trace {
  readonly success: boolean;
  readonly error_code: { displayMessage?: string };
  readonly module: {
    package_detail_info_list: {
      ofc_package_id: string;
      tracking_number: string;
      logistic_detail_info_list: { status_code: string; event_time: number }[];
    }[];
  }[];
}

// Real: the simulator over HTTP.
describe('the trace of an order', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    await shop.create('TRACE-1', '9');
  });
  afterEach(() => shop.stop());

  const trace = async (orderId: string, change: Record<string, unknown> = {}): Promise<Trace> =>
    (await shop.get('/logistic/order/trace', { order_id: orderId, locale: 'en', ...change }))['result'] as Trace;
  const statusesOf = (one: Trace) =>
    one.module[0]!.package_detail_info_list.map((pack) =>
      pack.logistic_detail_info_list.map((event) => event.status_code),
    );

  it('begins when the parcel is reported ready, and tells each step once, the newest first', async () => {
    const orderId = await shop.order('TRACE-1', 2);
    expect(await trace(orderId)).toMatchObject({
      success: false,
      error_code: { displayMessage: expect.stringMatching(/^LD_INVOKE_DOWNSTREAM_RESPONSE_BLANK/) },
    });
    await shop.ready(orderId);
    expect(statusesOf(await trace(orderId))).toEqual([['READY_TO_SHIP']]);
    await shop.control('POST', '/clock', { advance: '5h' });
    await shop.control('POST', `/orders/${orderId}/advance`, { to: 'delivered' });
    const whole = await trace(orderId);
    expect(statusesOf(whole)).toEqual([['DELIVERED', 'TRANSIT_TO_SHIP', 'READY_TO_SHIP']]);
    const [item] = await shop.items(orderId);
    const [pack] = whole.module[0]!.package_detail_info_list;
    expect([pack!.ofc_package_id, pack!.tracking_number]).toEqual([item!['package_id'], item!['tracking_code']]);
    const [delivered, , ready] = pack!.logistic_detail_info_list;
    expect(Math.round((delivered!.event_time - ready!.event_time) / 3_600_000)).toBe(5);
  });

  it('is for parcels of this order and shop', async () => {
    const orderId = await shop.order('TRACE-1');
    await shop.ready(orderId);
    const [item] = await shop.items(orderId);
    expect((await trace(orderId, { ofcPackageIdList: JSON.stringify([item!['package_id']]) })).success).toBe(true);
    expect(await trace(orderId, { ofcPackageIdList: '["FP0"]' })).toMatchObject({ success: false });
    await shop.connect('local');
    expect(await trace(orderId)).toMatchObject({
      error_code: { displayMessage: 'LD_INPUT_PARAM_VALID: orderId is wrong' },
    });
  });

  it('has the number of an invoice beside it, once the seller has given one', async () => {
    const orderId = await shop.order('TRACE-1');
    const [item] = await shop.items(orderId);
    const given = { order_item_id: item!.order_item_id, invoice_number: 'INV-7' };
    expect(await shop.post('/order/invoice_number/set', given)).toMatchObject({ code: '0', data: given });
    expect(await shop.items(orderId)).toMatchObject([{ invoice_number: 'INV-7' }]);
    expect(await shop.post('/order/invoice_number/set', { ...given, order_item_id: 1 })).toMatchObject({ code: '20' });
  });
});
