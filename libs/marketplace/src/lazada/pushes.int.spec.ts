import { ConformanceStage } from '../conformance/conformance-stage.js';
import type { MarketplacePush, PushDetail } from '../port/push.types.js';
import { startLazadaSimulator, type LazadaSimulator } from './test-simulator.js';

const shop = '100200301';

/** Real: signing, the network, reading. A stand-in: Lazada, whose messages were written down independently of ours. */
describe('the pushes of the Lazada simulator', () => {
  const stage = new ConformanceStage();
  let simulator: LazadaSimulator;
  beforeAll(() =>
    stage.start(async () => {
      simulator = await startLazadaSimulator('capture');
      return simulator;
    }),
  );
  afterAll(() => stage.stop());

  /** Waits for a message that fits; it has to be a genuine one. */
  async function pushed(fits: (push: MarketplacePush) => boolean): Promise<MarketplacePush> {
    const { push } = stage.adapter;
    const delivery = await simulator.pushed((rawBody) => fits(push.parse(rawBody)));
    push.verify({ ...delivery, now: new Date() });
    return push.parse(delivery.rawBody);
  }
  const ofType = (type: PushDetail['type']) => pushed(({ detail }) => detail.type === type);

  it.each<[number, PushDetail['type']]>([
    [1, 'product_review'],
    [2, 'message'],
    [7, 'video_state'],
    [11, 'promotion_changed'],
    [12, 'category_tree_changed'],
    [13, 'seller_status'],
    [19, 'message'],
    [21, 'review'],
    [35, 'purchase_order'],
    [46, 'purchase_order'],
  ])('of type %d are genuine, and understood', async (type, expected) => {
    await simulator.control('POST', 'push/send', { type, shop });
    const push = await pushed(({ externalType }) => externalType === String(type));
    expect(push.detail.type).toBe(expected);
    expect(push.externalSellerId).toBe(type === 12 ? null : shop);
  });

  it('tell of an order, its parcel and its return, by the ids that reading them gives', async () => {
    const orderNumber = await stage.deliveredOrder();
    const { packages } = await stage.adapter.orders.get(stage.access, orderNumber);
    const delivered = await pushed(
      ({ detail, reference }) =>
        detail.type === 'package_status' && detail.rawStatus === 'DELIVERED' && reference === orderNumber,
    );
    expect(delivered).toMatchObject({ kind: 'order', detail: { packageId: packages[0]?.packageId } });
    await simulator.openReturn(orderNumber, 'return');
    const opened = await ofType('return_status');
    expect(opened).toMatchObject({ kind: 'order', reference: orderNumber, detail: { rawStatus: 'RTM_INIT' } });
    const { externalReturnId } = opened.detail as Extract<PushDetail, { type: 'return_status' }>;
    const found = await stage.adapter.returns.get(stage.access, externalReturnId);
    expect(found.orderNumber).toBe(orderNumber);
  });

  it('tell of a listing, and of stock that runs low', async () => {
    const { externalItemId, skuIds } = await stage.publish(['PUSH-LOW']);
    const created = await pushed(
      ({ detail, reference }) => detail.type === 'product_changed' && reference === externalItemId,
    );
    const externalSkuId = skuIds.get('PUSH-LOW')!;
    expect(created.detail).toEqual({ type: 'product_changed', change: 'created', externalSkuIds: [externalSkuId] });
    const write = { externalItemId, externalSkuId, sellerSku: 'PUSH-LOW', quantity: 3 };
    await stage.adapter.stock.write(stage.access, [write]);
    const low = await ofType('stock_low');
    expect(low.detail).toEqual({ type: 'stock_low', sellerSku: 'PUSH-LOW', externalSkuId, sellable: 3 });
  });

  it('of the console’s test button are genuine, and about an order that nobody has', async () => {
    await simulator.control('POST', 'push/verify');
    expect(await pushed(({ externalSellerId }) => externalSellerId === '9999')).toMatchObject({
      reference: '123456',
      orderStatus: 'unrecognized',
    });
  });
});
