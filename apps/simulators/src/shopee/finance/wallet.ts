import type { Shop } from '../shop/shop.js';
import type { Order } from '../order/order.js';
import type { FinanceBook } from './finance-book.js';
import { localDay, mondayOf, startOfDay } from './period.js';

/** One movement of a local shop's wallet. Minor units; what leaves the wallet is negative. */
export interface WalletRow {
  readonly atMs: number;
  readonly type: keyof typeof WALLET_TYPES;
  readonly amount: number;
  readonly balance: number;
  readonly order: Order | undefined;
  readonly reason: string;
  /** 0 unless it is a withdrawal. */
  readonly withdrawalId: number;
}

/** Types of transactions with their numbers and the tab that each is shown under. */
export const WALLET_TYPES = {
  ESCROW_VERIFIED_ADD: { number: 101, tab: 'wallet_order_income' },
  ESCROW_VERIFIED_MINUS: { number: 102, tab: 'wallet_order_income' },
  WITHDRAWAL_CREATED: { number: 201, tab: 'wallet_withdrawals' },
  ADJUSTMENT_ADD: { number: 401, tab: 'wallet_adjustment_filter' },
  ADJUSTMENT_MINUS: { number: 402, tab: 'wallet_adjustment_filter' },
  ADJUSTMENT_FOR_RR_AFTER_ESCROW_VERIFIED: { number: 411, tab: 'wallet_refund_from_order' },
} as const;

type Movement = Omit<WalletRow, 'balance' | 'withdrawalId'>;

/** Everything that moved a wallet until now, oldest first. Each Monday what is in it goes to the seller's bank. */
export function walletOf(
  book: Pick<FinanceBook, 'settlements' | 'adjustments'>,
  shop: Shop,
  nowMs: number,
): WalletRow[] {
  const movements: Movement[] = [
    ...book.settlements(shop.shopId).map(({ order, escrow, releasedMs }) => ({
      atMs: releasedMs,
      type: escrow.amount < 0 ? ('ESCROW_VERIFIED_MINUS' as const) : ('ESCROW_VERIFIED_ADD' as const),
      amount: escrow.amount,
      order,
      reason: 'Income from an order',
    })),
    ...book.adjustments(shop.shopId).map(({ order, amount, atMs, reason, kind }) => ({
      atMs,
      type: kind === 'RETURN' ? ('ADJUSTMENT_FOR_RR_AFTER_ESCROW_VERIFIED' as const) : adjustmentType(amount),
      amount,
      order,
      reason,
    })),
  ].toSorted((a, b) => a.atMs - b.atMs);
  const rows: WalletRow[] = [];
  let balance = 0;
  const add = (movement: Movement, withdrawalId = 0): void => {
    balance += movement.amount;
    rows.push({ ...movement, balance, withdrawalId });
  };
  let monday = movements[0] ? nextMonday(movements[0].atMs, shop.region) : Number.POSITIVE_INFINITY;
  for (const movement of [...movements, undefined]) {
    const until = movement?.atMs ?? nowMs;
    for (; startOfDay(monday, shop.region) <= until; monday += 7) {
      const atMs = startOfDay(monday, shop.region);
      if (balance > 0)
        add(
          { atMs, type: 'WITHDRAWAL_CREATED', amount: -balance, order: undefined, reason: 'Weekly withdrawal' },
          monday,
        );
    }
    if (movement) add(movement);
  }
  return rows;
}

const nextMonday = (ms: number, region: string): number => mondayOf(localDay(ms, region)) + 7;
const adjustmentType = (amount: number): 'ADJUSTMENT_ADD' | 'ADJUSTMENT_MINUS' =>
  amount < 0 ? 'ADJUSTMENT_MINUS' : 'ADJUSTMENT_ADD';
