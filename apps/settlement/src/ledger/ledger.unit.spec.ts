import * as fc from 'fast-check';
import { currencies, money, negate } from '@pinglu/kernel';
import { accounts, SUSPENSE } from './account.js';
import { assertBalanced, imbalances, reversed, UnbalancedEntryError, type Posting } from './entry.js';
import { accountOf, knownFeeTypes } from './fee-rules.js';
import { correctionOf, payoutPostings, postingsOf, type BookedLine } from './posting-rules.js';

const currency = fc.constantFrom(...currencies);
const minor = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
const line: fc.Arbitrary<BookedLine> = fc
  .record({
    currency,
    amount: minor,
    withheld: fc.oneof(fc.constant(0n), minor),
    account: fc.constantFrom(...accounts.filter((account) => account !== 'marketplace_clearing')),
  })
  .map(({ currency: code, amount, withheld, account }) => ({
    account,
    amount: money(amount, code),
    withheld: money(withheld, code),
  }));

const unbalanced = (postings: readonly Posting[]): bigint[] =>
  [...imbalances(postings).values()].filter((sum) => sum !== 0n);
const clearing = (postings: readonly Posting[]): bigint =>
  postings
    .filter(({ account }) => account === 'marketplace_clearing')
    .reduce((sum, { side, amount }) => sum + BigInt(amount.amountMinor) * (side === 'debit' ? 1n : -1n), 0n);

describe('postings', () => {
  it('of any line balance, have amounts above zero, and make the marketplace owe what the line says', () => {
    fc.assert(
      fc.property(line, (booked) => {
        const postings = postingsOf(booked);
        expect(unbalanced(postings)).toEqual([]);
        expect(postings.every(({ amount }) => BigInt(amount.amountMinor) > 0n)).toBe(true);
        expect(clearing(postings)).toBe(BigInt(booked.amount.amountMinor));
        expect(postings).not.toHaveLength(1);
      }),
    );
  });

  it('and their reversal leave nothing behind', () => {
    fc.assert(
      fc.property(line, (booked) => {
        const postings = [...postingsOf(booked), ...reversed(postingsOf(booked))];
        for (const account of accounts) {
          expect(unbalanced(postings.filter((posting) => posting.account === account))).toEqual([]);
        }
      }),
    );
  });

  it('of a line in suspense and of its correction are together those of a line that was known at once', () => {
    fc.assert(
      fc.property(line, (booked) => {
        const corrected = [...postingsOf({ ...booked, account: SUSPENSE }), ...correctionOf(booked, booked.account)];
        const atOnce = reversed(postingsOf(booked));
        for (const account of accounts) {
          expect(unbalanced([...corrected, ...atOnce].filter((posting) => posting.account === account))).toEqual([]);
        }
      }),
    );
  });

  it('read as a bookkeeper would write them', () => {
    const zero = money(0n, 'THB');
    expect(postingsOf({ account: 'sales', amount: money(19900n, 'THB'), withheld: zero })).toEqual([
      { account: 'marketplace_clearing', side: 'debit', amount: money(19900n, 'THB') },
      { account: 'sales', side: 'credit', amount: money(19900n, 'THB') },
    ]);
    expect(postingsOf({ account: 'commission', amount: money(-1240n, 'THB'), withheld: money(-40n, 'THB') })).toEqual([
      { account: 'marketplace_clearing', side: 'credit', amount: money(1240n, 'THB') },
      { account: 'commission', side: 'debit', amount: money(1200n, 'THB') },
      { account: 'tax_withheld', side: 'debit', amount: money(40n, 'THB') },
    ]);
    expect(payoutPostings(18660n, 'THB')).toEqual([
      { account: 'payout_in_transit', side: 'debit', amount: money(18660n, 'THB') },
      { account: 'marketplace_clearing', side: 'credit', amount: money(18660n, 'THB') },
    ]);
  });
});

describe('an entry', () => {
  const entry = { sourceKey: 'line:x:1', kind: 'line', orderNumber: null, effectiveOn: '2026-11-02' } as const;
  const debit: Posting = { account: 'sales', side: 'debit', amount: money(5n, 'THB') };

  it.each<[string, Posting[]]>([
    ['one side only', [debit]],
    ['sides that differ by one', [debit, { ...debit, side: 'credit', amount: money(4n, 'THB') }]],
    ['equal numbers of two currencies', [debit, { ...debit, side: 'credit', amount: money(5n, 'VND') }]],
    ['nothing', []],
  ])('with %s is refused', (_case, postings) => {
    expect(() => assertBalanced({ ...entry, postings })).toThrow(UnbalancedEntryError);
  });

  it('with equal sides is accepted', () => {
    expect(() => assertBalanced({ ...entry, postings: [debit, { ...debit, side: 'credit' }] })).not.toThrow();
    expect(negate(debit.amount).amountMinor).toBe('-5');
  });
});

describe('fee rules', () => {
  it('name each type once, and an account that exists', () => {
    const known = knownFeeTypes('lazada');
    expect(known.length).toBeGreaterThan(60);
    expect(new Set(known.map(([type]) => type)).size).toBe(known.length);
    expect(known.filter(([, account]) => !accounts.includes(account))).toEqual([]);
  });

  it.each([
    ['lazada', '13', 'sales'],
    ['lazada', '16', 'commission'],
    ['lazada', '15', 'commission'],
    ['lazada', '3', 'transaction_fee'],
    ['lazada', '7', 'shipping_cost'],
    ['lazada', '8', 'shipping_income'],
    ['lazada', '14', 'refunds'],
    ['lazada', '9876', 'suspense'],
    ['lazada', 'constructor', 'suspense'],
    ['constructor', '13', 'suspense'],
    ['shopee', '13', 'suspense'],
  ])('put %s %s into %s', (marketplace, type, account) => {
    expect(accountOf(marketplace, type)).toBe(account);
  });
});
