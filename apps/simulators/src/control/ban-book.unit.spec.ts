import { BanBook } from './ban-book.js';

describe('bans that were answered', () => {
  const banned = (untilMs: number, writtenAtMs?: number) => {
    const book = new BanBook();
    const ban = book.start('key', untilMs);
    if (writtenAtMs !== undefined) book.written(ban, writtenAtMs);
    return book;
  };

  it.each([
    ['on its way when the answer left', 150, {}],
    ['after the answer', 151, { '/orders/get': 1 }],
    ['just before the end', 1099, { '/orders/get': 1 }],
    ['at the end', 1100, {}],
    ['before the answer', 99, {}],
  ])('count a call that arrives %s, at %i', (_name, atMs, expected) => {
    const book = banned(1100, 100);
    book.arrived('key', '/orders/get', atMs);
    book.arrived('other', '/orders/get', 500);
    expect(book.byPath()).toEqual(expected);
  });

  it('count nothing while nobody can know of the ban', () => {
    const book = banned(1100);
    book.arrived('key', '/orders/get', 900);
    expect(book.byPath()).toEqual({});
  });

  it('leave a call more time where the process is late itself', () => {
    const book = banned(1100, 100);
    expect(book.late(20, 200)).toBe(true);
    expect(book.late(5, 300)).toBe(true);
    book.arrived('key', '/x', 230);
    expect(book.byPath()).toEqual({});
    book.arrived('key', '/x', 231);
    expect(book.byPath()).toEqual({ '/x': 1 });
    expect(book.late(20, 1100)).toBe(false);
  });

  it('find out themselves how late the process is', async () => {
    const book = new BanBook();
    const startMs = performance.now();
    const ban = book.start('key', startMs + 60_000);
    book.written(ban, startMs);
    // Busy for so long that the probe, which is due every 10 ms, comes some 190 ms late.
    while (performance.now() < startMs + 200);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(ban.lateMs).toBeGreaterThan(100);
    book.arrived('key', '/x', startMs + 50 + 4 * 100);
    expect(book.byPath()).toEqual({});
    book.stop();
  });

  it('run until their end, and are not shortened by a second one', () => {
    const book = banned(1100, 100);
    expect(book.start('key', 800)).toBe(book.running('key', 0));
    expect([book.running('key', 1099)?.untilMs, book.running('key', 1100)]).toEqual([1100, undefined]);
  });

  it('take the moment of the first answer that states them', () => {
    const book = banned(1100, 100);
    book.written(book.running('key', 500)!, 500);
    book.arrived('key', '/x', 300);
    expect(book.byPath()).toEqual({ '/x': 1 });
  });
});
