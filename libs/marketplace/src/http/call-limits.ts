import type { Clock } from '@pinglu/kernel';
import { CallBudget } from './call-budget.js';
import { CircuitBreaker, type BreakerLimits } from './circuit-breaker.js';
import { SwitchedOff } from './switched-off.js';

export interface CallLimitsOptions {
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  readonly breaker: BreakerLimits;
  readonly probeAfterMs: number;
}

/**
 * What a process knows of what marketplaces bear. It has to be the same for all adapters of a process: an app that has
 * made too many calls is refused in every country.
 */
export class CallLimits {
  readonly budget: CallBudget;
  readonly switchedOff: SwitchedOff;
  private readonly breakers = new Map<string, CircuitBreaker>();

  constructor(private readonly options: CallLimitsOptions) {
    this.budget = new CallBudget(options.clock, options.sleep);
    this.switchedOff = new SwitchedOff(options.clock, options.probeAfterMs);
  }

  /** One per origin: hosts fail one by one. */
  breakerOf(url: string): CircuitBreaker {
    const pathAt = url.indexOf('/', url.indexOf('://') + 3);
    const origin = pathAt === -1 ? url : url.slice(0, pathAt);
    const known = this.breakers.get(origin);
    if (known) return known;
    const breaker = new CircuitBreaker(this.options.clock, this.options.breaker);
    this.breakers.set(origin, breaker);
    return breaker;
  }
}
