import * as fc from 'fast-check';
import { validateForPublishing, type StatementEvent } from '@pinglu/contracts';
import { minorOf, money, newId, type EventId, type MerchantId, type ShopId, type StatementId } from '@pinglu/kernel';
import type { FinanceRow } from '@pinglu/marketplace';
import { imbalances, type Posting } from '../ledger/entry.js';
import { financeRow } from './finance-row.builder.js';
import { addDays, dayIn, startOfDay } from './period.js';
import { planCorrections, planLines } from './plan-lines.js';
import type { StatementLine } from './statement-line.js';
import { settled, snapshotOf, type LineFigures, type PayoutFigures, type Statement } from './statement.js';

const NOW = new Date('2026-11-10T02:00:00.000Z');
const merchantId = newId<MerchantId>();

const statement = (change: Partial<Statement> = {}): Statement => ({
  statementId: newId<StatementId>(),
  merchantId,
  shopId: newId<ShopId>(),
  marketplace: 'lazada',
  statementNumber: 'TH10ABC-20261102',
  currency: 'THB',
  fromAt: new Date('2026-11-01T17:00:00.000Z'),
  toAt: new Date('2026-11-02T17:00:00.000Z'),
  status: 'open',
  openingMinor: '0',
  totalMinor: '0',
  payoutMinor: '0',
  carriedMinor: '0',
  suspenseMinor: '0',
  lineCount: 0,
  changedAt: NOW,
  version: 0,
  ...change,
});

const figuresOf = (lines: readonly StatementLine[]): LineFigures => {
  const suspended = lines.filter(({ account }) => account === 'suspense');
  const sum = (of: readonly StatementLine[]) => of.reduce((total, { amount }) => total + minorOf(amount), 0n);
  return {
    totalMinor: sum(lines),
    suspenseMinor: sum(suspended),
    lineCount: lines.length,
    suspenseCount: suspended.length,
  };
};
const payoutOf = (payoutMinor: bigint, openingMinor = 0n, carriedMinor = 0n): PayoutFigures => ({
  openingMinor,
  payoutMinor,
  carriedMinor,
});

const knownType = fc.constantFrom('13', '16', '15', '3', '7', '8', '14', '202', '1063', '80');
const minor = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });
const rowWith = (type: fc.Arbitrary<string>): fc.Arbitrary<FinanceRow> =>
  fc
    .record({ id: fc.uuid(), type, amount: minor, withheld: fc.oneof(fc.constant(0n), minor), included: fc.boolean() })
    .map(({ id, amount, withheld, included, ...rest }) =>
      financeRow({
        externalRowId: id,
        type: rest.type,
        amount: money(amount, 'THB'),
        withheldTax: money(withheld, 'THB'),
        withheldTaxIncluded: included,
      }),
    );
const clearing = (postings: readonly Posting[]): bigint =>
  postings
    .filter(({ account }) => account === 'marketplace_clearing')
    .reduce((sum, { side, amount }) => sum + minorOf(amount) * (side === 'debit' ? 1n : -1n), 0n);

describe('rows of a marketplace', () => {
  it('make balanced entries, and the ledger is owed exactly what the lines add up to', () => {
    fc.assert(
      fc.property(fc.array(rowWith(fc.oneof(knownType, fc.constant('9876'))), { maxLength: 40 }), (rows) => {
        const one = statement();
        const { added, entries } = planLines(rows, { statements: [one], lines: new Map() }, NOW);
        for (const { postings } of entries) {
          expect([...imbalances(postings).values()].every((sum) => sum === 0n)).toBe(true);
        }
        expect(clearing(entries.flatMap(({ postings }) => postings))).toBe(figuresOf(added).totalMinor);
        expect(new Set(entries.map(({ sourceKey }) => sourceKey)).size).toBe(entries.length);
      }),
    );
  });

  it('close their statement with the very payout that opening and lines make, and with no other', () => {
    fc.assert(
      fc.property(
        fc.array(rowWith(knownType), { minLength: 1, maxLength: 30 }),
        minor,
        minor.filter((off) => off !== 0n),
        (rows, opening, off) => {
          const one = statement();
          const { added } = planLines(rows, { statements: [one], lines: new Map() }, NOW);
          const lines = figuresOf(added);
          const right = opening + lines.totalMinor;
          const close = (payoutMinor: bigint) =>
            settled(one, { lines, payout: payoutOf(payoutMinor, opening), now: NOW }).status;
          expect(close(right)).toBe('closed');
          expect(close(right + off)).toBe('open');
        },
      ),
    );
  });

  it('are booked once, however often and in whatever order they are read', () => {
    fc.assert(
      fc.property(fc.array(rowWith(knownType), { maxLength: 20 }), (rows) => {
        const one = statement();
        const first = planLines([...rows, ...rows], { statements: [one], lines: new Map() }, NOW);
        const lines = new Map(first.added.map((line) => [line.rowKey, line]));
        const again = planLines(rows.toReversed(), { statements: [one], lines }, NOW);
        expect(first.added).toHaveLength(new Set(rows.map(({ externalRowId }) => externalRowId)).size);
        expect(again).toEqual({ added: [], changed: [], entries: [], late: [] });
      }),
    );
  });

  it('that changed take back what was booked and book it anew', () => {
    const one = statement();
    const [line] = planLines([financeRow()], { statements: [one], lines: new Map() }, NOW).added;
    const changed = financeRow({ amount: money(15000n, 'THB') });
    const plan = planLines([changed], { statements: [one], lines: new Map([[line!.rowKey, line!]]) }, NOW);
    expect(plan.added).toEqual([]);
    expect(plan.changed).toEqual([
      expect.objectContaining({ lineId: line!.lineId, revision: 2, amount: changed.amount }),
    ]);
    expect(plan.entries.map(({ sourceKey }) => sourceKey)).toEqual(['reversal:row-1:1', 'line:row-1:2']);
    expect(clearing(plan.entries.flatMap(({ postings }) => postings))).toBe(-4900n);
  });

  it('change nothing by having been paid', () => {
    const one = statement();
    const [line] = planLines([financeRow()], { statements: [one], lines: new Map() }, NOW).added;
    const paid = financeRow({ paid: true, raw: { amount: '199.00', paid_status: 'Paid' } });
    const plan = planLines([paid], { statements: [one], lines: new Map([[line!.rowKey, line!]]) }, NOW);
    expect(plan.changed).toEqual([]);
  });

  it('of a closed statement are late, whether new or changed, and are booked nowhere', () => {
    const one = statement();
    const [line] = planLines([financeRow()], { statements: [one], lines: new Map() }, NOW).added;
    const closed = { ...one, status: 'closed' as const };
    const rows = [financeRow({ amount: money(1n, 'THB') }), financeRow({ externalRowId: 'row-2' })];
    const plan = planLines(rows, { statements: [closed], lines: new Map([[line!.rowKey, line!]]) }, NOW);
    expect(plan).toEqual({ added: [], changed: [], entries: [], late: rows });
  });

  it('without a statement wait, and those that move no money are lines without an entry', () => {
    const one = statement();
    const waiting = financeRow({ statementNumber: null });
    expect(planLines([waiting], { statements: [one], lines: new Map() }, NOW).added).toEqual([]);
    const free = planLines([financeRow({ amount: money(0n, 'THB') })], { statements: [one], lines: new Map() }, NOW);
    expect(free.added).toHaveLength(1);
    expect(free.entries).toEqual([]);
  });
});

describe('a statement', () => {
  const lines: LineFigures = { totalMinor: 100n, suspenseMinor: 0n, lineCount: 2, suspenseCount: 0 };

  it('stays open while a line is not understood, even where the unknown ones cancel out', () => {
    const unknown = { ...lines, suspenseCount: 2, suspenseMinor: 0n };
    expect(settled(statement(), { lines: unknown, payout: payoutOf(100n), now: NOW }).status).toBe('open');
    expect(settled(statement(), { lines, payout: payoutOf(100n), now: NOW }).status).toBe('closed');
  });

  it('stays open until the marketplace has named the payout', () => {
    expect(settled(statement(), { lines, payout: null, now: NOW }).status).toBe('open');
    const nothing = { ...lines, totalMinor: 0n };
    expect(settled(statement(), { lines: nothing, payout: null, now: NOW }).status).toBe('open');
  });

  it('of a shop in debt closes with what is carried forward in place of a payout', () => {
    const debt = { ...lines, totalMinor: -70n };
    expect(settled(statement(), { lines: debt, payout: payoutOf(0n, 20n, -50n), now: NOW }).status).toBe('closed');
    expect(settled(statement(), { lines: debt, payout: payoutOf(0n, 20n), now: NOW }).status).toBe('open');
  });

  it('is the same object when nothing changed, and for ever once it is closed', () => {
    const open = settled(statement(), { lines, payout: null, now: NOW });
    expect(open).toMatchObject({ version: 1, totalMinor: '100' });
    expect(settled(open, { lines, payout: null, now: new Date() })).toBe(open);
    const closed = settled(open, { lines, payout: payoutOf(100n), now: NOW });
    expect(closed).toMatchObject({ version: 2, status: 'closed' });
    expect(settled(closed, { lines: { ...lines, totalMinor: 7n }, payout: payoutOf(7n), now: NOW })).toBe(closed);
  });

  it('is told as its contract says', () => {
    const closed = settled(statement(), { lines, payout: payoutOf(100n), now: NOW });
    const event: StatementEvent = {
      type: 'com.pinglu.settlement.statement_closed.v1',
      data: snapshotOf(closed),
      metadata: {
        eventId: newId<EventId>(),
        occurredAt: NOW.toISOString(),
        source: '/pinglu/settlement',
        merchantId,
        subject: closed.statementId,
        correlationId: newId(),
        version: closed.version,
      },
    };
    expect(() => validateForPublishing(event)).not.toThrow();
  });
});

describe('lines in suspense', () => {
  it('move to their account once their type is known, and the others stay', () => {
    const one = statement();
    const rows = [financeRow({ type: '9876' }), financeRow({ externalRowId: 'row-2', type: '9877' })];
    const { added } = planLines(rows, { statements: [one], lines: new Map() }, NOW);
    expect(added.map(({ account }) => account)).toEqual(['suspense', 'suspense']);
    expect(planCorrections(added)).toEqual({ changed: [], entries: [] });
    const nowKnown = added.map((line, index) => (index === 0 ? { ...line, feeType: '16' } : line));
    const { changed, entries } = planCorrections(nowKnown);
    expect(changed.map(({ rowKey, account }) => [rowKey, account])).toEqual([['row-1', 'commission']]);
    expect(entries.map(({ kind, sourceKey }) => [kind, sourceKey])).toEqual([['correction', 'correction:row-1:1']]);
  });
});

describe('days', () => {
  it.each([
    ['TH', '2026-11-01T16:59:59.999Z', '2026-11-01'],
    ['TH', '2026-11-01T17:00:00.000Z', '2026-11-02'],
    ['SG', '2026-11-01T16:00:00.000Z', '2026-11-02'],
    ['ID', '2026-12-31T17:00:00.000Z', '2027-01-01'],
  ])('in %s begin at midnight there: %s is %s', (country, instant, day) => {
    expect(dayIn(country, new Date(instant))).toBe(day);
    expect(startOfDay(country, day).getTime()).toBeLessThanOrEqual(Date.parse(instant) + 1);
    expect(dayIn(country, startOfDay(country, day))).toBe(day);
  });

  it('are counted over the ends of months and leap years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29');
  });
});
