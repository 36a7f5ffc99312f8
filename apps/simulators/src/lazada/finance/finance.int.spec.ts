import { seededRandom } from '../../control/random.js';
import { DEMO_SELLER_ID } from '../seller/seller.js';
import { startTestShop } from '../test-shop.js';

type Shop = Awaited<ReturnType<typeof startTestShop>>;
type Row = Record<string, string>;

const toMinor = (text: string): number => Math.round(Number(text.replaceAll(',', '').replace(/ [A-Z]{3}$/, '')) * 100);

// Real: the simulator over HTTP.
describe('the account of a shop', () => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await startTestShop();
    await shop.connect();
    await shop.create('MONEY-1', '500', '100.30');
    await shop.create('MONEY-2', '500', '1999.99');
  });
  afterEach(() => shop.stop());

  const now = async (): Promise<number> => Date.parse(String((await shop.control('GET', '/clock')).body['now']));
  const dayAt = async (days: number): Promise<string> =>
    new Date((await now()) + days * 86_400_000).toISOString().slice(0, 10);
  const details = async (filter: Record<string, unknown> = {}): Promise<Row[]> => {
    const window = { start_time: await dayAt(-60), end_time: await dayAt(60), limit: 500 };
    return (await shop.get('/finance/transaction/details/get', { ...window, ...filter })).data as Row[];
  };
  const payouts = async (): Promise<Row[]> =>
    (await shop.get('/finance/payout/status/get', { created_after: await dayAt(-60) })).data as Row[];
  const end = (orderId: string, to: string) => shop.control('POST', `/orders/${orderId}/advance`, { to });
  const shipped = async (sellerSku: string, quantity = 1): Promise<string> => {
    const orderId = await shop.order(sellerSku, quantity);
    await shop.ready(orderId);
    return orderId;
  };
  const amounts = (rows: Row[]) => rows.map((row) => [row['fee_type'], row['amount']]);

  it('says nothing of what was cancelled before it left', async () => {
    const orderId = await shop.order('MONEY-1');
    await shop.control('POST', `/orders/${orderId}/cancel`);
    expect(await details()).toEqual([]);
  });

  it.each([
    ['lost_by_3pl', [['216', '100.30']]],
    ['damaged_by_3pl', [['217', '100.30']]],
    ['failed_delivery', [['128', '-38.00']]],
  ])('pays and charges for what is %s', async (to, expected) => {
    await end(await shipped('MONEY-1'), to);
    expect(amounts(await details())).toEqual(expected);
  });

  it('adds up in every statement, whatever happened in its days', async () => {
    const random = seededRandom(5);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
    const delivered: string[] = [];
    for (let day = 0; day < 6; day += 1) {
      for (let order = 0; order < 4; order += 1) {
        const orderId = await shipped(pick(['MONEY-1', 'MONEY-2']), pick([1, 2, 3]));
        const to = pick(['delivered', 'delivered', 'delivered', 'failed_delivery', 'lost_by_3pl', 'damaged_by_3pl']);
        await end(orderId, to);
        if (to === 'delivered') delivered.push(orderId);
      }
      // Refunds come days later: they belong to the statement of their own day.
      const returned = random() < 0.7 ? delivered.shift() : undefined;
      if (returned) await shop.control('POST', `/orders/${returned}/return`);
      await shop.control('POST', '/clock', { advance: '1d' });
    }
    await shop.control('POST', '/clock', { advance: '3d' });
    const rows = await details();
    const statements = await payouts();
    expect(statements).toHaveLength(6);
    expect(rows.some((row) => row['transaction_type']!.startsWith('Refunds-'))).toBe(true);
    let balance = 0;
    for (const statement of statements) {
      const minor = (name: string): number => toMinor(statement[name]!);
      const day = statement['statement_number']!.slice(-8);
      const own = rows.filter((row) => dayText(row['statement']!) === day);
      const sum = own.reduce((total, row) => total + toMinor(row['amount']!), 0);
      expect(minor('opening_balance')).toBe(balance);
      expect(minor('subtotal1')).toBe(minor('item_revenue') + minor('other_revenue_total') - minor('fees_total'));
      expect(minor('subtotal2')).toBe(minor('subtotal1') - minor('refunds'));
      expect(minor('subtotal2') + minor('fees_on_refunds_total')).toBe(sum);
      expect(minor('payout') + minor('closing_balance')).toBe(balance + sum);
      balance = minor('closing_balance');
    }
    const paid = statements.reduce((total, one) => total + toMinor(one['payout']!), 0);
    expect(paid + balance).toBe(rows.reduce((total, row) => total + toMinor(row['amount']!), 0));
  });

  it('opens with a debt what follows a day of refunds', async () => {
    const orderId = await shipped('MONEY-2');
    await end(orderId, 'delivered');
    await shop.control('POST', '/clock', { advance: '1d' });
    await shop.control('POST', `/orders/${orderId}/return`);
    await shop.control('POST', '/clock', { advance: '1d' });
    await end(await shipped('MONEY-1'), 'delivered');
    await shop.control('POST', '/clock', { advance: '1d' });
    const [first, second, third] = await payouts();
    expect([first!['closing_balance'], second!['payout']]).toEqual(['0.00', '0.00 THB']);
    // The item price goes back, the commission of 5.35 % comes back.
    expect(second!['closing_balance']).toBe('-1892.99');
    expect(third!['opening_balance']).toBe('-1892.99');
  });

  it('is read in pages and by every filter', async () => {
    const orders = [await shipped('MONEY-1', 2), await shipped('MONEY-2')];
    for (const orderId of orders) await end(orderId, 'delivered');
    const all = await details();
    expect(all).toHaveLength(15);
    const pages = [];
    for (let offset = 0; offset < 15; offset += 4) pages.push(...(await details({ offset, limit: 4 })));
    expect(pages).toEqual(all);
    expect(await details({ trans_type: '-1' })).toEqual(all);
    expect(amounts(await details({ trans_type: '13' }))).toEqual([
      ['13', '100.30'],
      ['13', '100.30'],
      ['13', '1,999.99'],
    ]);
    expect(await details({ trade_order_id: orders[1] })).toHaveLength(5);
    const [item] = await shop.items(orders[0]!);
    expect(await details({ trade_order_line_id: item!.order_item_id })).toHaveLength(5);
    expect(await details({ start_time: await dayAt(2) })).toEqual([]);
  });

  it.each([
    ['a span beyond 180 days', { start_time: '2025-01-01', end_time: '2025-12-31' }, '1000012'],
    ['an unknown type of fee', { trans_type: 'Commission' }, '1000014'],
    ['another unknown type', { trans_type: '99999' }, '1000014'],
    ['a page that is too long', { limit: 501 }, '19'],
    ['an offset below zero', { offset: -1 }, '14'],
    ['a day that is none', { start_time: '01/02/2026' }, '17'],
  ])('is not read for %s', async (_name, change, code) => {
    const window = { start_time: await dayAt(-1), end_time: await dayAt(1) };
    expect(await shop.get('/finance/transaction/details/get', { ...window, ...change })).toMatchObject({ code });
  });

  it('shows what came in and what was paid out', async () => {
    await end(await shipped('MONEY-1'), 'delivered');
    const query = async (filter: Record<string, unknown> = {}) =>
      shop.post('/finance/transaction/accountTransactions/query', {
        start_time: (await dayAt(-30)).replaceAll('-', ''),
        end_time: (await dayAt(30)).replaceAll('-', ''),
        page_num: 1,
        page_size: 10,
        ...filter,
      });
    expect(await query()).toMatchObject({ success: true, data: { page_info: { total_count: 0 }, transactions: [] } });
    await shop.control('POST', '/clock', { advance: '2d' });
    const [statement] = await payouts();
    const payout = statement!['payout']!.replace(' THB', '');
    expect(await query()).toMatchObject({
      data: {
        page_info: { page_num: 1, page_size: 10, total_page: 1, total_count: 1 },
        transactions: [{ type: 'Deposit', sub_type: 'Settlement', amount: payout, currency: 'THB' }],
      },
    });
    await shop.control('POST', '/clock', { advance: '2d' });
    expect(await query({ transaction_type: 'Withdrawal' })).toMatchObject({
      data: {
        transactions: [{ sub_type: 'Auto Withdrawal', amount: `-${payout}`, pmt_reference: expect.any(String) }],
      },
    });
    expect(await query({ page_num: 2, page_size: 1 })).toMatchObject({
      data: { page_info: { total_page: 2 }, transactions: [{ type: 'Withdrawal' }] },
    });
    expect(await query({ start_time: '2026-01-01' })).toMatchObject({ code: 'InvalidParameter' });
  });

  it('explains the fees for transport', async () => {
    const orderId = await shipped('MONEY-1');
    await end(orderId, 'delivered');
    const query = (change: Record<string, unknown> = {}) =>
      shop.get('/lbs/slb/queryLogisticsFeeDetail', { seller_id: DEMO_SELLER_ID, request_type: 'OPEN_API', ...change });
    const all = (await query()).data as Record<string, unknown>[];
    expect(all.map((row) => row['fee_code'])).toEqual(['8', '7']);
    expect(all[1]).toMatchObject({
      amount: { amount: -47.5, currency: 'THB' },
      trade_order_id: orderId,
      fee_creation_date: { offset: { total_seconds: 25_200 }, month: expect.stringMatching(/^[A-Z]+$/) },
      package_info: { tracking_number: expect.stringMatching(/^LGSCN/) },
    });
    expect((await query({ fee_type: '7', page_size: 1, page_no: 2 })).data).toEqual([]);
    expect((await query({ bill_end_time: 1000 })).data).toEqual([]);
    expect(await query({ seller_id: '1' })).toMatchObject({ code: 'InvalidParameter' });
  });
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `20260102` of the last day of `02 Jan 2026 - 02 Jan 2026`. */
function dayText(statement: string): string {
  const [date, month, year] = statement.split(' - ')[1]!.split(' ');
  return `${year}${String(MONTHS.indexOf(month!) + 1).padStart(2, '0')}${date}`;
}
