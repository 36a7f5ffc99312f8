import { currencies, money } from '@pinglu/kernel';
import { decodeEvent, sampleRecord, validateForPublishing, type StatementEvent } from '../index.js';
import moneySchema from './money.v1.schema.json' with { type: 'json' };

const CLOSED = 'com.pinglu.settlement.statement_closed.v1';
const withPayout = (payout: unknown): StatementEvent => {
  const event = decodeEvent(sampleRecord(CLOSED)) as StatementEvent;
  return { ...event, data: { ...event.data, payout } } as StatementEvent;
};

describe('the schema of money', () => {
  it('knows the currencies that the kernel calculates with, and no other', () => {
    expect([...moneySchema.properties.currency.enum].sort()).toEqual([...currencies].sort());
  });

  it('accepts what the kernel makes, to its very limits', () => {
    for (const minor of [0n, -1n, 10n ** 18n - 1n, 1n - 10n ** 18n]) {
      expect(() => validateForPublishing(withPayout(money(minor, 'IDR')))).not.toThrow();
    }
  });

  it.each([
    [{ amountMinor: 100, currency: 'THB' }],
    [{ amountMinor: '1.5', currency: 'THB' }],
    [{ amountMinor: '1'.repeat(19), currency: 'THB' }],
    [{ amountMinor: '1', currency: 'EUR' }],
    [{ amountMinor: '1' }],
    [{ amountMinor: '1', currency: 'THB', scale: 2 }],
  ])('refuses %j', (amount) => {
    expect(() => validateForPublishing(withPayout(amount))).toThrow(/\/payout/);
  });
});
