import { money, sumMoney } from '@pinglu/kernel';
import { AuthExpiredError, InvalidRequestError, NotFoundError, PermissionDeniedError } from '../port/errors.js';
import { access, errorOf, fakeShopee } from './test-shopee.js';

const get = (name: string) => ({ method: 'GET', path: `/api/v2/payment/${name}`, subject: 'shop_id=220011001' });
const released = ['finance.transactions.released', 'finance.transactions.ok'];
const sgd = (minor: bigint) => money(minor, 'SGD');

describe('statements', () => {
  it('are one for each day that is over and has something, and add up with its rows', async () => {
    // The fake network's day is 21 September in Singapore.
    const { adapter } = fakeShopee([
      ...['finance.transactions.none-released', 'finance.transactions.no-wallet-rows'],
      'finance.transactions.no-wallet-rows',
      ...[...released, 'finance.transactions.wallet'],
      ...[...released, 'finance.transactions.wallet'],
    ]);
    const [statement, ...others] = await adapter.finance.payouts(access, { since: '2026-09-19' });
    expect(others).toEqual([]);
    expect(statement).toMatchObject({
      statementNumber: '220011001-20260920',
      createdAt: new Date('2026-09-20T16:00:00Z'),
      itemRevenue: sgd(6_000n),
      fees: sgd(194n),
      refunds: sgd(-1_500n),
      otherRevenue: sgd(-1_475n),
      paid: true,
    });
    const { items } = await adapter.finance.transactions(access, { from: '2026-09-20', to: '2026-09-20' });
    expect(statement?.payout).toEqual(
      sumMoney(
        items.map(({ amount }) => amount),
        'SGD',
      ),
    );
    expect(items.every((row) => row.statementNumber === statement?.statementNumber)).toBe(true);
  });

  it('are not of a day that is not over, and not since no day', async () => {
    const { adapter, seen } = fakeShopee([]);
    expect(await adapter.finance.payouts(access, { since: '2026-09-21' })).toEqual([]);
    expect(await errorOf(adapter.finance.payouts(access, { since: 'yesterday' }))).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('are not for a dead token', async () => {
    const { adapter } = fakeShopee(['finance.payouts.error']);
    expect(await errorOf(adapter.finance.payouts(access, { since: '2026-09-20' }))).toBeInstanceOf(AuthExpiredError);
  });
});

describe('transfers to the bank', () => {
  const day = (number: number) => new Date(Date.UTC(2026, 8, number));
  const seconds = (date: Date) => String(date.getTime() / 1_000);

  it('name both currencies and the rate', async () => {
    const { adapter, seen } = fakeShopee(['finance.transfers.ok']);
    expect(await adapter.finance.transfers(access, { since: day(1), until: day(10) })).toEqual({
      items: [
        {
          transferId: 'enc-1',
          paidAt: new Date(1_790_000_000_000),
          sent: sgd(2_865n),
          received: money(15_127n, 'CNY'),
          exchangeRate: '5.28',
          service: 'Payoneer',
        },
      ],
      nextCursor: null,
    });
    expect(seen).toEqual([
      {
        ...get('get_payout_info'),
        query: { payout_time_from: seconds(day(1)), payout_time_to: seconds(day(10)), page_size: '100', cursor: '' },
      },
    ]);
  });

  it('are asked for in parts of fifteen days that leave no second out, each to its end', async () => {
    const { adapter, seen } = fakeShopee([
      ...['finance.transfers.more', 'finance.transfers.empty', 'finance.transfers.empty', 'finance.transfers.ok'],
    ]);
    const found = [];
    for (let cursor: string | null = null; ;) {
      const page: Awaited<ReturnType<typeof adapter.finance.transfers>> = await adapter.finance.transfers(access, {
        since: day(1),
        until: day(40),
        cursor,
      });
      found.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(found).toHaveLength(2);
    const plus = (date: Date, more: number) => String(date.getTime() / 1_000 + more);
    expect(seen.map(({ query }) => [query['payout_time_from'], query['payout_time_to'], query['cursor']])).toEqual([
      [seconds(day(1)), seconds(day(16)), ''],
      [seconds(day(1)), seconds(day(16)), 'b:2'],
      [plus(day(16), 1), plus(day(31), 1), ''],
      [plus(day(31), 2), seconds(day(40)), ''],
    ]);
  });

  it('have an id of their own also where the answer gives none', async () => {
    const { adapter } = fakeShopee(['finance.transfers.detail']);
    const { items } = await adapter.finance.transfers(access, { since: day(1), until: day(2) });
    expect(items[0]?.transferId).toBe('PAYEE3300042-1790000000');
  });

  it('are not those of local shops', async () => {
    const { adapter } = fakeShopee(['finance.transfers.error']);
    const error = await errorOf(adapter.finance.transfers(access, { since: day(1), until: day(2) }));
    expect(error).toBeInstanceOf(PermissionDeniedError);
  });
});

describe('the report of income', () => {
  it('is ordered for a span of time', async () => {
    const { adapter, seen } = fakeShopee(['finance.start-report.ok', 'finance.start-report.error']);
    const span = { since: new Date(1_789_000_000_000), until: new Date(1_790_000_000_000) };
    expect(await adapter.finance.startReport(access, span)).toBe('8817263541');
    expect(seen[0]).toEqual({
      ...get('generate_income_report'),
      query: { release_time_from: '1789000000', release_time_to: '1790000000' },
    });
    expect(await errorOf(adapter.finance.startReport(access, span))).toBeInstanceOf(InvalidRequestError);
  });

  it.each([
    ['running', { state: 'running' }],
    ['ok', { state: 'ready', fileName: 'income.csv', url: 'https://cf.shopee.sg/income/8817263541' }],
    ['downloaded', { state: 'ready', fileName: 'income.csv', url: 'https://cf.shopee.sg/income/8817263541' }],
    ['failed', { state: 'failed' }],
    ['invalid', { state: 'failed' }],
  ])('is made in its own time (%s)', async (answer, report) => {
    const { adapter, seen } = fakeShopee([`finance.report.${answer}`]);
    expect(await adapter.finance.report(access, '8817263541')).toEqual(report);
    expect(seen[0]).toEqual({ ...get('get_income_report'), query: { income_report_id: '8817263541' } });
  });

  it('may be unknown', async () => {
    const { adapter } = fakeShopee(['finance.report.error']);
    expect(await errorOf(adapter.finance.report(access, '1'))).toBeInstanceOf(NotFoundError);
  });
});
