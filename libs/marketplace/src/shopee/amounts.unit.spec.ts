import { currencies, currencyPlaces, money, toDecimal } from '@pinglu/kernel';
import * as fc from 'fast-check';
import { ContractViolationError } from '../port/errors.js';
import { salesCountries } from '../port/types.js';
import { WireObject } from '../wire/wire-object.js';
import { amountOf, instantOf } from './amounts.js';
import { dayIn, isCalendarDay, nextDay, secondsOfDay, startOfDay } from './days.js';

const details = { marketplace: 'shopee', operation: 'finance.transactions' };
const of = (fields: object): WireObject => WireObject.of(fields, 'order_income', details);
const wire = (text: string): WireObject => of(JSON.parse(`{"amount":${text}}`) as object);

describe('amounts', () => {
  it.each([
    ['30.7', '3070'],
    ['30.700000000000003', '3070'],
    ['12.100000000000001', '1210'],
    ['0.30000000000000004', '30'],
    ['-15', '-1500'],
    ['1e2', '10000'],
    ['"15.50"', '1550'],
    ['0', '0'],
    ['-0.0', '0'],
    ['null', '0'],
    ['""', '0'],
  ])('reads %s as %s cents', (text, minor) => {
    expect(amountOf(wire(text), 'amount', 'SGD')).toEqual({ amountMinor: minor, currency: 'SGD' });
  });

  it('reads what is missing as nothing, and what has no cents without them', () => {
    expect(amountOf(of({}), 'amount', 'SGD').amountMinor).toBe('0');
    expect(amountOf(wire('120000'), 'amount', 'VND').amountMinor).toBe('120000');
  });

  it.each(['1.005', '0.5001', '"abc"', '1e400', '{}', '99999999999999999'])('refuses %s for cents', (text) => {
    expect(() => amountOf(wire(text), 'amount', 'SGD')).toThrow(ContractViolationError);
  });

  it('reads every amount exactly in every currency, also with the noise that sums of floating point leave', () => {
    const minors = fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n });
    fc.assert(
      fc.property(minors, fc.constantFrom(...currencies), fc.integer({ min: -4, max: 4 }), (minor, currency, ulps) => {
        const amount = money(minor, currency);
        const exact = Number(toDecimal(amount));
        const noisy = exact + ulps * Number.EPSILON * Math.abs(exact);
        expect(amountOf(of({ amount: exact }), 'amount', currency)).toEqual(amount);
        expect(amountOf(of({ amount: noisy }), 'amount', currency)).toEqual(amount);
      }),
    );
  });

  it('takes no digit for noise that says something', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 7 }), fc.constantFrom(...currencies), (minor, currency) => {
        const half = (minor + 0.5) / 10 ** currencyPlaces(currency);
        expect(() => amountOf(of({ amount: half }), 'amount', currency)).toThrow(ContractViolationError);
      }),
    );
  });
});

describe('instants', () => {
  it.each([
    [1_790_000_000, '2026-09-21T14:13:20.000Z'],
    [1_790_000_000_123, '2026-09-21T14:13:20.123Z'],
    ['1790000000', '2026-09-21T14:13:20.000Z'],
  ])('of %p are seconds, or milliseconds when there are so many', (value, iso) => {
    expect(instantOf(of({ at: value }), 'at')?.toISOString()).toBe(iso);
  });

  it.each([0, null, undefined, ''])('of %p have not come yet', (value) => {
    expect(instantOf(of({ at: value }), 'at')).toBeNull();
  });
});

describe('calendar days', () => {
  const instants = fc.date({ min: new Date('2015-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

  it('hold each instant once, in every country', () => {
    fc.assert(
      fc.property(instants, fc.constantFrom(...salesCountries), (instant, country) => {
        const day = dayIn(instant, country);
        const { from, to } = secondsOfDay(day, country);
        const second = Math.floor(instant.getTime() / 1_000);
        expect(second >= from && second <= to).toBe(true);
        expect(to - from).toBe(86_399);
        expect(secondsOfDay(nextDay(day), country).from).toBe(to + 1);
        expect(isCalendarDay(day)).toBe(true);
      }),
    );
  });

  it('begin at midnight of the country', () => {
    expect(startOfDay('2026-09-21', 'SG').toISOString()).toBe('2026-09-20T16:00:00.000Z');
    expect(startOfDay('2026-09-21', 'VN').toISOString()).toBe('2026-09-20T17:00:00.000Z');
    expect(nextDay('2028-02-28')).toBe('2028-02-29');
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '2026-9-21', '', 'today'])('are not %p', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});
