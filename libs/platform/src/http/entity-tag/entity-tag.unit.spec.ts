import {
  contentTag,
  matchesNone,
  PreconditionFailedError,
  PreconditionRequiredError,
  requireIfMatch,
  versionTag,
} from './entity-tag.js';

describe('entity tags', () => {
  const current = contentTag('{"a":1}');

  it('are strong and change with the content', () => {
    expect(current).toMatch(/^"[\w-]{43}"$/);
    expect(contentTag('{"a":2}')).not.toBe(current);
    expect(versionTag(3, '{"a":1}')).not.toBe(versionTag(3, '{"a":2}'));
  });

  it.each([
    ['nothing', undefined, true],
    ['another tag', '"x"', true],
    ['the tag', current, false],
    ['the tag, weakly', `W/${current}`, false],
    ['a list with the tag', `"x", W/"y" ,${current}`, false],
    ['a list with a comma inside a tag', `"x,y", ${current}`, false],
    ['any', '*', false],
    ['garbage', 'x', true],
  ])('decide If-None-Match of %s', (_case, header, expected) => {
    expect(matchesNone(header, current)).toBe(expected);
  });

  it('require If-Match, strongly, on the current version', () => {
    const tag = versionTag(3, '{}');
    expect(() => requireIfMatch(undefined, 3)).toThrow(PreconditionRequiredError);
    expect(() => requireIfMatch(tag, 4)).toThrow(PreconditionFailedError);
    expect(() => requireIfMatch(`W/${tag}`, 3)).toThrow(PreconditionFailedError);
    expect(() => requireIfMatch(versionTag(31, '{}'), 3)).toThrow(PreconditionFailedError);
    expect(() => requireIfMatch('v3', 3)).toThrow(PreconditionFailedError);
    expect(() => requireIfMatch(`"other", ${tag}`, 3)).not.toThrow();
    expect(() => requireIfMatch('*', 3)).not.toThrow();
  });
});
