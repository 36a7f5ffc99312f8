import { fingerprint, parseIdempotencyKey } from './fingerprint.js';

const request = { method: 'POST', originalUrl: '/api/v1/merchants', body: { name: 'A', tags: [1, { b: 1, a: 2 }] } };

describe('the fingerprint of a request', () => {
  it('is the same whatever the order of the keys', () => {
    const same = { ...request, body: { tags: [1, { a: 2, b: 1 }], name: 'A' } };
    expect(fingerprint(same)).toEqual(fingerprint(request));
  });

  it.each([
    ['method', { ...request, method: 'PUT' }],
    ['path', { ...request, originalUrl: '/api/v1/merchants?x=1' }],
    ['value', { ...request, body: { ...request.body, name: 'B' } }],
    ['order of a list', { ...request, body: { ...request.body, tags: [{ b: 1, a: 2 }, 1] } }],
    ['presence of a body', { ...request, body: undefined }],
  ])('changes with the %s', (_what, other) => {
    expect(fingerprint(other)).not.toEqual(fingerprint(request));
  });
});

describe('Idempotency-Key', () => {
  it.each([
    ['"8e03978e-40d5"', '8e03978e-40d5'],
    [' bare ', 'bare'],
    ['', undefined],
    ['""', undefined],
    ['two words', undefined],
    ['x'.repeat(256), undefined],
    [undefined, undefined],
  ])('reads %p as %p', (header, expected) => {
    expect(parseIdempotencyKey(header)).toBe(expected);
  });
});
