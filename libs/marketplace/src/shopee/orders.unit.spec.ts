import { ContractViolationError, InvalidRequestError, NotFoundError } from '../port/errors.js';
import { access, answerOf, errorOf, fakeShopee, fixture } from './test-shopee.js';

const window = { since: new Date('2026-09-20T00:00:00Z'), until: new Date('2026-09-21T00:00:00Z') };
const seconds = (text: string): string => String(Date.parse(text) / 1000);
const optional = 'item_list,package_list,pay_time,cancel_by,cancel_reason,buyer_cancel_reason,fulfillment_flag';

const detailOf = (order_sn_list: string) => ({
  method: 'GET',
  path: '/api/v2/order/get_order_detail',
  subject: 'shop_id=220011001',
  query: { order_sn_list, response_optional_fields: optional, request_order_status_pending: 'true' },
});

const order = JSON.parse(fixture('orders.get.ok')) as { response: { order_list: [Record<string, unknown>] } };
const [plain] = order.response.order_list;
const orderWith = (change: object) => answerOf({ response: { order_list: [{ ...plain, ...change }] } });

describe('listing changed orders', () => {
  it('asks for a window of update times, and then for what is in the orders', async () => {
    const { adapter, seen } = fakeShopee(['orders.list-updated-since.ok', 'orders.items.ok']);
    await adapter.orders.listUpdatedSince(access, window);
    expect(seen).toEqual([
      {
        method: 'GET',
        path: '/api/v2/order/get_order_list',
        subject: 'shop_id=220011001',
        query: {
          time_range_field: 'update_time',
          time_from: seconds('2026-09-20T00:00:00Z'),
          time_to: seconds('2026-09-21T00:00:00Z'),
          page_size: '100',
          cursor: '',
          request_order_status_pending: 'true',
        },
      },
      detailOf('260921ABCD1234,260921SPLT5678'),
    ]);
  });

  it('answers orders in our words, the oldest change first', async () => {
    const { adapter } = fakeShopee(['orders.list-updated-since.ok', 'orders.items.ok']);
    expect(await adapter.orders.listUpdatedSince(access, window)).toEqual({
      nextCursor: null,
      incomplete: false,
      items: [
        {
          orderNumber: '260921ABCD1234',
          status: 'placed',
          rawStatus: 'READY_TO_SHIP',
          placedAt: new Date(1_790_000_000_000),
          updatedAt: new Date(1_790_000_300_000),
          total: { amountMinor: '3000', currency: 'SGD' },
          unitCount: 2,
          warehouseCode: 'SGZ',
        },
        expect.objectContaining({
          orderNumber: '260921SPLT5678',
          status: 'ready_to_ship',
          rawStatus: 'PROCESSED',
          total: { amountMinor: '6760', currency: 'SGD' },
          unitCount: 4,
        }),
      ],
    });
  });

  it('answers an empty page without asking for details', async () => {
    const { adapter, seen } = fakeShopee(['orders.list-updated-since.empty']);
    const page = await adapter.orders.listUpdatedSince(access, window);
    expect(page).toEqual({ items: [], nextCursor: null, incomplete: false });
    expect(seen).toHaveLength(1);
  });

  it('says what Shopee has refused', async () => {
    const { adapter } = fakeShopee(['orders.list-updated-since.error']);
    const error = await errorOf(adapter.orders.listUpdatedSince(access, window));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(error.upstreamCode).toBe('order.order_list_invalid_time');
  });
});

describe('an order', () => {
  it('is asked for by its number, and read without anything about the buyer', async () => {
    const { adapter, seen } = fakeShopee(['orders.get.masked']);
    const read = await adapter.orders.get(access, '260921ABCD1234');
    expect(seen).toEqual([detailOf('260921ABCD1234')]);
    expect(optional).not.toMatch(/address|buyer_user|cpf|note|invoice|dropshipper/);
    expect(JSON.stringify(read)).not.toMatch(/buyer_one|\*\*\*|Somchai|9193214/);
    expect(read).toMatchObject({ status: 'placed', shipBy: new Date(1_790_172_800_000), cancellationRequest: null });
  });

  it('has one line for all units of a variant, at the price of one', async () => {
    const { adapter } = fakeShopee(['orders.get.ok']);
    const { lines, packages } = await adapter.orders.get(access, '260921ABCD1234');
    expect(lines).toEqual([
      {
        externalLineIds: ['3000142341.0.0'],
        sellerSku: 'LAMP',
        externalItemId: '3000142341',
        externalSkuId: '3000142341',
        title: 'Brass lamp',
        quantity: 2,
        unitPrice: { amountMinor: '1500', currency: 'SGD' },
        paid: { amountMinor: '3000', currency: 'SGD' },
        status: 'placed',
        rawStatus: 'READY_TO_SHIP',
        reason: null,
      },
    ]);
    // Its package has a number already, but nothing is arranged.
    expect(packages).toEqual([]);
  });

  it('is unknown when Shopee says so, or leaves it out', async () => {
    const refused = fakeShopee(['orders.get.error']);
    expect(await errorOf(refused.adapter.orders.get(access, '260921NONE0000'))).toBeInstanceOf(NotFoundError);
    const left = fakeShopee([answerOf({ response: { order_list: [] }, warning: 'none' })]);
    const error = await errorOf(left.adapter.orders.get(access, '260921NONE0000'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.explanation.zh).toEqual({ cause: '店铺没有该订单。', advice: '请检查订单号与店铺。' });
  });

  it('has a price although that of a bundle’s part is written as 0', async () => {
    const { adapter } = fakeShopee(['orders.items.bundle']);
    const { lines } = await adapter.orders.get(access, '260921ABCD1234');
    expect(lines.map(({ externalLineIds, unitPrice }) => [externalLineIds, unitPrice.amountMinor])).toEqual([
      [['3000142341.0.12'], '1500'],
      // The id is beyond what a double holds, and came exactly.
      [['9007199254740993.0.0'], '790'],
    ]);
  });

  it('parts a line of which some units are cancelled', async () => {
    const { adapter } = fakeShopee(['orders.items.part-cancelled']);
    const { lines, status } = await adapter.orders.get(access, '260921ABCD1234');
    expect(status).toBe('placed');
    expect(lines.map((line) => [line.externalLineIds[0], line.quantity, line.status])).toEqual([
      ['3000142341.0.0', 2, 'placed'],
      ['3000142341.0.0.cancelled', 1, 'cancelled'],
      ['3000142341.70001.0', 2, 'cancelled'],
    ]);
    expect(lines.map(({ paid }) => paid.amountMinor)).toEqual(['3000', '1500', '3000']);
  });

  it('says that its buyer wants to cancel, and how far it was', async () => {
    const { adapter } = fakeShopee(['orders.items.in-cancel']);
    expect(await adapter.orders.get(access, '260921ABCD1234')).toMatchObject({
      status: 'placed',
      rawStatus: 'IN_CANCEL',
      cancellationRequest: { requestId: '260921ABCD1234', externalLineIds: ['3000142341.0.0'], answerBy: null },
      lines: [expect.objectContaining({ reason: 'Change of Mind' })],
    });
  });

  it.each([
    ['UNPAID', 'unpaid'],
    ['PENDING', 'unpaid'],
    ['INVOICE_PENDING', 'unpaid'],
    ['READY_TO_SHIP', 'placed'],
    ['RETRY_SHIP', 'placed'],
    ['PROCESSED', 'ready_to_ship'],
    ['SHIPPED', 'shipped'],
    ['TO_CONFIRM_RECEIVE', 'delivered'],
    ['COMPLETED', 'delivered'],
    ['TO_RETURN', 'returned'],
    ['CANCELLED', 'cancelled'],
    ['OF_TOMORROW', 'unrecognized'],
    ['constructor', 'unrecognized'],
  ])('that is %s is %s to us', async (order_status, status) => {
    const { adapter } = fakeShopee([orderWith({ order_status, package_list: [] })]);
    const read = await adapter.orders.get(access, '260921ABCD1234');
    expect([read.status, read.rawStatus, read.lines[0]?.status]).toEqual([status, order_status, status]);
  });

  it.each([
    ['without a time', { update_time: 0 }],
    ['without a number', { order_sn: '' }],
    ['with a quantity that is none', { item_list: [{ item_id: 1, model_quantity_purchased: 'two' }] }],
    ['with half a cent', { item_list: [{ item_id: 1, model_quantity_purchased: 1, model_discounted_price: 1.005 }] }],
  ])('%s is not one that we know', async (_, change) => {
    const { adapter } = fakeShopee([orderWith(change)]);
    expect(await errorOf(adapter.orders.get(access, '260921ABCD1234'))).toBeInstanceOf(ContractViolationError);
  });

  it('has the sum that floating point means', async () => {
    const item = { item_id: 1, item_sku: 'A', model_quantity_purchased: 3, model_discounted_price: 0.1 + 0.2 };
    const { adapter } = fakeShopee([orderWith({ item_list: [item] })]);
    expect((await adapter.orders.get(access, '1')).total).toEqual({ amountMinor: '90', currency: 'SGD' });
  });
});

describe('the lines of many orders', () => {
  it('come with their parcels, and the tracking number of each that is arranged', async () => {
    const { adapter, seen } = fakeShopee(['orders.items.ok', 'orders.items.package-detail']);
    const found = await adapter.orders.items(access, ['260921ABCD1234', '260921SPLT5678', '260921ABCD1234']);
    expect(seen).toEqual([
      detailOf('260921ABCD1234,260921SPLT5678'),
      expect.objectContaining({
        path: '/api/v2/order/get_package_detail',
        query: { package_number_list: 'OFG199593509207188' },
      }),
    ]);
    expect(found.map(({ packages }) => packages)).toEqual([
      [],
      [
        {
          packageId: 'OFG199593509207188',
          trackingNumber: 'SG2109000001A',
          carrier: 'Standard Delivery',
          externalLineIds: ['3000142341.70001.0'],
          status: 'ready_to_ship',
        },
      ],
    ]);
    expect(JSON.stringify(found)).not.toMatch(/Somchai|\*\*\*/);
  });

  it('come while the tracking number is not there yet', async () => {
    const { adapter } = fakeShopee(['orders.items.ok', 'orders.items.no-tracking']);
    const [, split] = await adapter.orders.items(access, ['260921ABCD1234', '260921SPLT5678']);
    expect(split?.packages[0]?.trackingNumber).toBeNull();
  });

  it('are asked for by fifty', async () => {
    const numbers = Array.from({ length: 101 }, (_, index) => `2609210000${1000 + index}`);
    const none = answerOf({ response: { order_list: [] } });
    const { adapter, seen } = fakeShopee([none, none, none]);
    expect(await adapter.orders.items(access, numbers)).toEqual([]);
    expect(seen.map(({ query }) => String(query['order_sn_list']).split(',').length)).toEqual([50, 50, 1]);
  });

  it('leave out an order that the shop does not have, as Shopee does', async () => {
    const { adapter } = fakeShopee(['orders.items.unknown']);
    const found = await adapter.orders.items(access, ['260921ABCD1234', '260921NONE0000']);
    expect(found.map(({ orderNumber }) => orderNumber)).toEqual(['260921ABCD1234']);
  });

  it('are there although one unknown order refuses all of the batch', async () => {
    const answers = ['orders.get.error', 'orders.get.ok', 'orders.get.error', 'orders.get.error', 'orders.get.error'];
    const { adapter, seen } = fakeShopee(answers);
    const found = await adapter.orders.items(access, ['260921ABCD1234', '260921NONE0000', '260921NONE0001']);
    expect(found.map(({ orderNumber }) => orderNumber)).toEqual(['260921ABCD1234']);
    expect(seen.map(({ query }) => String(query['order_sn_list']))).toEqual([
      '260921ABCD1234,260921NONE0000,260921NONE0001',
      '260921ABCD1234,260921NONE0000',
      '260921NONE0001',
    ]);
  });

  it('say what else Shopee has refused', async () => {
    const { adapter } = fakeShopee(['orders.items.error']);
    expect(await errorOf(adapter.orders.items(access, ['x']))).toBeInstanceOf(InvalidRequestError);
  });
});

describe('a parcel', () => {
  it.each([
    ['LOGISTICS_REQUEST_CREATED', 'ready_to_ship'],
    ['LOGISTICS_PICKUP_RETRY', 'ready_to_ship'],
    ['LOGISTICS_PICKUP_FAILED', 'ready_to_ship'],
    ['LOGISTICS_PICKUP_DONE', 'shipped'],
    ['LOGISTICS_DELIVERY_DONE', 'delivered'],
    ['LOGISTICS_DELIVERY_FAILED', 'delivery_failed'],
    ['LOGISTICS_LOST', 'lost'],
  ])('that is %s is %s to us', async (logistics_status, status) => {
    const parcel = { package_number: 'OFG1', logistics_status, item_list: [] };
    const { adapter } = fakeShopee([orderWith({ package_list: [parcel] }), 'orders.items.no-tracking']);
    const { packages } = await adapter.orders.get(access, '260921ABCD1234');
    expect(packages.map((one) => one.status)).toEqual([status]);
  });

  it.each([
    'LOGISTICS_NOT_START',
    'LOGISTICS_NOT_STARTED',
    'LOGISTICS_PENDING_ARRANGE',
    'LOGISTICS_READY',
    'LOGISTICS_INVALID',
    'LOGISTICS_REQUEST_CANCELED',
    'LOGISTICS_COD_REJECTED',
    'OF_TOMORROW',
  ])('that is %s is not there', async (logistics_status) => {
    const parcel = { package_number: 'OFG1', logistics_status, item_list: [] };
    const { adapter } = fakeShopee([orderWith({ package_list: [parcel] })]);
    expect((await adapter.orders.get(access, '260921ABCD1234')).packages).toEqual([]);
  });
});
