import { FakeClock } from '@pinglu/testing';
import { CircuitBreaker, type BreakerLimits, type Permit } from './circuit-breaker.js';

function breakerWith(limits: BreakerLimits) {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker(clock, limits);
  const refusedForMs = (): number => {
    const entry = breaker.enter();
    return 'permit' in entry ? 0 : entry.refusedForMs;
  };
  const enter = (): Permit => {
    const entry = breaker.enter();
    if (!('permit' in entry)) throw new Error('The breaker should have let this call through.');
    return entry.permit;
  };
  return { clock, breaker, enter, refusedForMs };
}

describe('the circuit breaker', () => {
  it('opens after failures in a row, lets one call try, and closes when that succeeds', () => {
    const { clock, breaker, enter, refusedForMs } = breakerWith({ failures: 2, openMs: 1_000 });
    breaker.failed(enter());
    breaker.succeeded(enter());
    breaker.failed(enter());
    const last = enter();
    breaker.failed(last);
    expect(refusedForMs()).toBe(1_000);
    clock.advance(400);
    expect(refusedForMs()).toBe(600);
    clock.advance(600);
    const probe = enter();
    expect(refusedForMs()).toBe(1_000);
    breaker.succeeded(probe);
    expect([refusedForMs(), refusedForMs()]).toEqual([0, 0]);
  });

  it('stays open when the call that tries fails', () => {
    const { clock, breaker, enter, refusedForMs } = breakerWith({ failures: 1, openMs: 1_000 });
    breaker.failed(enter());
    clock.advance(1_000);
    breaker.failed(enter());
    expect(refusedForMs()).toBe(1_000);
  });

  it('lets exactly one call try, whatever becomes of calls that began before it opened', () => {
    const { clock, breaker, enter, refusedForMs } = breakerWith({ failures: 1, openMs: 1_000 });
    const [first, slow, slower] = [enter(), enter(), enter()];
    breaker.failed(first);
    breaker.succeeded(slow);
    expect(refusedForMs()).toBe(1_000);
    clock.advance(1_000);
    const probe = enter();
    breaker.failed(slower);
    expect([refusedForMs(), refusedForMs()]).toEqual([1_000, 1_000]);
    breaker.succeeded(probe);
    expect(refusedForMs()).toBe(0);
  });
});
