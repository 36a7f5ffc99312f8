import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Row = Record<string, unknown>;

// Real: the simulator over HTTP.
describe('cancellations', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    await shop.create('CANCEL-1', '9');
  });
  afterEach(() => shop.stop());

  const idsOf = async (orderId: string): Promise<string[]> =>
    (await shop.items(orderId)).map((item) => String(item.order_item_id));
  const validate = async (orderId: string, ids?: readonly string[]) =>
    shop.get('/order/reverse/cancel/validate', {
      order_id: orderId,
      order_item_id_list: JSON.stringify(ids ?? (await idsOf(orderId))),
    });
  const reasonOf = async (orderId: string, name: string): Promise<string> => {
    const { data } = await validate(orderId);
    const options = (data as { reason_options: { reason_name: string; reason_id: string }[] }).reason_options;
    return options.find((one) => one.reason_name.includes(name))!.reason_id;
  };
  const create = async (orderId: string, reason_id: string, ids?: readonly string[]) =>
    shop.get('/order/reverse/cancel/create', {
      order_id: orderId,
      order_item_id_list: JSON.stringify(ids ?? (await idsOf(orderId))),
      reason_id,
    });
  const statuses = async (orderId: string) => (await shop.items(orderId)).map((item) => item.status);
  const sellable = async (): Promise<number> => {
    const { body } = await shop.control('GET', '/shops');
    const skus = (body['shops'] as { skus: { sellerSku: string; sellable: number }[] }[]).flatMap((one) => one.skus);
    return skus.find((one) => one.sellerSku === 'CANCEL-1')!.sellable;
  };

  it('by the seller cost one unit and leave the other, before it is packed', async () => {
    const orderId = await shop.order('CANCEL-1', 2);
    const ids = await idsOf(orderId);
    expect(await validate(orderId)).toMatchObject({ code: '0', data: { tip_type: 'success' } });
    const reason = await reasonOf(orderId, 'customer asked');
    expect(await create(orderId, reason, [ids[0]!])).toMatchObject({ code: '0', data: { tip_type: 'success' } });
    const items = await shop.items(orderId);
    expect(items).toMatchObject([
      {
        status: 'canceled',
        cancel_return_initiator: 'cancellation-seller',
        reason: 'The customer asked for it',
        reverse_order_id: expect.any(Number),
      },
      { status: 'pending', reason: '' },
    ]);
    expect(items[1]!['reverse_order_id']).toBeUndefined();
    expect(await sellable()).toBe(8);
  });

  it('take the whole package along, unless it is repacked first', async () => {
    const orderId = await shop.order('CANCEL-1', 2);
    const reason = await reasonOf(orderId, 'customer asked');
    await shop.pack(orderId);
    const [first] = await idsOf(orderId);
    expect(await validate(orderId, [first!])).toMatchObject({ data: { tip_type: 'warning' } });
    await create(orderId, reason, [first!]);
    expect(await statuses(orderId)).toEqual(['canceled', 'canceled']);

    const second = await shop.order('CANCEL-1', 2);
    await shop.pack(second);
    const [item] = await shop.items(second);
    const rePackReq = JSON.stringify({ packages: [{ package_id: item!['package_id'] }] });
    await shop.post('/order/package/repack', { rePackReq });
    await create(second, reason, [String(item!.order_item_id)]);
    expect(await statuses(second)).toEqual(['canceled', 'repacked']);
  });

  it.each(['Out of stock', 'Wrong price'])('because of "%s" take the variant off sale', async (name) => {
    const orderId = await shop.order('CANCEL-1');
    await create(orderId, await reasonOf(orderId, name));
    expect([await statuses(orderId), await sellable()]).toEqual([['canceled'], 0]);
  });

  it('are not possible once the parcel has left: the tip says so', async () => {
    const orderId = await shop.order('CANCEL-1');
    const reason = await reasonOf(orderId, 'customer asked');
    await shop.deliver(orderId);
    expect(await validate(orderId)).toMatchObject({ code: '0', data: { tip_type: 'error', reason_options: [] } });
    expect(await create(orderId, reason)).toMatchObject({ code: '0', data: { tip_type: 'error' } });
    expect(await statuses(orderId)).toEqual(['delivered']);
  });

  it.each([
    ['without an order', { order_id: undefined }, '115'],
    ['of another order', { order_id: '1' }, '122'],
    ['without items', { order_item_id_list: '[]' }, '102'],
    ['of other items', { order_item_id_list: '[1]' }, '123'],
    ['without a reason', { reason_id: undefined }, '104'],
    ['for an unknown reason', { reason_id: '7' }, '104'],
  ])('%s are refused', async (_name, change, code) => {
    const orderId = await shop.order('CANCEL-1');
    const whole: Row = {
      order_id: orderId,
      order_item_id_list: JSON.stringify(await idsOf(orderId)),
      reason_id: await reasonOf(orderId, 'customer asked'),
    };
    const given = Object.entries({ ...whole, ...change }).filter(([, value]) => value !== undefined);
    expect(await shop.get('/order/reverse/cancel/create', Object.fromEntries(given))).toMatchObject({
      code,
      type: 'ISP',
      message: expect.stringMatching(`^E0${code}: `),
    });
    expect(await statuses(orderId)).toEqual(['pending']);
  });

  describe('that a buyer asks for', () => {
    const ask = async (within?: string): Promise<{ orderId: string; reverseOrderId: unknown }> => {
      const orderId = await shop.order('CANCEL-1');
      const { status } = await shop.control('POST', `/orders/${orderId}/cancel`, {
        ask: true,
        ...(within && { within }),
      });
      expect(status).toBe(200);
      return { orderId, reverseOrderId: (await shop.items(orderId))[0]!['reverse_order_id'] };
    };
    const decide = (reverseOrderId: unknown, agree: unknown) =>
      shop.get('/order/reverse/cancel/seller/decide', { reverse_order_id: reverseOrderId, agree_cancel: agree });

    it('wait for the seller, and are shown to wait', async () => {
      const { orderId, reverseOrderId } = await ask();
      const { data } = await shop.get('/order/get', { order_id: orderId });
      expect(data).toMatchObject({ need_cancel_confirm: true, is_cancel_pending: true });
      const [item] = await shop.items(orderId);
      expect(item).toMatchObject({
        status: 'pending',
        need_cancel_confirm: true,
        is_cancel_pending: true,
        reverse_order_id: expect.any(Number),
      });
      const hours = ((item!['cancel_trigger_time'] as number) - Date.now()) / 3_600_000;
      expect(Math.round(hours)).toBe(24);
      expect(await decide(reverseOrderId, true)).toMatchObject({ code: '0', data: null });
      expect(await shop.items(orderId)).toMatchObject([
        { status: 'canceled', need_cancel_confirm: false, cancel_return_initiator: 'cancellation-customer' },
      ]);
      expect(await decide(reverseOrderId, true)).toMatchObject({ code: '131' });
      const { body } = await shop.control('GET', '/report');
      expect(body['reactionsMs']).toMatchObject({ 'cancellation asked → decided': { count: 1 } });
      expect(body['reverseOrderLines']).toEqual({ CANCEL_SUCCESS: 1 });
    });

    it('end when the seller says no, and do not come back by themselves', async () => {
      const { orderId, reverseOrderId } = await ask();
      await decide(reverseOrderId, 'false');
      await shop.control('POST', '/clock', { advance: '2d' });
      expect(await shop.items(orderId)).toMatchObject([{ status: 'pending', need_cancel_confirm: false }]);
    });

    it('happen by themselves when the seller does not answer', async () => {
      const { orderId } = await ask('2h');
      await shop.control('POST', '/clock', { advance: '119m' });
      expect(await statuses(orderId)).toEqual(['pending']);
      await shop.control('POST', '/clock', { advance: '2m' });
      expect(await statuses(orderId)).toEqual(['canceled']);
      expect(await sellable()).toBe(9);
    });

    it('come to nothing when the parcel has left meanwhile', async () => {
      const { orderId, reverseOrderId } = await ask();
      await shop.deliver(orderId);
      await decide(reverseOrderId, true);
      expect(await shop.items(orderId)).toMatchObject([{ status: 'delivered', need_cancel_confirm: false }]);
    });

    it('cannot be decided by another shop, or without a word', async () => {
      const { reverseOrderId } = await ask();
      expect(await decide(reverseOrderId, 'perhaps')).toMatchObject({ code: '131' });
      expect(await decide('1', true)).toMatchObject({ code: '105' });
      await shop.connect('local');
      expect(await decide(reverseOrderId, true)).toMatchObject({ code: '105' });
    });
  });
});
