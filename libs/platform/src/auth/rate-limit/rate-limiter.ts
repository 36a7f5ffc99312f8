import {
  AppError,
  fullBucket,
  takeToken,
  type BucketDecision,
  type BucketLimit,
  type BucketState,
  type Clock,
} from '@pinglu/kernel';
import type { CallBudgetMeter } from '../../metrics/call-budget.js';

export class RateLimitedError extends AppError {
  readonly code = 'rate-limited';
  readonly category = 'rate_limited';
  override readonly retryable = true;

  constructor(readonly retryAfterMs: number) {
    super(`Too many requests; wait ${Math.max(1, Math.ceil(retryAfterMs / 1000))} seconds.`, {
      meta: { retryAfterMs },
    });
  }
}

interface HeaderSink {
  setHeader(name: string, value: string): unknown;
}

export interface RateLimiterOptions {
  /** Names the budget in headers and metrics. */
  readonly name: string;
  readonly limit: BucketLimit;
  readonly clock: Clock;
  readonly meter?: CallBudgetMeter;
  /** Most keys remembered; the one unused for longest is forgotten, which gives it a full bucket again. */
  readonly maxKeys?: number;
}

/** A token bucket per key, in this process. */
export class RateLimiter {
  // A Map iterates in insertion order, so re-inserting on use makes the first key the least recently used.
  private readonly buckets = new Map<string, BucketState>();
  private readonly maxKeys: number;

  constructor(private readonly options: RateLimiterOptions) {
    this.maxKeys = options.maxKeys ?? 10_000;
  }

  /** Counts one call and says on the response what is left. Throws RateLimitedError when nothing is. */
  count(key: string, response: HeaderSink): void {
    const decision = this.spend(key);
    this.describe(decision, response);
    if (decision.allowed) return;
    this.options.meter?.refused(this.options.name);
    throw new RateLimitedError(decision.retryAfterMs);
  }

  spend(key: string): BucketDecision {
    const { limit, clock, meter, name } = this.options;
    const nowMs = clock.now().getTime();
    const decision = takeToken(this.buckets.get(key) ?? fullBucket(limit, nowMs), limit, nowMs);
    this.remember(key, decision.state);
    meter?.remaining(name, decision.remaining);
    return decision;
  }

  /** Throws RateLimitedError when the key has nothing left; takes nothing. For counting failures after the fact. */
  refuseIfEmpty(key: string, response: HeaderSink): void {
    const state = this.buckets.get(key);
    if (!state) return;
    const decision = takeToken(state, this.options.limit, this.options.clock.now().getTime());
    if (decision.allowed) return;
    this.describe(decision, response);
    this.options.meter?.refused(this.options.name);
    throw new RateLimitedError(decision.retryAfterMs);
  }

  get size(): number {
    return this.buckets.size;
  }

  private remember(key: string, state: BucketState): void {
    this.buckets.delete(key);
    this.buckets.set(key, state);
    if (this.buckets.size <= this.maxKeys) return;
    const oldest = this.buckets.keys().next();
    if (!oldest.done) this.buckets.delete(oldest.value);
  }

  /** The headers of draft-ietf-httpapi-ratelimit-headers-08. */
  private describe({ remaining, retryAfterMs }: BucketDecision, response: HeaderSink): void {
    const { name, limit } = this.options;
    const windowSeconds = Math.max(1, Math.ceil(limit.capacity / limit.perSecond));
    const missing = limit.capacity - remaining;
    const resetSeconds = Math.max(Math.ceil(retryAfterMs / 1000), Math.ceil(missing / limit.perSecond));
    response.setHeader('RateLimit-Policy', `"${name}";q=${limit.capacity};w=${windowSeconds}`);
    response.setHeader('RateLimit', `"${name}";r=${remaining};t=${resetSeconds}`);
  }
}
