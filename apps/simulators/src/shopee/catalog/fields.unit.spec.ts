import { ApiError } from '../protocol/api-error.js';
import { Fields } from './fields.js';

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof ApiError) return `${error.error} ${error.message}`;
    throw error;
  }
  return 'taken';
};

describe('parameters', () => {
  it.each([[['1', '2']], ['1,2'], ['[1,2]'], ['[1, 2]'], [[1, 2]], ['["1","2"]']])('are a list as %j', (value) => {
    expect(new Fields({ ids: value }).ints('ids')).toEqual([1, 2]);
  });

  it('keep long ids as the text that they came as', () => {
    expect(new Fields({ id: '202011300000012008' }).text('id')).toBe('202011300000012008');
    expect(refusal(() => new Fields({ id: '202011300000012008' }).int('id'))).toMatch(/^product\.error_param /);
  });

  it.each([
    ['true', true],
    ['false', false],
    [true, true],
    [0, false],
    [undefined, true],
  ])('are a boolean as %j', (value, expected) => {
    expect(new Fields({ flag: value }).boolean('flag', true)).toBe(expected);
  });

  it.each([
    [() => new Fields({}).int('a'), 'product.error_param invalid field a: value must Not Null'],
    [() => new Fields({ a: '' }).text('a'), 'product.error_param invalid field a: value must Not Null'],
    [() => new Fields({ a: 1.5 }, '').int('a'), /^error_param invalid field a: value must be an integer/],
    [() => new Fields({ a: 'x' }).float('a'), /value must be a number$/],
    [() => new Fields({ a: 'perhaps' }).boolean('a', true), /value must be a boolean$/],
    [() => new Fields({ a: 'C' }).oneOf('a', ['A', 'B']), /value must be one of A, B$/],
    [
      () => new Fields({ a: [{ b: {} }] }).objects('a')[0]!.object('b').text('c'),
      /^product\.error_param invalid field a\[0\]\.b\.c:/,
    ],
    [() => new Fields({ a: [1] }).objects('a'), /a\[0\]: value must be an object$/],
    [() => new Fields({ a: [1, 2, 3] }).someInts('a', 2), /length should be between 1 and 2$/],
  ])('are refused by name %#', (read, reason) => {
    expect(refusal(read)).toEqual(typeof reason === 'string' ? reason : expect.stringMatching(reason));
  });
});
