import type { Order } from '../api/types.js';
import { LatestOrders } from './latest-orders.js';

const order = (number: number): Order => ({
  orderId: `id-${number}`,
  shopId: 's',
  marketplace: 'lazada',
  country: 'TH',
  orderNumber: String(number),
  status: 'placed',
  placedAt: new Date(number * 1000).toISOString(),
  total: { amountMinor: '1', currency: 'THB' },
});

/** A list that grows at its end, in pages of two. */
function growing(count: number) {
  const cursors: (string | null)[] = [];
  const all = Array.from({ length: count }, (_, index) => order(index));
  const orders = (cursor: string | null) => {
    cursors.push(cursor);
    const from = Number(cursor ?? 0);
    const next = from + 2 < all.length ? String(from + 2) : null;
    return Promise.resolve({ items: all.slice(from, from + 2), next });
  };
  return { all, cursors, latest: new LatestOrders({ orders }) };
}

describe('the latest orders', () => {
  it('are found at the end of the list, newest first', async () => {
    const { latest, cursors } = growing(5);
    const seen = await latest.look();
    expect(seen.map(({ orderNumber }) => orderNumber)).toEqual(['4', '3', '2', '1', '0']);
    expect(cursors).toEqual([null, '2', '4']);
  });

  it('are looked for from the last page on, which shows what is new and what has changed', async () => {
    const { all, latest, cursors } = growing(5);
    await latest.look();
    cursors.length = 0;
    all[4] = { ...all[4]!, status: 'shipped' };
    all.push(order(5), order(6));
    const seen = await latest.look();
    expect(cursors).toEqual(['4', '6']);
    expect(seen.slice(0, 3).map(({ orderNumber, status }) => [orderNumber, status])).toEqual([
      ['6', 'placed'],
      ['5', 'placed'],
      ['4', 'shipped'],
    ]);
  });

  it('are fifty at most', async () => {
    const seen = await growing(39).latest.look();
    expect(seen).toHaveLength(39);
    const { latest } = growing(200);
    await latest.look();
    let last = await latest.look();
    for (let look = 0; look < 5; look += 1) last = await latest.look();
    expect(last).toHaveLength(50);
    expect(last[0]?.orderNumber).toBe('199');
  });
});
