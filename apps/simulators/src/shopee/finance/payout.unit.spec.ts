import * as fc from 'fast-check';
import { findShop } from '../shop/shop.js';
import type { Order } from '../order/order.js';
import { computeEscrow } from './escrow.js';
import type { Adjustment, Settlement } from './finance-book.js';
import { exchange, payoutsOf, sumOf } from './payout.js';
import { walletOf } from './wallet.js';

const DAY = 86_400_000;
const MONDAY = Date.parse('2031-03-02T16:00:00Z');
const shop = findShop(220_012_001)!;
const order = { orderSn: '310303AAAAAAA1', shop } as Order;
const zero = computeEscrow({
  region: 'SG',
  isCrossBorder: false,
  lines: [],
  buyerPaidShipping: 0,
  isShipped: false,
  refunded: 0,
  isSentBack: false,
  voucherFromSeller: 0,
  voucherFromShopee: 0,
  coins: 0,
  sellerCoinCashBack: 0,
  unknownFees: {},
});

const released = (day: number, amount: number): Settlement => ({
  order,
  escrow: { ...zero, amount },
  releasedMs: MONDAY + day * DAY,
});
const adjusted = (day: number, amount: number): Adjustment => ({
  order,
  amount,
  atMs: MONDAY + day * DAY,
  reason: 'Test',
  kind: 'ADJUSTMENT',
});
const bookOf = (settlements: readonly Settlement[], adjustments: readonly Adjustment[]) => ({
  settlements: () => [...settlements],
  adjustments: () => [...adjustments],
});
const payouts = (settlements: readonly Settlement[], adjustments: readonly Adjustment[], day: number) =>
  payoutsOf(bookOf(settlements, adjustments), shop, MONDAY + day * DAY);

describe('payouts', () => {
  it('come two days after the week in which the money was released', () => {
    expect(payouts([released(6.5, 100)], [], 8.9).paid).toEqual([]);
    expect(payouts([released(6.5, 100)], [], 9).paid.map((one) => [one.fromAmount, one.atMs])).toEqual([
      [100, MONDAY + 9 * DAY],
    ]);
  });

  it('wait while a week gives nothing, and pay the debt with the next', () => {
    const { paid, unpaid } = payouts([released(1, 100), released(8, 500)], [adjusted(2, -300)], 30);
    expect([paid.map((one) => one.fromAmount), unpaid.settlements]).toEqual([[300], []]);
  });

  const movements = fc.array(
    fc.tuple(fc.double({ min: 0, max: 60, noNaN: true }), fc.integer({ min: -500, max: 5000 })),
  );

  it('and what is not paid out yet are together all that was released', () => {
    fc.assert(
      fc.property(movements, movements, fc.nat(90), (settled, changed, day) => {
        const settlements = settled.map(([at, amount]) => released(at, amount));
        const adjustments = changed.map(([at, amount]) => adjusted(at, amount));
        const { paid, unpaid } = payouts(settlements, adjustments, day);
        expect(paid.reduce((sum, one) => sum + one.fromAmount, 0) + sumOf(unpaid)).toBe(
          sumOf({ settlements, adjustments }),
        );
        expect(paid.every((one) => one.fromAmount > 0)).toBe(true);
      }),
    );
  });

  it('exchange to the nearest cent', () => {
    expect(exchange(3070, { millionths: 5_364_807, decimals: 2, to: 2 })).toBe(16_470);
    expect(exchange(120_000, { millionths: 284, decimals: 0, to: 2 })).toBe(3408);
  });

  it('leave a wallet whose balance is always the sum of what moved it', () => {
    fc.assert(
      fc.property(movements, movements, fc.nat(90), (settled, changed, day) => {
        const book = bookOf(
          settled.map(([at, amount]) => released(at, amount)).toSorted((a, b) => a.releasedMs - b.releasedMs),
          changed.map(([at, amount]) => adjusted(at, amount)).toSorted((a, b) => a.atMs - b.atMs),
        );
        const rows = walletOf(book, shop, MONDAY + day * DAY);
        let sum = 0;
        for (const row of rows) expect(row.balance).toBe((sum += row.amount));
        const withdrawn = rows.filter((row) => row.type === 'WITHDRAWAL_CREATED');
        expect(withdrawn.every((row) => row.balance === 0 && row.amount < 0)).toBe(true);
        expect(new Set(withdrawn.map((row) => row.withdrawalId)).size).toBe(withdrawn.length);
      }),
    );
  });
});
