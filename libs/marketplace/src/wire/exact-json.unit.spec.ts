import * as fc from 'fast-check';
import { parseExactJson } from './exact-json.js';

describe('JSON with ids beyond 2^53', () => {
  it('keeps all digits of a long whole number, as a text', () => {
    expect(
      parseExactJson('{"publish_task_id":202011300000012008,"list":[ 9007199254740993 ,-9007199254740993]}'),
    ).toEqual({
      publish_task_id: '202011300000012008',
      list: ['9007199254740993', '-9007199254740993'],
    });
  });

  it('leaves short numbers, fractions, exponents and texts as they are', () => {
    const text = String.raw`{"a":123456789012345,"b":1.2345678901234567,"c":1e20,"d":"1234567890123456789","e":"x\" 1234567890123456,"}`;
    expect(parseExactJson(text)).toEqual(JSON.parse(text));
  });

  it('reads whatever JSON.parse reads, alike, as long as no number is long', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\d{16}/.test(text));
        expect(parseExactJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses what is no JSON', () => {
    expect(() => parseExactJson('<html>')).toThrow(SyntaxError);
  });
});
