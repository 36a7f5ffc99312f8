import * as fc from 'fast-check';
import { currencies, money, toDecimal } from '@pinglu/kernel';
import { ContractViolationError } from '../port/errors.js';
import { WireObject } from './wire-object.js';

const details = { marketplace: 'lazada', operation: 'orders.get' };
const of = (fields: object): WireObject => WireObject.of(fields, 'data', details);

describe('reading an answer', () => {
  it.each([
    ['4,720.00', '472000'],
    ['1,234,567.89', '123456789'],
    [0.6, '60'],
    [99, '9900'],
    ['-1,024.62', '-102462'],
    ['+5.10', '510'],
    ['', '0'],
    [null, '0'],
  ])('takes %p for an amount', (value, minor) => {
    expect(of({ amount: value }).amount('amount', 'THB')).toEqual({ amountMinor: minor, currency: 'THB' });
  });

  it.each([1.005, '1.005', 'abc', 1e21, 12345678901234.56, {}, '1e3'])('refuses %p for an amount', (value) => {
    expect(() => of({ amount: value }).amount('amount', 'THB')).toThrow(ContractViolationError);
  });

  it('reads every amount exactly, as text with separators and as a JSON number', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 13n), max: 10n ** 13n }),
        fc.constantFrom(...currencies),
        (minor, currency) => {
          const amount = money(minor, currency);
          const text = toDecimal(amount);
          const [whole = '', fraction] = text.split('.');
          const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (fraction === undefined ? '' : `.${fraction}`);
          const fromText = of({ amount: separated }).amount('amount', currency);
          const fromNumber = of(JSON.parse(`{"amount":${text}}`) as object).amount('amount', currency);
          expect([fromText, fromNumber]).toEqual([amount, amount]);
        },
      ),
    );
  });

  it('refuses ids that JSON has rounded', () => {
    expect(of({ id: 491253082180001 }).id('id')).toBe('491253082180001');
    expect(() => of(JSON.parse('{"id":9007199254740993}') as object).id('id')).toThrow('data.id');
    expect(of({ id: '9007199254740993' }).id('id')).toBe('9007199254740993');
    expect(() => of({}).id('id')).toThrow(ContractViolationError);
  });

  it('takes numbers and flags written as texts', () => {
    expect([of({ n: '10' }).integer('n'), of({ n: 10 }).integer('n'), of({ n: '10.0' }).integer('n')]).toEqual([
      10, 10, 10,
    ]);
    expect(() => of({ n: '1.5' }).integer('n')).toThrow(ContractViolationError);
    expect(['true', true, 1, '1', 'Yes'].map((f) => of({ f }).flag('f'))).toEqual(Array(5).fill(true));
    expect(['false', false, 0, '', null, 'No'].map((f) => of({ f }).flag('f'))).toEqual(Array(6).fill(false));
  });

  it('names the field that is wrong and never its value', () => {
    const outer = of({ buyer: [{ name: {} }] });
    expect(() => outer.objects('buyer')[0]?.text('name')).toThrow('should have text in data.buyer[0].name');
    expect(() => of({ list: 'Somchai' }).objects('list')).toThrow(/^(?!.*Somchai)/);
  });
});
