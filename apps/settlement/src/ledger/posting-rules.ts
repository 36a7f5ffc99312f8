import { minorOf, type Currency, type Money } from '@pinglu/kernel';
import { SUSPENSE, type Account } from './account.js';
import { toPostings, type Posting } from './entry.js';

/** What a statement line is to the ledger. */
export interface BookedLine {
  readonly account: Account;
  /** What the line adds to the payout; below zero when it is taken from the seller. */
  readonly amount: Money;
  /** The part of `amount` that is tax withheld on the seller's behalf; below zero when it is taken. */
  readonly withheld: Money;
}

/**
 * The postings of one line. A sale of 199 makes the marketplace owe 199 (debit clearing, credit sales); a commission of
 * 12 makes it owe 12 less (credit clearing, debit commission). Nothing, when the line moves no money.
 */
export function postingsOf({ account, amount, withheld }: BookedLine): Posting[] {
  const [effect, tax] = [minorOf(amount), minorOf(withheld)];
  return toPostings(
    [
      ['marketplace_clearing', effect],
      [account, tax - effect],
      ['tax_withheld', -tax],
    ],
    amount.currency,
  );
}

/** Moves a line out of suspense when its kind has become known. */
export function correctionOf({ amount, withheld }: BookedLine, account: Account): Posting[] {
  const own = minorOf(amount) - minorOf(withheld);
  return toPostings(
    [
      [SUSPENSE, own],
      [account, -own],
    ],
    amount.currency,
  );
}

/** What is paid out leaves the marketplace's debt and is on its way to the bank; a payout below zero is a debt of ours. */
export function payoutPostings(payoutMinor: bigint, currency: Currency): Posting[] {
  return toPostings(
    [
      ['payout_in_transit', payoutMinor],
      ['marketplace_clearing', -payoutMinor],
    ],
    currency,
  );
}
