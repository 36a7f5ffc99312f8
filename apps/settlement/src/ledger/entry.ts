import { AppError, money, type Currency, type Money } from '@pinglu/kernel';
import type { Account } from './account.js';

/** One side of an entry. The amount is above zero; which way it goes is said by `side`. */
export interface Posting {
  readonly account: Account;
  readonly side: 'debit' | 'credit';
  readonly amount: Money;
}

/** What happened, as at least two postings whose debits and credits are equal. */
export interface Entry {
  /** Unique within the shop: the same fact is never posted twice. */
  readonly sourceKey: string;
  readonly kind: 'line' | 'reversal' | 'correction' | 'payout';
  readonly orderNumber: string | null;
  /** The day it counts for, `YYYY-MM-DD` in the shop's country; when it was written is another matter. */
  readonly effectiveOn: string;
  readonly postings: readonly Posting[];
}

/** Our own code made an entry that does not balance. The database would refuse it too; this says so with less work. */
export class UnbalancedEntryError extends AppError {
  readonly code = 'unbalanced-entry';
  readonly category = 'internal';

  constructor(sourceKey: string) {
    super('A ledger entry does not balance. Nothing was written; correct the posting rule.', { meta: { sourceKey } });
  }
}

/** Amounts by account, above zero for a debit; accounts with nothing are left out. */
export function toPostings(amounts: readonly (readonly [Account, bigint])[], currency: Currency): Posting[] {
  return amounts
    .filter(([, minor]) => minor !== 0n)
    .map(([account, minor]) => ({
      account,
      side: minor > 0n ? 'debit' : 'credit',
      amount: money(minor > 0n ? minor : -minor, currency),
    }));
}

/** Debits less credits of each currency; zero everywhere when the postings balance. */
export function imbalances(postings: readonly Posting[]): Map<Currency, bigint> {
  const sums = new Map<Currency, bigint>();
  for (const { side, amount } of postings) {
    const signed = side === 'debit' ? BigInt(amount.amountMinor) : -BigInt(amount.amountMinor);
    sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + signed);
  }
  return sums;
}

/** @throws UnbalancedEntryError */
export function assertBalanced({ sourceKey, postings }: Entry): void {
  if (postings.length < 2 || [...imbalances(postings).values()].some((sum) => sum !== 0n)) {
    throw new UnbalancedEntryError(sourceKey);
  }
}

/** Takes an entry back: the same postings with their sides exchanged. */
export const reversed = (postings: readonly Posting[]): Posting[] =>
  postings.map((posting) => ({ ...posting, side: posting.side === 'debit' ? 'credit' : 'debit' }));
