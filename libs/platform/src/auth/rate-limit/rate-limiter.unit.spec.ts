import { Clock } from '@pinglu/kernel';
import { callBudgetMeter } from '../../metrics/call-budget.js';
import { Metrics } from '../../metrics/metrics.js';
import { RateLimitedError, RateLimiter } from './rate-limiter.js';

class StoppedClock extends Clock {
  constructor(public ms = 0) {
    super();
  }

  now(): Date {
    return new Date(this.ms);
  }
}

function answered() {
  const headers = new Map<string, string>();
  return { headers, setHeader: (name: string, value: string) => headers.set(name, value) };
}

describe('RateLimiter', () => {
  const limit = { capacity: 2, perSecond: 0.5 };

  it('counts per key, says what is left, and lets the key in again after a while', () => {
    const clock = new StoppedClock();
    const limiter = new RateLimiter({ name: 'api-key', limit, clock });
    const response = answered();
    limiter.count('a', response);
    expect(Object.fromEntries(response.headers)).toEqual({
      'RateLimit-Policy': '"api-key";q=2;w=4',
      RateLimit: '"api-key";r=1;t=2',
    });
    limiter.count('a', response);
    expect(() => limiter.count('a', response)).toThrow(RateLimitedError);
    expect(response.headers.get('RateLimit')).toBe('"api-key";r=0;t=4');
    limiter.count('b', response);
    clock.ms = 2_000;
    limiter.count('a', response);
  });

  it('says when to come back, and counts the refusal', async () => {
    const metrics = new Metrics('specs');
    const options = { name: 'api-key', limit: { capacity: 1, perSecond: 0.5 }, clock: new StoppedClock() };
    const limiter = new RateLimiter({ ...options, meter: callBudgetMeter(metrics) });
    limiter.count('a', answered());
    expect(() => limiter.count('a', answered())).toThrow('wait 2 seconds');
    expect(await metrics.scrape()).toMatch(/pinglu_call_budget_refused_total\{budget="api-key".*\} 1/);
  });

  it('remembers a bounded number of keys and forgets the one unused for longest', () => {
    const clock = new StoppedClock();
    const limiter = new RateLimiter({ name: 'x', limit: { capacity: 1, perSecond: 0.001 }, clock, maxKeys: 2 });
    for (const key of ['a', 'b']) limiter.spend(key);
    limiter.spend('a');
    limiter.spend('c');
    expect(limiter.size).toBe(2);
    expect(limiter.spend('a').allowed).toBe(false);
    expect(limiter.spend('b').allowed).toBe(true);
  });

  it('refuses an address whose failures used up its bucket, without counting the question', () => {
    const limiter = new RateLimiter({
      name: 'failures',
      limit: { capacity: 1, perSecond: 0.1 },
      clock: new StoppedClock(),
    });
    limiter.refuseIfEmpty('10.0.0.1', answered());
    limiter.refuseIfEmpty('10.0.0.1', answered());
    limiter.spend('10.0.0.1');
    expect(() => limiter.refuseIfEmpty('10.0.0.1', answered())).toThrow(RateLimitedError);
    expect(() => limiter.refuseIfEmpty('10.0.0.2', answered())).not.toThrow();
  });
});
