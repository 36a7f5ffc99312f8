import { ContractViolationError, InvalidRequestError, NotFoundError } from '../port/errors.js';
import type { IncomingAnswer } from '../http/send.js';
import { access, errorOf, fakeLazada, fixture } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const window = { since: new Date('2026-01-01T17:00:00Z'), until: new Date('2026-01-02T17:00:00Z') };
const answer = (data: unknown): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType: 'application/json',
  body: JSON.stringify({ data, code: '0', request_id: 'r' }),
});

/** A page of orders, each changed at the second given. */
const pageOf = (seconds: readonly number[]): IncomingAnswer =>
  answer({
    orders: seconds.map((second, index) => ({
      order_id: 1_000 + index,
      created_at: '2026-01-02 10:00:00 +0700',
      updated_at: `2026-01-02 10:${String(Math.floor(second / 60)).padStart(2, '0')}:${String(second % 60).padStart(2, '0')} +0700`,
      statuses: ['pending'],
      items_count: 1,
      price: '1.00',
    })),
  });

describe('listing changed orders', () => {
  it('asks for the oldest change first, in the time of the site', async () => {
    const { adapter, seen } = fakeLazada(['orders.list-updated-since.ok']);
    await adapter.orders.listUpdatedSince(access, window);
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/orders/get`,
        params: {
          update_after: '2026-01-02T00:00:00+07:00',
          update_before: '2026-01-03T00:00:00+07:00',
          sort_by: 'updated_at',
          sort_direction: 'ASC',
          offset: '0',
          limit: '100',
        },
      },
    ]);
  });

  it('answers orders in our words, and nothing about the buyer', async () => {
    const { adapter } = fakeLazada(['orders.list-updated-since.ok']);
    const page = await adapter.orders.listUpdatedSince(access, window);
    expect(page).toEqual({
      nextCursor: null,
      incomplete: false,
      items: [
        {
          orderNumber: '491253082180001',
          status: 'placed',
          rawStatus: 'pending',
          placedAt: new Date('2026-01-02T03:13:29Z'),
          updatedAt: new Date('2026-01-02T03:20:00Z'),
          total: { amountMinor: '124050', currency: 'THB' },
          unitCount: 3,
          warehouseCode: 'dropshipping',
        },
        expect.objectContaining({
          orderNumber: '491253082180002',
          status: 'shipped',
          rawStatus: 'shipped,canceled',
          updatedAt: new Date('2026-01-02T03:21:00Z'),
        }),
      ],
    });
    expect(JSON.stringify(page)).not.toMatch(/Somchai|66812345678|Sukhumvit|mother|call me/);
  });

  it('answers an empty page when the list is left out', async () => {
    const { adapter } = fakeLazada(['orders.list-updated-since.empty']);
    expect(await adapter.orders.listUpdatedSince(access, window)).toEqual({
      items: [],
      nextCursor: null,
      incomplete: false,
    });
  });

  it('goes on a second before the last change, so that an order which moves meanwhile is not skipped', async () => {
    const seconds = Array.from({ length: 100 }, (_, index) => index);
    const { adapter, seen } = fakeLazada([pageOf(seconds), pageOf([99, 100])]);
    const first = await adapter.orders.listUpdatedSince(access, window);
    await adapter.orders.listUpdatedSince(access, { ...window, cursor: first.nextCursor });
    expect(seen[1]?.params).toMatchObject({ update_after: '2026-01-02T10:01:38+07:00', offset: '0' });
  });

  it('refuses a cursor that is not its own', async () => {
    const { adapter } = fakeLazada([]);
    const error = await errorOf(adapter.orders.listUpdatedSince(access, { ...window, cursor: '1767225600000.100' }));
    expect(error).toBeInstanceOf(InvalidRequestError);
  });

  it('tells a refused filter as our own fault', async () => {
    const { adapter } = fakeLazada(['orders.list-updated-since.error']);
    expect(await errorOf(adapter.orders.listUpdatedSince(access, window))).toMatchObject({
      code: 'marketplace-invalid-request',
      upstreamCode: '17',
      requestId: '0ba2887315178178017221014',
    });
  });

  it('answers unrecognized for a state that nobody knows, and keeps its name', async () => {
    const order = JSON.parse(fixture('orders.get.ok')) as { data: object };
    const { adapter } = fakeLazada([answer({ orders: [{ ...order.data, statuses: ['teleported', 'delivered'] }] })]);
    const { items } = await adapter.orders.listUpdatedSince(access, window);
    expect(items[0]).toMatchObject({ status: 'unrecognized', rawStatus: 'teleported,delivered' });
  });
});

describe('reading one order', () => {
  it('reads the order, then its items, and merges units into lines', async () => {
    const { adapter, seen } = fakeLazada(['orders.get.ok', 'orders.items-of-order.ok']);
    expect(await adapter.orders.get(access, '491253082180001')).toMatchObject({
      orderNumber: '491253082180001',
      shipBy: new Date('2026-01-05T16:59:59Z'),
      packages: [],
      lines: [
        {
          externalLineIds: ['491253082280001', '491253082280002', '491253082280003'],
          sellerSku: 'BAG-BLK',
          externalItemId: '2807246166',
          externalSkuId: '13449296008',
          quantity: 3,
          unitPrice: { amountMinor: '41350', currency: 'THB' },
          paid: { amountMinor: '121400', currency: 'THB' },
          status: 'placed',
          rawStatus: 'pending',
          reason: null,
        },
      ],
    });
    expect(seen).toEqual([
      { method: 'GET', address: `${api}/order/get`, params: { order_id: '491253082180001' } },
      { method: 'GET', address: `${api}/order/items/get`, params: { order_id: '491253082180001' } },
    ]);
  });

  it('tells what a buyer wants cancelled, and until when the seller can answer', async () => {
    const { adapter } = fakeLazada(['orders.get.ok', 'orders.items-of-order.buyer-cancels']);
    const { cancellationRequest } = await adapter.orders.get(access, '491253082180001');
    expect(cancellationRequest).toEqual({
      requestId: '600100000000009',
      externalLineIds: ['491253082280001', '491253082280003'],
      answerBy: new Date(1_767_582_000_000),
    });
  });

  it('tells first what would be cancelled first, and nothing that needs no answer', async () => {
    const items = JSON.parse(fixture('orders.items-of-order.buyer-cancels')) as { data: Record<string, unknown>[] };
    const [first, second, third] = items.data;
    const read = async (rows: object[]) => {
      const { adapter } = fakeLazada(['orders.get.ok', answer(rows)]);
      return (await adapter.orders.get(access, '491253082180001')).cancellationRequest;
    };
    const sooner = {
      ...third,
      need_cancel_confirm: 'true',
      reverse_order_id: '7',
      cancel_trigger_time: '1767500000000',
    };
    expect(await read([first!, second!, sooner])).toEqual({
      requestId: '7',
      externalLineIds: [String(third!['order_item_id'])],
      answerBy: new Date(1_767_500_000_000),
    });
    const silent = { ...first, cancel_trigger_time: 0 };
    expect(await read([silent])).toMatchObject({ requestId: '600100000000009', answerBy: null });
    expect(await read([{ ...first, need_cancel_confirm: false }, third!])).toBeNull();
    expect(await read([{ ...first, reverse_order_id: '' }])).toBeNull();
  });

  it('says when the shop has no such order', async () => {
    const { adapter } = fakeLazada(['orders.get.error']);
    const error = await errorOf(adapter.orders.get(access, '491253082180001'));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error.logLevel).toBe('info');
  });

  it('asks nothing for a number that is no order number of Lazada’s', async () => {
    const { adapter, seen } = fakeLazada([]);
    expect(await errorOf(adapter.orders.get(access, '26A/1'))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('refuses a time that it cannot read, and names the field only', async () => {
    const body = fixture('orders.get.ok').replace('2026-01-02 10:20:00 +0700', 'Somchai');
    const { adapter } = fakeLazada([{ status: 200, retryAfterMs: null, contentType: 'application/json', body }]);
    const error = await errorOf(adapter.orders.get(access, '491253082180001'));
    expect(error).toBeInstanceOf(ContractViolationError);
    expect(error.message).toContain('updated_at');
    expect(error.message).not.toContain('Somchai');
  });
});
