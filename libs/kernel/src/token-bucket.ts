/** How many calls may be made: `capacity` at once, and `perSecond` more as time passes. */
export interface BucketLimit {
  readonly capacity: number;
  readonly perSecond: number;
}

export interface BucketState {
  readonly tokens: number;
  /** Epoch milliseconds at which `tokens` was right. */
  readonly atMs: number;
}

export interface BucketDecision {
  readonly allowed: boolean;
  readonly state: BucketState;
  /** Whole calls left after this one. */
  readonly remaining: number;
  /** Milliseconds until one more call is allowed; 0 when one is left. */
  readonly retryAfterMs: number;
}

export const fullBucket = (limit: BucketLimit, nowMs: number): BucketState => ({ tokens: limit.capacity, atMs: nowMs });

/** Takes one token if there is one. Pure: the caller keeps the state. A clock that steps back refills nothing. */
export function takeToken(state: BucketState, limit: BucketLimit, nowMs: number): BucketDecision {
  const elapsedMs = Math.max(0, nowMs - state.atMs);
  const refilled = Math.min(limit.capacity, state.tokens + (elapsedMs / 1000) * limit.perSecond);
  const allowed = refilled >= 1;
  const tokens = allowed ? refilled - 1 : refilled;
  return {
    allowed,
    state: { tokens, atMs: Math.max(state.atMs, nowMs) },
    remaining: Math.floor(tokens),
    retryAfterMs: tokens >= 1 ? 0 : Math.ceil(((1 - tokens) / limit.perSecond) * 1000),
  };
}
