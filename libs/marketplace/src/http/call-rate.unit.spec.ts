import * as fc from 'fast-check';
import { afterRefusal, bySecond, freshRate, perSecondAt, takeTurn, type CallRate } from './call-rate.js';

const limit = { capacity: 4, perSecond: 20 };

const refused = (rate: CallRate, nowMs: number, pauseMs: number): CallRate =>
  afterRefusal(rate, limit, { nowMs, sentAtMs: nowMs, pauseMs });

/** A caller takes whatever it gets at some moments, and is refused at others. */
type Moment = { readonly afterMs: number; readonly refusedForMs: number | null };
const moments = fc.array(
  fc.record({
    afterMs: fc.integer({ min: -20, max: 900 }),
    refusedForMs: fc.option(fc.integer({ min: 0, max: 4_000 }), { freq: 5 }),
  }),
  { maxLength: 80 },
);

function live(happening: readonly Moment[]) {
  let rate = freshRate(limit, 0);
  let now = 0;
  const admitted: number[] = [];
  const pauses: { readonly from: number; readonly until: number }[] = [];
  const rates: number[] = [];
  for (const { afterMs, refusedForMs } of happening) {
    now = Math.max(0, now + afterMs);
    for (;;) {
      const turn = takeTurn(rate, limit, now);
      rate = turn.rate;
      if (turn.waitMs > 0) break;
      admitted.push(now);
    }
    if (refusedForMs !== null) {
      rate = refused(rate, now, refusedForMs);
      pauses.push({ from: now, until: now + refusedForMs });
    }
    rates.push(perSecondAt(rate, limit, now));
  }
  return { admitted, pauses, rates };
}

describe('the rate of calls', () => {
  it('never lets more through than the limit, in whatever window one counts', () => {
    fc.assert(
      fc.property(moments, (happening) => {
        const admitted = live(happening).admitted.sort((a, b) => a - b);
        for (const [first, from] of admitted.entries()) {
          for (let last = first; last < admitted.length; last += 1) {
            const windowMs = admitted[last]! - from;
            expect(last - first + 1).toBeLessThanOrEqual(limit.capacity + (windowMs / 1_000) * limit.perSecond + 1e-6);
          }
        }
      }),
    );
  });

  it('lets nothing through before a ban is over', () => {
    fc.assert(
      fc.property(moments, (happening) => {
        // Time only moves on here: what was let through before a ban was known is not counted.
        const forwards = happening.map((moment) => ({ ...moment, afterMs: Math.max(1, moment.afterMs) }));
        const { admitted, pauses } = live(forwards);
        for (const { from, until } of pauses) {
          expect(admitted.filter((at) => at > from && at < until)).toEqual([]);
        }
      }),
    );
  });

  it('stays between the slowest that still learns and the limit, whatever happens', () => {
    fc.assert(
      fc.property(moments, (happening) => {
        for (const perSecond of live(happening).rates) {
          expect(perSecond).toBeGreaterThanOrEqual(0.5);
          expect(perSecond).toBeLessThanOrEqual(limit.perSecond);
        }
      }),
    );
  });

  it('says exactly how long to wait: a turn comes then', () => {
    fc.assert(
      fc.property(moments, (happening) => {
        let rate = freshRate(limit, 0);
        let now = 0;
        for (const { afterMs, refusedForMs } of happening) {
          now += Math.max(0, afterMs);
          if (refusedForMs !== null) rate = refused(rate, now, refusedForMs);
          const turn = takeTurn(rate, limit, now);
          rate = turn.rate;
          if (turn.waitMs === 0) continue;
          // A pause hides how full the bucket is; after it one may have to wait once more.
          const then = takeTurn(rate, limit, now + turn.waitMs);
          const again = now < rate.pausedUntilMs ? then.waitMs : 0;
          const last = again === 0 ? then : takeTurn(then.rate, limit, now + turn.waitMs + again);
          expect(last.waitMs).toBe(0);
        }
      }),
    );
  });

  it('is halved by a refusal, and doubles back within half a minute', () => {
    const rate = refused(freshRate(limit, 0), 0, 2_000);
    expect(perSecondAt(rate, limit, 2_000)).toBe(10);
    expect(perSecondAt(rate, limit, 17_000)).toBe(15);
    expect(perSecondAt(rate, limit, 32_000)).toBe(20);
    expect(perSecondAt(rate, limit, 320_000)).toBe(20);
  });

  it('is back at the limit after half an hour, however low it was', () => {
    let rate = freshRate(limit, 0);
    for (let at = 0; at < 60_000; at += 1_000) rate = refused(rate, at, 1_000);
    expect(perSecondAt(rate, limit, 60_000)).toBe(0.5);
    expect(perSecondAt(rate, limit, 60_000 + 1_800_000)).toBe(limit.perSecond);
  });

  it('learns once from calls that went out together', () => {
    let rate = freshRate(limit, 0);
    for (const nowMs of [100, 110, 120]) rate = afterRefusal(rate, limit, { nowMs, sentAtMs: 50, pauseMs: 1_000 });
    expect(perSecondAt(rate, limit, 1_000)).toBe(10);
    expect(rate.pausedUntilMs).toBe(1_120);
  });

  it('learns nothing about seconds from a spent quota', () => {
    const rate = refused(freshRate(limit, 0), 0, 6 * 3_600_000);
    expect(perSecondAt(rate, limit, 0)).toBe(limit.perSecond);
    expect(takeTurn(rate, limit, 1_000).waitMs).toBe(6 * 3_600_000 - 1_000);
  });

  it('lets one call go when a ban is over, and not all that could have gone meanwhile', () => {
    const rate = refused(freshRate(limit, 0), 0, 10_000);
    const first = takeTurn(rate, limit, 10_000);
    expect(first.waitMs).toBe(0);
    expect(takeTurn(first.rate, limit, 10_000).waitMs).toBe(100);
  });

  it('lets one call go after a ban of no time at all', () => {
    const first = takeTurn(refused(freshRate(limit, 0), 0, 0), limit, 0);
    expect([first.waitMs, takeTurn(first.rate, limit, 0).waitMs]).toEqual([0, 100]);
  });

  it.each([1, 2, 10, 50, 999])('by the second lets at most %d calls into any second', (callsPerSecond) => {
    const { capacity, perSecond } = bySecond(callsPerSecond);
    expect(Math.floor(capacity + perSecond)).toBeLessThanOrEqual(callsPerSecond);
    expect(capacity).toBeGreaterThanOrEqual(1);
    expect(perSecond).toBeGreaterThan(0);
  });
});
