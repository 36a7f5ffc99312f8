import { FakeClock } from '@pinglu/testing';
import { CircuitBreaker } from './circuit-breaker.js';

describe('the circuit breaker', () => {
  it('opens after failures in a row, lets one call try, and closes when that succeeds', () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker(clock, { failures: 2, openMs: 1_000 });
    breaker.failed();
    breaker.succeeded();
    breaker.failed();
    expect(breaker.refusesForMs()).toBe(0);
    breaker.failed();
    expect(breaker.refusesForMs()).toBe(1_000);
    clock.advance(400);
    expect(breaker.refusesForMs()).toBe(600);
    clock.advance(600);
    expect(breaker.refusesForMs()).toBe(0);
    expect(breaker.refusesForMs()).toBe(1_000);
    breaker.succeeded();
    expect([breaker.refusesForMs(), breaker.refusesForMs()]).toEqual([0, 0]);
  });

  it('stays open when the call that tries fails', () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker(clock, { failures: 1, openMs: 1_000 });
    breaker.failed();
    clock.advance(1_000);
    expect(breaker.refusesForMs()).toBe(0);
    breaker.failed();
    expect(breaker.refusesForMs()).toBe(1_000);
  });
});
