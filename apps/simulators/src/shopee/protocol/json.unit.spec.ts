import { readJson, writeJson } from './json.js';

describe('JSON', () => {
  it('writes ids beyond 2^53 as numbers with all their digits', () => {
    expect(writeJson({ id: 202_011_300_000_012_008n, list: [1n, 2], text: 'a', none: undefined })).toBe(
      '{"id":202011300000012008,"list":[1,2],"text":"a"}',
    );
  });

  it('leaves texts alone, whatever stands in them', () => {
    const value = { text: 'a "quoted" 1', digits: '5', id: 7n };
    expect(JSON.parse(writeJson(value))).toEqual({ ...value, id: 7 });
  });

  it('reads ids beyond 2^53 as text, and everything else as it is', () => {
    expect(readJson('{"id":202011300000012008,"small":9007199254740991,"text":"202011300000012008","f":1.5}')).toEqual({
      id: '202011300000012008',
      small: 9_007_199_254_740_991,
      text: '202011300000012008',
      f: 1.5,
    });
  });
});
