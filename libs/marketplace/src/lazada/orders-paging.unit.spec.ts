import * as fc from 'fast-check';
import type { IncomingAnswer } from '../http/send.js';
import type { OrderPage } from '../port/order.types.js';
import { WireObject } from '../wire/wire-object.js';
import { fromListOrdersResponse, toListOrdersRequest } from './orders.js';
import { access, answerOf, fakeLazada } from './test-lazada.js';

const dayStart = Date.parse('2026-01-02T03:00:00Z');
const details = { marketplace: 'lazada', operation: 'orders.listUpdatedSince' };

const thaiTime = (ms: number): string =>
  `${new Date(ms + 7 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')} +0700`;

/** Lists as Lazada does: by time of change in whole seconds, from an offset, and nothing beyond the 5 000th. */
class FakeOrders {
  readonly changedAt = new Map<number, number>();

  place(order: number, second: number): void {
    this.changedAt.set(order, dayStart + second * 1_000);
  }

  list(params: Readonly<Record<string, string>>): object {
    const [after, before] = ['update_after', 'update_before'].map((name) => Date.parse(params[name]!));
    const offset = Number(params['offset']);
    if (offset > 5_000) throw new Error('Lazada lists nothing beyond the 5 000th.');
    const orders = [...this.changedAt]
      .filter(([, at]) => at >= after! && at <= before!)
      .sort(([one, a], [other, b]) => a - b || one - other)
      .slice(offset, offset + Number(params['limit']));
    return {
      countTotal: this.changedAt.size,
      orders: orders.map(([order_id, at]) => ({
        order_id,
        created_at: thaiTime(dayStart),
        updated_at: thaiTime(at),
        statuses: ['pending'],
        items_count: 1,
        price: '1,240.00',
      })),
    };
  }
}

interface Reading {
  readonly seen: ReadonlySet<string>;
  readonly offsets: readonly number[];
  readonly incomplete: boolean;
}

/** Reads the whole window; `meanwhile` happens after each page. */
function readAll(orders: FakeOrders, meanwhile: (page: number) => void = () => undefined): Reading {
  const since = new Date(dayStart - 1_000);
  const until = new Date(dayStart + 3_600_000);
  const seen = new Set<string>();
  const offsets: number[] = [];
  let incomplete = false;
  let cursor: string | null = null;
  for (let page = 0; page < 2_000; page += 1) {
    const window = { since, until, cursor };
    const params = { ...toListOrdersRequest(window, 'TH') };
    offsets.push(Number(params.offset));
    const data = WireObject.of(orders.list(params), '', details);
    const answer: OrderPage = fromListOrdersResponse(data, window, 'TH');
    for (const { orderNumber } of answer.items) seen.add(orderNumber);
    incomplete ||= answer.incomplete;
    cursor = answer.nextCursor;
    if (cursor === null) return { seen, offsets, incomplete };
    meanwhile(page);
  }
  throw new Error('The list never ended.');
}

const all = (orders: FakeOrders): string[] => [...orders.changedAt.keys()].map(String);
const missed = (orders: FakeOrders, { seen }: Reading): string[] => all(orders).filter((order) => !seen.has(order));

describe('listing orders page by page', () => {
  it('misses none, whatever changes meanwhile and however many changed in one second', () => {
    const placed = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 90, maxLength: 450 });
    const changes = fc.array(fc.array(fc.nat(), { maxLength: 4 }), { maxLength: 12 });
    fc.assert(
      fc.property(placed, changes, fc.boolean(), (seconds, perPage, crowded) => {
        const orders = new FakeOrders();
        seconds.forEach((second, index) => orders.place(1_000 + index, crowded ? 3 : second));
        let now = 10;
        const reading = readAll(orders, (page) => {
          for (const which of perPage[page] ?? []) {
            now += 1;
            orders.place(1_000 + (which % seconds.length), now);
          }
        });
        expect(missed(orders, reading)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('reads a second again whose orders have moved', () => {
    const orders = new FakeOrders();
    for (let order = 0; order < 250; order += 1) orders.place(1_000 + order, 3);
    // The first order changes after it was read: every one behind it moves up.
    const reading = readAll(orders, (page) => {
      if (page === 1) orders.place(1_000, 20);
    });
    expect(missed(orders, reading)).toEqual([]);
    expect(reading.incomplete).toBe(false);
    expect(reading.offsets.slice(0, 4)).toEqual([0, 0, 99, 0]);
  });

  it('moves by offset inside one second, and says so when Lazada lists no further', () => {
    const orders = new FakeOrders();
    for (let order = 0; order < 5_400; order += 1) orders.place(10_000 + order, 3);
    orders.place(99_999, 30);
    const reading = readAll(orders);
    expect(reading.incomplete).toBe(true);
    expect(Math.max(...reading.offsets)).toBeLessThanOrEqual(5_000);
    // What lies behind that second is not lost with it.
    expect(reading.seen.has('99999')).toBe(true);
    expect(reading.seen.size).toBeGreaterThan(5_000);
  });

  it('does not begin again for ever when Lazada lists one second in another order each time', () => {
    let call = 0;
    const orders = new FakeOrders();
    for (let order = 0; order < 250; order += 1) orders.place(1_000 + order, 3);
    const list = orders.list.bind(orders);
    orders.list = (params) => {
      call += 1;
      const answer = list(params) as { orders: object[] };
      return call % 2 === 0 ? { ...answer, orders: answer.orders.toReversed() } : answer;
    };
    expect(readAll(orders).incomplete).toBe(true);
  });

  it('goes through the adapter as it is', async () => {
    const orders = new FakeOrders();
    for (let order = 0; order < 150; order += 1) orders.place(1_000 + order, 3);
    const window = { since: new Date(dayStart + 2_000), until: new Date(dayStart + 60_000) };
    const first = toListOrdersRequest(window, 'TH');
    const answers: IncomingAnswer[] = [answerOf({ data: orders.list({ ...first }), code: '0' })];
    const { adapter, seen } = fakeLazada(answers);
    const page = await adapter.orders.listUpdatedSince(access, window);
    expect(seen[0]?.params).toEqual(first);
    expect(page.items).toHaveLength(100);
    expect(page.items[0]?.total).toEqual({ amountMinor: '124000', currency: 'THB' });
    expect(toListOrdersRequest({ ...window, cursor: page.nextCursor }, 'TH')).toMatchObject({ offset: '99' });
  });
});
