import { ConflictError, InvalidRequestError, NotFoundError, OutcomeUnknownError } from '../port/errors.js';
import { SendFailure } from '../http/send.js';
import { access, answerOf, errorOf, fakeShopee, fixture } from './test-shopee.js';

const lamp = '3000142341.0.0';
const request = { orderNumber: '260921ABCD1234', externalLineIds: [lamp], reasonId: 'CUSTOMER_REQUEST' };
const ofTwo = { ...request, orderNumber: '260921TWOL0001' };
const brass = '3000142341.70001.0';
const copper = '3000142341.70002.0';
const brassItem = { item_id: 3_000_142_341, model_id: 70_001 };
const written = ({ seen }: ReturnType<typeof fakeShopee>): unknown => seen.at(-1)?.body;

const [plain] = (JSON.parse(fixture('orders.get.ok')) as { response: { order_list: [object] } }).response.order_list;
const orderThatIs = (order_status: string) => answerOf({ response: { order_list: [{ ...plain, order_status }] } });

describe('why an order can be cancelled', () => {
  it('follows from the order, since Shopee has no call for it', async () => {
    const { adapter, seen } = fakeShopee(['orders.get.ok']);
    const reasons = await adapter.cancellations.reasons(access, request);
    expect(seen.map(({ path }) => path)).toEqual(['/api/v2/order/get_order_detail']);
    // The first takes the variant off sale.
    expect(reasons.map(({ reasonId }) => reasonId)).toEqual(['OUT_OF_STOCK', 'CUSTOMER_REQUEST']);
    expect(reasons.every(({ name }) => name !== '')).toBe(true);
  });

  it('depends on the country and on how it is paid', async () => {
    const { adapter } = fakeShopee(['orders.items.cash-on-delivery']);
    const reasons = await adapter.cancellations.reasons({ ...access, country: 'MY' }, request);
    expect(reasons.map(({ reasonId }) => reasonId)).toEqual([
      ...['OUT_OF_STOCK', 'UNDELIVERABLE_AREA', 'COD_NOT_SUPPORTED', 'CUSTOMER_REQUEST'],
    ]);
  });

  it.each(['UNPAID', 'READY_TO_SHIP', 'PROCESSED', 'RETRY_SHIP'])('is there while it is %s', async (status) => {
    const { adapter } = fakeShopee([orderThatIs(status)]);
    expect(await adapter.cancellations.reasons(access, request)).not.toEqual([]);
  });

  it.each(['IN_CANCEL', 'SHIPPED', 'COMPLETED', 'TO_RETURN', 'CANCELLED', 'OF_TOMORROW'])(
    'is not there when it is %s',
    async (status) => {
      const { adapter } = fakeShopee([orderThatIs(status)]);
      expect(await adapter.cancellations.reasons(access, request)).toEqual([]);
    },
  );

  it('is not there for an order that the shop does not have', async () => {
    const { adapter } = fakeShopee(['orders.get.error']);
    expect(await adapter.cancellations.reasons(access, request)).toEqual([]);
  });
});

describe('cancelling', () => {
  it('a whole order names no lines', async () => {
    const fake = fakeShopee(['orders.get.ok', 'cancellations.cancel.ok']);
    expect(await fake.adapter.cancellations.cancel(access, request)).toBeUndefined();
    expect(fake.seen[1]).toMatchObject({ method: 'POST', path: '/api/v2/order/cancel_order' });
    expect(written(fake)).toEqual({ order_sn: '260921ABCD1234', cancel_reason: 'CUSTOMER_REQUEST' });
  });

  it('a whole order names them when they are out of stock', async () => {
    const fake = fakeShopee(['orders.items.two-lines', 'cancellations.cancel.ok']);
    const all = { ...ofTwo, externalLineIds: [copper, brass], reasonId: 'OUT_OF_STOCK' };
    await fake.adapter.cancellations.cancel(access, all);
    expect(written(fake)).toEqual({
      order_sn: '260921TWOL0001',
      cancel_reason: 'OUT_OF_STOCK',
      item_list: [brassItem, { ...brassItem, model_id: 70_002 }],
    });
  });

  it('a part of an order names the units too', async () => {
    const fake = fakeShopee(['orders.items.two-lines', 'cancellations.cancel.ok']);
    await fake.adapter.cancellations.cancel(access, { ...ofTwo, externalLineIds: [brass] });
    expect(written(fake)).toEqual({
      order_sn: '260921TWOL0001',
      cancel_reason: 'CUSTOMER_REQUEST',
      item_list: [brassItem],
      partial_cancel_item_list: [
        { ...brassItem, order_item_id: 3_000_142_341, promotion_group_id: 0, model_quantity: 1 },
      ],
    });
  });

  it('counts only what is not cancelled yet: what is left of an order is the whole', async () => {
    const fake = fakeShopee(['orders.items.part-cancelled', 'cancellations.cancel.ok']);
    await fake.adapter.cancellations.cancel(access, request);
    expect(written(fake)).toEqual({ order_sn: '260921ABCD1234', cancel_reason: 'CUSTOMER_REQUEST' });
  });

  it('writes ids beyond 2^53 as they are', async () => {
    const { adapter, seen } = fakeShopee(['orders.items.bundle', 'cancellations.cancel.ok']);
    await adapter.cancellations.cancel(access, { ...request, externalLineIds: ['9007199254740993.0.0'] });
    expect(seen[1]?.text).toContain('"order_item_id":9007199254740993,');
  });

  it.each<[string, string, object, unknown]>([
    ['the order is not there', 'orders.get.error', {}, NotFoundError],
    // An empty list of lines would be taken for all of them.
    ['the lines are not in it', 'orders.get.ok', { externalLineIds: ['1.2.3'] }, ConflictError],
    ['no line is named', 'orders.get.ok', { externalLineIds: [] }, ConflictError],
    ['they are cancelled already', 'orders.items.part-cancelled', { externalLineIds: [brass] }, ConflictError],
    ['the buyer has it', 'orders.items.delivered', {}, ConflictError],
    ['the reason is none', 'orders.get.ok', { reasonId: '7' }, InvalidRequestError],
  ])('is not even asked for when %s', async (_, sample, change, kind) => {
    const { adapter, seen } = fakeShopee([sample]);
    const error = await errorOf(adapter.cancellations.cancel(access, { ...request, ...change }));
    expect(error).toBeInstanceOf(kind);
    expect(seen).toHaveLength(1);
  });

  it('is refused by Shopee for its own reasons, which are not the quota of the day', async () => {
    const { adapter } = fakeShopee(['orders.get.ok', 'cancellations.cancel.error']);
    expect(await errorOf(adapter.cancellations.cancel(access, request))).toBeInstanceOf(ConflictError);
  });

  it('is not known to be done when no answer comes', async () => {
    const { adapter, seen } = fakeShopee(['orders.get.ok', new SendFailure('timeout', true, 'ETIMEDOUT')]);
    expect(await errorOf(adapter.cancellations.cancel(access, request))).toBeInstanceOf(OutcomeUnknownError);
    expect(seen).toHaveLength(2);
  });
});

describe('the answer to a buyer who wants to cancel', () => {
  const answer = { orderNumber: '260921ABCD1234', requestId: '260921ABCD1234' };

  it.each([
    [true, 'ACCEPT'],
    [false, 'REJECT'],
  ])('is sent: %p', async (agree, operation) => {
    const { adapter, seen } = fakeShopee(['cancellations.answer.ok']);
    expect(await adapter.cancellations.answer(access, { ...answer, agree })).toBeUndefined();
    expect(seen).toEqual([
      expect.objectContaining({
        method: 'POST',
        path: '/api/v2/order/handle_buyer_cancellation',
        subject: 'shop_id=220011001',
        query: {},
        body: { order_sn: '260921ABCD1234', operation },
      }),
    ]);
  });

  it('comes too late when it was answered', async () => {
    const { adapter } = fakeShopee(['cancellations.answer.error']);
    expect(await errorOf(adapter.cancellations.answer(access, { ...answer, agree: true }))).toBeInstanceOf(
      ConflictError,
    );
  });
});
