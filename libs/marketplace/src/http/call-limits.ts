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
  private readonly known = new Map<string, MarketplaceLimits>();

  constructor(private readonly options: CallLimitsOptions) {}

  of(marketplace: string): MarketplaceLimits {
    const known = this.known.get(marketplace) ?? new MarketplaceLimits(this.options);
    this.known.set(marketplace, known);
    return known;
  }
}

/** Of one marketplace. */
export class MarketplaceLimits {
  readonly budget: CallBudget;
  readonly switchedOff: SwitchedOff;
  private readonly breakers = new Map<string, CircuitBreaker>();
  private latest: { readonly start: string; readonly breaker: CircuitBreaker } | null = null;

  constructor(private readonly options: CallLimitsOptions) {
    this.budget = new CallBudget(options.clock, options.sleep);
    this.switchedOff = new SwitchedOff(options.clock, options.probeAfterMs);
  }

  /** One per origin: hosts fail one by one. */
  breakerOf(url: string): CircuitBreaker {
    // Calls mostly go where the one before them went.
    if (this.latest && url.startsWith(this.latest.start)) return this.latest.breaker;
    const { origin } = new URL(url);
    const breaker = this.breakers.get(origin) ?? new CircuitBreaker(this.options.clock, this.options.breaker);
    this.breakers.set(origin, breaker);
    this.latest = { start: `${origin}/`, breaker };
    return breaker;
  }
}
