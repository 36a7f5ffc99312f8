import * as fc from 'fast-check';
import {
  addMoney,
  currencies,
  CurrencyMismatchError,
  fromDecimal,
  InvalidMoneyError,
  minorOf,
  money,
  multiplyMoney,
  negate,
  parseCurrency,
  sumMoney,
  toDecimal,
  type Currency,
} from './money.js';

const currency = fc.constantFrom(...currencies);
const minor = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });

describe('money', () => {
  it('keeps whole minor units as text, without a negative zero or leading zeros', () => {
    expect(money(-19900n, 'THB')).toEqual({ amountMinor: '-19900', currency: 'THB' });
    expect(money('007', 'VND')).toEqual({ amountMinor: '7', currency: 'VND' });
    expect(money('-0', 'VND')).toEqual({ amountMinor: '0', currency: 'VND' });
  });

  it.each(['', '1.5', '1e3', ' 1', '+1', '٣', '1'.repeat(19)])('refuses %j as minor units', (text) => {
    expect(() => money(text, 'THB')).toThrow(InvalidMoneyError);
  });

  it('refuses an amount that has outgrown 18 digits, in both directions', () => {
    expect(money(10n ** 18n - 1n, 'IDR').amountMinor).toHaveLength(18);
    expect(() => money(10n ** 18n, 'IDR')).toThrow(InvalidMoneyError);
    expect(() => money(-(10n ** 18n), 'IDR')).toThrow(InvalidMoneyError);
  });

  it.each(['EUR', 'thb', 'constructor', 7, null])('refuses %j as a currency', (value) => {
    expect(() => parseCurrency(value)).toThrow(/^The currency must be one of SGD, MYR, THB/);
  });

  it('does not add across currencies', () => {
    expect(() => addMoney(money('1', 'THB'), money('1', 'MYR'))).toThrow(CurrencyMismatchError);
    expect(() => sumMoney([money('1', 'THB')], 'MYR')).toThrow(CurrencyMismatchError);
  });

  it('gives the sum of nothing a currency', () => {
    expect(sumMoney([], 'PHP')).toEqual({ amountMinor: '0', currency: 'PHP' });
  });

  it.each([1.5, Number.NaN, 2 ** 60])('does not multiply by %p', (quantity) => {
    expect(() => multiplyMoney(money('100', 'THB'), quantity)).toThrow(InvalidMoneyError);
  });

  it('adds as whole numbers do, in any order, and takes away again what it added', () => {
    fc.assert(
      fc.property(currency, fc.array(minor, { maxLength: 30 }), (code, amounts) => {
        const total = sumMoney(
          amounts.map((amount) => money(amount, code)),
          code,
        );
        expect(minorOf(total)).toBe(amounts.reduce((sum, amount) => sum + amount, 0n));
        expect(amounts.map((amount) => money(amount, code)).reduceRight(addMoney, money(0n, code))).toEqual(total);
        expect(addMoney(total, negate(total)).amountMinor).toBe('0');
      }),
    );
  });

  it('multiplies as repeated addition does', () => {
    fc.assert(
      fc.property(currency, minor, fc.integer({ min: 0, max: 50 }), (code, amount, quantity) => {
        const repeated = Array.from({ length: quantity }, () => money(amount, code));
        expect(multiplyMoney(money(amount, code), quantity)).toEqual(sumMoney(repeated, code));
      }),
    );
  });
});

describe('decimal amounts', () => {
  it.each<[string, Currency, string, string]>([
    ['199.00', 'THB', '19900', '199.00'],
    ['199', 'MYR', '19900', '199.00'],
    ['0.5', 'SGD', '50', '0.50'],
    ['-0.05', 'USD', '-5', '-0.05'],
    ['199000', 'VND', '199000', '199000'],
    ['199000.00', 'VND', '199000', '199000'],
    ['12.3400', 'PHP', '1234', '12.34'],
  ])('reads %s %s as %s minor units and writes %s', (text, code, amountMinor, written) => {
    const read = fromDecimal(text, code);
    expect(read).toEqual({ amountMinor, currency: code });
    expect(toDecimal(read)).toBe(written);
  });

  it.each<[string, Currency]>([
    ['1.005', 'THB'],
    ['0.5', 'VND'],
    ['1,000.00', 'THB'],
    ['1e3', 'THB'],
    ['.5', 'THB'],
    ['', 'THB'],
    ['NaN', 'THB'],
    ['9'.repeat(18), 'THB'],
  ])('refuses %s %s rather than round or guess', (text, code) => {
    expect(() => fromDecimal(text, code)).toThrow(InvalidMoneyError);
  });

  it('are read back as the amount that they were written from', () => {
    fc.assert(
      fc.property(currency, minor, (code, amount) => {
        expect(fromDecimal(toDecimal(money(amount, code)), code)).toEqual(money(amount, code));
      }),
    );
  });
});
