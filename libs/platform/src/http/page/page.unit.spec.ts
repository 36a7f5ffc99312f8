import * as fc from 'fast-check';
import { BadCursorError, page, parsePage } from './page.js';

const row = (n: number) => ({ at: `2026-11-25 10:00:00.${String(n).padStart(6, '0')}+00`, id: `id-${n}` });

describe('pages', () => {
  it('walk through all rows once, by microseconds', () => {
    const rows = Array.from({ length: 7 }, (_, n) => row(n));
    const seen: string[] = [];
    let cursor: string | undefined;
    let calls = 0;
    do {
      const { limit, after } = parsePage({ limit: 3, cursor });
      const from = after ? rows.findIndex((candidate) => candidate.at > after.at) : 0;
      const result = page(from < 0 ? [] : rows.slice(from, from + limit + 1), limit, (item) => item);
      seen.push(...result.items.map((item) => item.id));
      cursor = result.next ?? undefined;
      calls += 1;
    } while (cursor !== undefined);
    expect(seen).toEqual(rows.map((item) => item.id));
    expect(calls).toBe(3);
  });

  it('end without a cursor when the last page is exactly full', () => {
    expect(page([row(1), row(2)], 2, (item) => item).next).toBeNull();
  });

  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

  it.each([
    ['text', 'not a cursor'],
    ['another shape', encoded({ at: 1 })],
    ['a time that is none', encoded(['2026-13-45 99:00:00+00', 'id'])],
    ['a hostile id', encoded(['2026-11-25 10:00:00+00', "'; drop table merchant; --"])],
    ['numbers', encoded([1, 2])],
  ])('refuse %s as a cursor', (_case, cursor) => {
    expect(() => parsePage({ limit: 1, cursor })).toThrow(BadCursorError);
  });

  it('answer any text with a place or with BadCursorError', () => {
    fc.assert(
      fc.property(fc.string(), (cursor) => {
        try {
          expect(parsePage({ limit: 1, cursor }).after).toHaveProperty('at');
        } catch (error) {
          expect(error).toBeInstanceOf(BadCursorError);
        }
      }),
    );
  });
});
