import { toTolerant } from './tolerant.js';

describe('toTolerant', () => {
  it('opens what is closed, at every depth, and leaves the rest', () => {
    const closed = {
      type: 'object',
      required: ['a'],
      unevaluatedProperties: false,
      allOf: [{ type: 'object', additionalProperties: false, properties: { a: { enum: [false] } } }],
    };
    expect(toTolerant(closed)).toEqual({
      type: 'object',
      required: ['a'],
      allOf: [{ type: 'object', properties: { a: { enum: [false] } } }],
    });
  });

  it('keeps a schema for further properties, a field that is called like the keyword, and data that looks like a schema', () => {
    const schema = {
      properties: { additionalProperties: false, map: { additionalProperties: { type: 'string' } } },
      const: { additionalProperties: false },
    };
    expect(toTolerant(schema)).toEqual(schema);
  });
});
