import { ApiError } from './api-error.js';
import { Limits, type LimitedCall } from './limits.js';

describe('limits', () => {
  const platform = (perSecond: number) => {
    let now = 0;
    const limits = new Limits(perSecond, () => now);
    const call = (subject: string, path = '/a'): LimitedCall => ({ path, subject, receivedAtMs: now });
    const outcome = (check: () => void): string => {
      try {
        check();
        return 'ok';
      } catch (refused) {
        return refused instanceof ApiError ? refused.error : 'broken';
      }
    };
    return {
      limits,
      call,
      wait: (ms: number) => (now += ms),
      rate: (subject: string) => outcome(() => limits.checkRate(call(subject))),
      ban: (subject: string, path?: string) => outcome(() => limits.checkBan(call(subject, path))),
    };
  };

  it('let so many calls of one subject pass each second', () => {
    const { rate, wait } = platform(2);
    expect(['a', 'a', 'a', 'b'].map(rate)).toEqual(['ok', 'ok', 'error_rate_limit', 'ok']);
    wait(500);
    expect(['a', 'a'].map(rate)).toEqual(['ok', 'error_rate_limit']);
  });

  it('let everything pass where there is none', () => {
    const { rate } = platform(0);
    expect(new Set(Array.from({ length: 1000 }, () => rate('a')))).toEqual(new Set(['ok']));
  });

  it('refuse one path to one subject while a ban runs', () => {
    const { limits, call, ban, wait } = platform(0);
    expect(limits.ban(call('a'), { seconds: 1, error: 'error_limit' }).error).toBe('error_limit');
    expect([ban('a'), ban('a', '/b'), ban('b')]).toEqual(['error_rate_limit', 'ok', 'ok']);
    wait(1000);
    expect(ban('a')).toBe('ok');
  });

  it('count calls that came although the answer had left 50 ms before', () => {
    const { limits, call, ban, wait } = platform(0);
    const { written } = limits.ban(call('a'), { seconds: 1 });
    wait(100);
    ban('a');
    expect(limits.bans.byPath()).toEqual({});
    written?.();
    wait(50);
    ban('a');
    expect(limits.bans.byPath()).toEqual({});
    wait(1);
    ban('a');
    ban('a');
    expect(limits.bans.byPath()).toEqual({ '/a': 2 });
  });
});
