import { sumMoney } from '@pinglu/kernel';
import { allPages, type ConformanceStage } from './conformance-stage.js';

export function financeConformance(stage: ConformanceStage): void {
  it('tells the account of an order to the cent, in statements that add up', async () => {
    const orderNumber = await stage.deliveredOrder(2);
    expect((await stage.adapter.orders.get(stage.access, orderNumber)).status).toBe('delivered');
    await stage.world.closeStatements();
    // So much time has passed that the tokens may be dead.
    await stage.renewTokens();

    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10);
    const rows = await allPages((cursor) =>
      stage.adapter.finance.transactions(stage.access, { from: day(-2), to: day(5), cursor }),
    );
    expect(new Set(rows.map(({ externalRowId }) => externalRowId)).size).toBe(rows.length);
    const { currency } = rows[0]!.amount;
    const order = await stage.adapter.orders.get(stage.access, orderNumber);
    const sales = rows.filter((row) => row.orderNumber === orderNumber && row.kind === 'sale');
    expect(
      sumMoney(
        sales.map(({ amount }) => amount),
        currency,
      ),
    ).toEqual(order.total);
    expect(rows.filter(({ kind }) => kind === 'other')).toEqual([]);

    const statements = await stage.adapter.finance.payouts(stage.access, { since: day(-2) });
    expect(statements.length).toBeGreaterThan(0);
    for (const { statementNumber, openingBalance, payout } of statements) {
      const own = rows.filter((row) => row.statementNumber === statementNumber).map(({ amount }) => amount);
      expect(own.length).toBeGreaterThan(0);
      expect(sumMoney([openingBalance, ...own], currency)).toEqual(payout);
    }
  });
}
