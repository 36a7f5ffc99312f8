import { minorOf } from '@pinglu/kernel';
import type { FinanceRow } from '../port/finance.types.js';
import { ShopeeLife, sumOf } from './test-life.js';

// Real: the adapter and the stand-in over HTTP.
describe('the money of a local shop', () => {
  const shop = '220011101';
  const sku = 'LOCAL-BOTTLE-500';
  let life: ShopeeLife;

  beforeEach(async () => {
    life = await ShopeeLife.start();
    await life.connect('local-sg');
  });
  afterEach(() => life.stop());

  async function completed(quantity = 2): Promise<string> {
    const order = await life.buy(shop, sku, quantity);
    await life.arrange(shop, order);
    await life.advance(order, 'SHIPPED', 'COMPLETED');
    return order;
  }
  const of = (rows: readonly FinanceRow[], order: string): FinanceRow[] =>
    rows.filter(({ orderNumber }) => orderNumber === order);
  const kindsOf = (rows: readonly FinanceRow[]): Set<string> => new Set(rows.map(({ kind }) => kind));

  it('is told to the cent: with a return before and one after the release, a correction, and a fee nobody has named', async () => {
    const plain = await completed();
    await life.rows(shop, 1);
    await life.control('POST', 'faults', { kind: 'unknown-fee', count: 1, name: 'new_programme_fee', amount: 37 });
    const surprised = await completed();
    await life.rows(shop, 1);

    // Sent back before the release: the refund is in the escrow.
    const early = await life.buy(shop, sku, 2);
    await life.arrange(shop, early);
    await life.advance(early, 'SHIPPED', 'delivered');
    const lines = [{ sellerSku: sku, quantity: 1 }];
    const { returnNumber } = (await life.control('POST', `orders/${early}/return`, { solution: 'REFUND', lines })) as {
      returnNumber: string;
    };
    await life.control('POST', `returns/${returnNumber}/advance`, { to: 'ACCEPTED' });

    // Asked for after the release: a correction on a later day.
    const late = await completed();
    await life.wait(2);
    await life.renew();
    const second = (await life.control('POST', `orders/${late}/return`, { solution: 'REFUND', lines })) as {
      returnNumber: string;
    };
    await life.control('POST', `returns/${second.returnNumber}/advance`, { to: 'ACCEPTED' });
    await life.control('POST', `orders/${plain}/adjust`, { amount: '-1.50', reason: 'Weight' });
    await life.wait(8);
    await life.renew();

    const rows = await life.rows(shop, 12);
    expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
    expect(
      of(rows, surprised)
        .filter(({ type }) => type === 'unexplained')
        .map(({ amount }) => minorOf(amount)),
    ).toEqual([-37n]);
    expect(
      of(rows, plain)
        .filter(({ kind }) => kind === 'adjustment')
        .map(({ amount }) => minorOf(amount)),
    ).toEqual([-150n]);
    expect(kindsOf(of(rows, early))).toContain('refund');
    expect(kindsOf(of(rows, early))).not.toContain('adjustment');
    expect(kindsOf(of(rows, late))).toContain('adjustment');
    const correction = of(rows, late).find(({ kind }) => kind === 'adjustment');
    expect(correction!.transactionOn > of(rows, late)[0]!.transactionOn).toBe(true);

    // Nothing twice, and nothing beside the statements.
    const statements = await life.adapter.finance.payouts(life.access(shop), { since: rows[0]!.transactionOn });
    expect(statements.length).toBeGreaterThan(1);
    for (const { statementNumber, payout } of statements) {
      const own = rows.filter((row) => row.statementNumber === statementNumber);
      expect(own.length).toBeGreaterThan(0);
      expect(sumOf(own)).toBe(minorOf(payout));
    }
    expect(statements.reduce((sum, { payout }) => sum + minorOf(payout), 0n)).toBe(sumOf(rows));
  });

  it('is in the platform’s own report of income, which is a file', async () => {
    const order = await completed();
    const access = life.access(shop);
    const window = { since: new Date(life.now.getTime() - 86_400_000), until: life.now };
    const reportId = await life.adapter.finance.startReport(access, window);
    const report = await life.world.eventually(async () => {
      const now = await life.adapter.finance.report(access, reportId);
      return now.state === 'running' ? undefined : now;
    }, 'the report');
    expect(report).toMatchObject({ state: 'ready', fileName: expect.stringMatching(/\.csv$/) as string });
    const file = await fetch(report.state === 'ready' ? report.url : '');
    const text = await file.text();
    expect(text).toContain(order);
    const rows = await life.rows(shop, 1);
    const paid = (Number(sumOf(of(rows, order))) / 100).toFixed(2);
    expect(text).toContain(paid);
  });
});
