import { minorOf } from '@pinglu/kernel';
import type { MarketplaceOrderStatus } from '../port/order.types.js';
import { dayIn } from './days.js';
import { ShopeeLife, sumOf } from './test-life.js';

const day = 86_400_000;

// Real: the adapter and the stand-in over HTTP, whose time is moved on by twenty days.
describe('a shop that is cut off for twenty days', () => {
  const shop = '220011101';
  const sku = 'LOCAL-TEE-BLK';
  let life: ShopeeLife;

  beforeAll(async () => {
    life = await ShopeeLife.start();
    await life.connect('local-sg');
  });
  afterAll(() => life.stop());

  const buy = (): Promise<string> => life.buy(shop, sku);

  it('finds all orders, all money and the last messages afterwards', async () => {
    const before = [await buy(), await buy(), await buy()];
    for (const order of before) await life.arrange(shop, order);
    const [first, second, third] = before as [string, string, string];
    const seenUntil = life.now;
    await life.wait(0.01);

    // Nothing is answered any more: messages are lost, and nobody asks.
    await life.control('PUT', 'push', { url: 'http://127.0.0.1:9/nobody', speed: 1_000_000 });
    await life.wait(2);
    await life.advance(first, 'SHIPPED', 'COMPLETED');
    const early = await buy();
    await life.control('POST', `orders/${early}/cancel`, { by: 'buyer', consent: 'not-needed' });
    await life.wait(6);
    await life.advance(second, 'SHIPPED', 'COMPLETED');
    await life.control('POST', `orders/${first}/adjust`, { amount: '-0.75', reason: 'Weight' });
    const middle = await buy();
    await life.wait(8);
    const { returnNumber } = (await life.control('POST', `orders/${second}/return`, { solution: 'REFUND' })) as {
      returnNumber: string;
    };
    await life.control('POST', `returns/${returnNumber}/advance`, { to: 'ACCEPTED' });
    await life.wait(3.9);
    await life.advance(third, 'SHIPPED', 'COMPLETED');
    const last = await buy();
    await life.wait(0.1);

    // Back again: the tokens have run out meanwhile, the refresh tokens have not.
    await life.renew();
    const access = life.access(shop);

    const orders = new Map<string, MarketplaceOrderStatus>();
    for (let cursor: string | null = null; ;) {
      const window = { since: seenUntil, until: life.now, cursor };
      const page = await life.adapter.orders.listUpdatedSince(access, window);
      expect(page.incomplete).toBe(false);
      for (const { orderNumber, status } of page.items) orders.set(orderNumber, status);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    const all = [...before, early, middle, last];
    expect([...orders.keys()].toSorted()).toEqual([...all].toSorted());
    expect(orders.get(early)).toBe('cancelled');
    expect([orders.get(middle), orders.get(last)]).toEqual(['placed', 'placed']);

    const rows = await life.rows(shop, 22);
    expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
    const sumOfOrder = (order: string) => sumOf(rows.filter(({ orderNumber }) => orderNumber === order));
    // The same goods, and so the same escrow, less what was corrected.
    const whole = sumOfOrder(third);
    expect(whole).toBeGreaterThan(0n);
    expect(sumOfOrder(first)).toBe(whole - 75n);
    const refund = rows.find(({ orderNumber, kind }) => orderNumber === second && kind === 'adjustment');
    expect(minorOf(refund!.amount)).toBeLessThan(0n);
    expect(sumOfOrder(second)).toBe(whole + minorOf(refund!.amount));
    expect(rows.filter(({ orderNumber }) => ![first, second, third].includes(orderNumber ?? ''))).toEqual([]);
    // A statement is of a day that is over in the shop's country.
    const since = dayIn(new Date(life.now.getTime() - 21 * day), 'SG');
    const today = dayIn(life.now, 'SG');
    const statements = await life.adapter.finance.payouts(access, { since });
    expect(statements.reduce((sum, { payout }) => sum + minorOf(payout), 0n)).toBe(
      sumOf(rows.filter(({ transactionOn }) => transactionOn < today)),
    );

    const messages = await life.world.eventually(async () => {
      const told = await drained();
      return told.includes(last) ? told : undefined;
    }, 'the lost messages');
    // Shopee keeps them for three days: what is older has to come from the lists above.
    expect(messages).not.toContain(early);
    expect(await life.adapter.pushQueue.lost()).toMatchObject({ lastMessageId: null, more: false });
  });

  /** Order numbers of the lost messages; takes them from the queue. */
  async function drained(): Promise<(string | null)[]> {
    const found: (string | null)[] = [];
    for (;;) {
      const { messages, lastMessageId } = await life.adapter.pushQueue.lost();
      found.push(...messages.map((body) => life.adapter.push.parse(body).reference));
      if (lastMessageId === null) return found;
      await life.adapter.pushQueue.confirmLost(lastMessageId);
    }
  }
});
