import { DEFAULT_AUDIENCE } from './audience.js';
import { countComments, latestComments, newCommentId } from './comments.js';
import {
  addItems,
  checkLength,
  end,
  MAX_BAG_ITEMS,
  mustBeOngoing,
  removeItems,
  reorderItems,
  showItem,
  start,
  STATUS,
  type BagItem,
  type Session,
} from './session.js';

const newSession = (change: Partial<Session> = {}): Session => ({
  sessionId: 77,
  userId: 5,
  region: 'ID',
  title: 'Friday lamps',
  description: '',
  coverImageUrl: 'https://cf.shopee.co.id/file/cover',
  isTest: false,
  status: STATUS.initial,
  createdMs: 1000,
  updatedMs: 1000,
  startedMs: 0,
  endedMs: 0,
  domainId: 57,
  startedInApp: false,
  bag: [],
  shown: undefined,
  audience: DEFAULT_AUDIENCE,
  posted: [],
  banned: new Set(),
  ...change,
});
const item = (itemId: number): BagItem => ({ itemId, shopId: 9 });
const START = { domainId: 57, ongoing: undefined, nowMs: 10_000 };
const running = (change: Partial<Session> = {}): Session => {
  const session = newSession(change);
  start(session, START);
  return session;
};
const words = (refusal: { message: string } | undefined): string | undefined => refusal?.message;

describe('livestream session', () => {
  it('goes from initial to ongoing to ended and never back', () => {
    const session = newSession();
    expect(words(end(session, 1))).toBe('The session(session_id:77) is not ongoing');
    expect(start(session, START)).toBeUndefined();
    expect([session.status, session.startedMs]).toEqual([STATUS.ongoing, 10_000]);
    expect(words(start(session, START))).toBe('The session(session_id:77) is ongoing');
    expect(end(session, 20_000)).toBeUndefined();
    expect([session.status, session.endedMs]).toEqual([STATUS.ended, 20_000]);
    expect(words(start(session, START))).toBe('The session(session_id:77) is ended');
    expect(words(mustBeOngoing(session))).toBe('The session(session_id:77) is ended');
  });

  it('starts only on its own domain, and not beside another of the same host', () => {
    expect(start(newSession(), { ...START, domainId: 1 })).toEqual({
      error: 'error_param',
      message: 'Invalid domain_id',
    });
    expect(words(start(newSession(), { ...START, ongoing: running({ sessionId: 76 }) }))).toBe(
      'The last session(session_id:76) is still ongoing, please end it first',
    );
  });

  it('is ended where it was started', () => {
    const session = running({ startedInApp: true });
    expect(words(end(session, 1))).toMatch(/started through Shopee App/);
    expect(session.status).toBe(STATUS.ongoing);
  });

  it('takes items before it starts, each once, and at most a hundred', () => {
    const session = newSession();
    expect(addItems(session, [item(1), item(2)])).toBeUndefined();
    expect(addItems(session, [item(2), item(3)])).toBeUndefined();
    expect(session.bag.map((one) => one.itemId)).toEqual([1, 2, 3]);
    expect(words(addItems(session, [item(4), item(4)]))).toBe('Item(item_id:4) is duplicated in the request');
    const many = Array.from({ length: MAX_BAG_ITEMS }, (_, index) => item(100 + index));
    expect(words(addItems(session, many))).toBe('Too many items for current session');
    expect(session.bag).toHaveLength(3);
  });

  it('is reordered only with exactly what is in the bag', () => {
    const session = newSession({ bag: [item(1), item(2)] });
    expect(words(reorderItems(session, [item(2)]))).toMatch(/^Item\(item_id:1\) is exist in the shopping bag but not/);
    expect(words(reorderItems(session, [item(2), item(1), item(3)]))).toMatch(
      /^Item\(item_id:3\) is exist in this request/,
    );
    expect(reorderItems(session, [item(2), item(1)])).toBeUndefined();
    expect(session.bag.map((one) => one.itemId)).toEqual([2, 1]);
  });

  it('shows an item of its bag while it runs, until the item leaves', () => {
    const session = newSession({ bag: [item(1)] });
    expect(words(showItem(session, item(1)))).toMatch(/not ongoing$/);
    start(session, START);
    expect(words(showItem(session, item(2)))).toBe('Item(item_id:2) is not exist');
    expect(showItem(session, item(1))).toBeUndefined();
    expect(words(removeItems(session, [item(2)]))).toBe('Item(item_id:2) is not exist');
    expect(removeItems(session, [item(1)])).toBeUndefined();
    expect(session.shown).toBeUndefined();
  });

  it('measures texts in characters', () => {
    expect(checkLength('title', '灯'.repeat(200))).toBeUndefined();
    expect(words(checkLength('content', 'x'.repeat(151)))).toBe('The content cannot exceed 150 characters');
  });
});

describe('comments', () => {
  const NOW = 10_000 + 900_000;

  it('can be read for ten seconds', () => {
    const session = running();
    const { list } = latestComments(session, 0, NOW);
    expect(list.length).toBeGreaterThan(0);
    for (const one of list) expect(one.atMs).toBeGreaterThan(NOW - 10_001);
    const ids = new Set(list.map((one) => one.commentId));
    const later = latestComments(session, 0, NOW + 10_000).list;
    expect(later.filter((one) => ids.has(one.commentId))).toEqual([]);
  });

  it('are the same in two polls whose windows overlap, and none is missed by polling every eight seconds', () => {
    const session = running();
    const seen = new Map<number, string>();
    for (let at = 10_000; at <= NOW; at += 8000) {
      for (const one of latestComments(session, 0, at).list) {
        expect(seen.get(one.commentId) ?? one.content).toBe(one.content);
        seen.set(one.commentId, one.content);
      }
    }
    expect(seen.size).toBe(countComments(session, 10_000 + Math.floor(900_000 / 8000) * 8000));
  });

  it('are given once to who hands the offset back', () => {
    const session = running();
    const first = latestComments(session, 0, NOW);
    const second = latestComments(session, first.next, NOW);
    expect(second).toEqual({ list: [], next: first.next });
    session.posted.push({ commentId: newCommentId(session), content: 'Hi', atMs: NOW, userId: 5, username: 'host' });
    expect(latestComments(session, first.next, NOW).list.map((one) => one.content)).toEqual(['Hi']);
  });

  it('of who is banned are not shown', () => {
    const session = running();
    const [one] = latestComments(session, 0, NOW).list;
    session.banned.add(one!.userId);
    expect(latestComments(session, 0, NOW).list.map((other) => other.userId)).not.toContain(one!.userId);
  });

  it('stop with the session', () => {
    const session = running();
    end(session, NOW);
    expect(countComments(session, NOW + 60_000)).toBe(countComments(session, NOW));
  });
});
