import * as fc from 'fast-check';
import { FakeClock } from '@pinglu/testing';
import type { IncomingAnswer, OutgoingRequest } from '../http/send.js';
import { InvalidRequestError } from '../port/errors.js';
import type { OrderPage, OrderWindow } from '../port/order.types.js';
import { createShopeeAdapter } from './adapter.js';
import { access, answerOf, credentials, errorOf, fakeShopee } from './test-shopee.js';

const day = 86_400;
const start = Date.parse('2026-09-01T00:00:00Z') / 1000;
const at = (seconds: number): Date => new Date((start + seconds) * 1000);

interface Changes {
  /** Which order changes after the call, if any, as a part of all. */
  readonly next: () => number | null;
}

/**
 * A Shopee that counts: its cursor says how many orders come before, so that an order which changes moves the ones behind
 * it up. Pages may be short.
 */
function countingShopee(times: readonly number[], now: number, changes: Changes, pageSize = 100) {
  const updated = new Map(times.map((time, index) => [`260901${String(index).padStart(8, '0')}`, time]));
  const clock = new FakeClock(at(now));
  const nowSeconds = (): number => Math.floor(clock.now().getTime() / 1000) - start;
  const calls: { from: number; to: number; cursor: string }[] = [];
  const list = ({ searchParams }: URL): object => {
    const [from = 0, to = 0] = ['time_from', 'time_to'].map((name) => Number(searchParams.get(name)) - start);
    const cursor = searchParams.get('cursor') ?? '';
    calls.push({ from, to, cursor });
    if (from >= to || to - from > 15 * day) return { error: 'order.order_list_invalid_time', message: '' };
    const inside = [...updated].filter(([, time]) => time >= from && time <= to).sort((a, b) => a[1] - b[1]);
    const first = Number(cursor || '0');
    const page = inside.slice(first, first + Math.min(pageSize, Number(searchParams.get('page_size'))));
    const more = first + page.length < inside.length;
    const order_list = page.map(([order_sn]) => ({ order_sn }));
    return { response: { more, next_cursor: more ? String(first + page.length) : '', order_list } };
  };
  const details = ({ searchParams }: URL): object => {
    const numbers = (searchParams.get('order_sn_list') ?? '').split(',');
    const order_list = numbers.map((order_sn) => ({
      ...{ order_sn, currency: 'SGD', order_status: 'READY_TO_SHIP', item_list: [], package_list: [] },
      ...{ create_time: start, update_time: start + updated.get(order_sn)! },
    }));
    return { response: { order_list } };
  };
  const send = ({ url }: OutgoingRequest): Promise<IncomingAnswer> => {
    const address = new URL(url);
    const answer = answerOf(address.pathname.endsWith('get_order_list') ? list(address) : details(address));
    clock.advance(100);
    const changed = changes.next();
    if (changed !== null) updated.set([...updated.keys()][Math.floor(changed * updated.size)]!, nowSeconds());
    return Promise.resolve(answer);
  };
  const adapter = createShopeeAdapter({
    credentials,
    http: { clock, send, sleep: () => Promise.resolve(), random: () => 0.5, callsPerSecond: 1_000_000 },
  });
  const poll = async (since: number, until: number): Promise<OrderPage[]> => {
    const window: OrderWindow = { since: at(since), until: at(until) };
    const pages: OrderPage[] = [];
    for (let cursor: string | null = null; ;) {
      const page: OrderPage = await adapter.orders.listUpdatedSince(access, { ...window, cursor });
      pages.push(page);
      cursor = page.nextCursor;
      if (cursor === null) return pages;
    }
  };
  return { poll, updated, calls, clock, nowSeconds };
}

const still: Changes = { next: () => null };
const numbersIn = (pages: readonly OrderPage[]): string[] =>
  pages.flatMap(({ items }) => items.map(({ orderNumber }) => orderNumber));

describe('a window of changed orders', () => {
  it('is asked for by 15 days at most', async () => {
    const { poll, calls } = countingShopee([1, 20 * day, 39 * day], 40 * day, still);
    const found = numbersIn(await poll(0, 40 * day));
    expect(found).toHaveLength(3);
    expect(calls.map(({ from, to }) => [from / day, to / day])).toEqual([
      [0, 15],
      [15, 30],
      [30, 40],
    ]);
  });

  it('ends with the present, also when it is asked for longer', async () => {
    const { poll, calls } = countingShopee([1], 100, still);
    await poll(0, 40 * day);
    expect(calls).toHaveLength(1);
  });

  it('is read by parts that have one page, and none of them with a cursor', async () => {
    const times = Array.from({ length: 1_000 }, (_, index) => index * 60);
    const { poll, calls } = countingShopee(times, 2 * day, still);
    const pages = await poll(0, day);
    expect(new Set(numbersIn(pages)).size).toBe(1_000);
    expect(calls.filter(({ cursor }) => cursor !== '')).toEqual([]);
    // Halving costs calls; it must not cost many.
    expect(calls.length).toBeLessThan(45);
    const updates = pages.flatMap(({ items }) => items.map(({ updatedAt }) => updatedAt.getTime()));
    expect(updates).toEqual([...updates].sort((a, b) => a - b));
  });

  it('is read in longer parts again after a busy time', async () => {
    const times = Array.from({ length: 600 }, (_, index) => Math.floor(index / 5));
    const { poll, calls } = countingShopee(times, 12 * day, still);
    expect(new Set(numbersIn(await poll(0, 10 * day))).size).toBe(600);
    expect(calls.length).toBeLessThan(80);
  });

  it('is read by pages where more orders changed at once than a page holds', async () => {
    const { poll, calls } = countingShopee(
      Array.from({ length: 350 }, () => 500),
      day,
      still,
    );
    const pages = await poll(0, 1_000);
    expect(new Set(numbersIn(pages)).size).toBe(350);
    expect(pages.every(({ incomplete }) => !incomplete)).toBe(true);
    expect(calls.some(({ cursor }) => cursor === '300')).toBe(true);
  });

  it('takes short pages for what they are', async () => {
    const times = Array.from({ length: 120 }, (_, index) => index * 10);
    const { poll } = countingShopee(times, day, still, 7);
    expect(new Set(numbersIn(await poll(0, 2_000))).size).toBe(120);
  });

  it('says so when it could not be read whole', async () => {
    // An order of the moment changes after each call, so that no two passes are the same.
    let turn = 0;
    const restless: Changes = { next: () => (turn++ % 50) / 500 };
    const { poll } = countingShopee(
      Array.from({ length: 500 }, () => 500),
      501,
      restless,
    );
    const pages = await poll(499, 501);
    expect(pages.some(({ incomplete }) => incomplete)).toBe(true);
  });

  it.each(['x', '1', '1.2.3', '-1.5', '1.123456789'])('cannot be begun in the middle with %p', async (cursor) => {
    const { adapter, seen } = fakeShopee([]);
    const window = { since: at(0), until: at(100), cursor };
    expect(await errorOf(adapter.orders.listUpdatedSince(access, window))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('misses no order over one poll and the next, whichever change meanwhile', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 400 }),
        fc.array(fc.option(fc.double({ min: 0, max: 0.999, noNaN: true }), { freq: 2 }), { maxLength: 40 }),
        fc.integer({ min: 3, max: 100 }),
        async (times, script, pageSize) => {
          const left = [...script];
          const shop = countingShopee(times, 3_600, { next: () => left.shift() ?? null }, pageSize);
          const first = await shop.poll(0, 3_600);
          shop.clock.advance(1_000);
          const until = shop.nowSeconds() + 1;
          shop.clock.advance(5_000);
          left.length = 0;
          const pages = [...first, ...(await shop.poll(3_600, until))];
          const seen = new Map<string, number>();
          for (const { orderNumber, updatedAt } of pages.flatMap(({ items }) => items)) {
            seen.set(orderNumber, Math.max(seen.get(orderNumber) ?? 0, updatedAt.getTime()));
          }
          // Each order as it is after its last change.
          const expected = [...shop.updated].map(([number, time]) => [number, at(time).getTime()] as const);
          expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
        },
      ),
      { numRuns: 60 },
    );
  });
});
