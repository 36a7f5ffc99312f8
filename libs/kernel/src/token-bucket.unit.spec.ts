import * as fc from 'fast-check';
import { fullBucket, takeToken, type BucketState } from './token-bucket.js';

const limit = { capacity: 3, perSecond: 2 };

describe('token bucket', () => {
  it('allows the capacity at once, then says how long to wait', () => {
    let state: BucketState = fullBucket(limit, 0);
    const answers = [0, 0, 0, 0].map((now) => {
      const decision = takeToken(state, limit, now);
      state = decision.state;
      return [decision.allowed, decision.remaining, decision.retryAfterMs];
    });
    expect(answers).toEqual([
      [true, 2, 0],
      [true, 1, 0],
      [true, 0, 500],
      [false, 0, 500],
    ]);
  });

  it('never allows more than capacity + rate × time, whatever the times of the calls', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 400 }), { maxLength: 200 }), (gaps) => {
        let state: BucketState = fullBucket(limit, 0);
        let now = 0;
        let latest = 0;
        let allowed = 0;
        for (const gap of gaps) {
          now += gap;
          latest = Math.max(latest, now);
          const decision = takeToken(state, limit, now);
          state = decision.state;
          if (decision.allowed) allowed += 1;
        }
        expect(allowed).toBeLessThanOrEqual(limit.capacity + (latest / 1000) * limit.perSecond + 1e-6);
      }),
    );
  });
});
