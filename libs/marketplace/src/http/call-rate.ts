import type { BucketLimit } from '@pinglu/kernel';

/**
 * What is known of how many calls of a kind a marketplace takes from a shop: a bucket whose rate is learned. The limit is
 * where it begins and what it never exceeds.
 */
export interface CallRate {
  /** Calls that could be made at once at `atMs`. */
  readonly tokens: number;
  readonly atMs: number;
  /** Calls per second at `learnedAtMs`; it rises from there. */
  readonly perSecond: number;
  readonly learnedAtMs: number;
  /** Calls that were sent before say nothing about the present rate. */
  readonly loweredAtMs: number;
  /** Nobody calls before. */
  readonly pausedUntilMs: number;
}

export interface Refusal {
  readonly nowMs: number;
  /** When the call was sent that was refused. */
  readonly sentAtMs: number;
  /** For how long the marketplace takes no more calls. */
  readonly pauseMs: number;
}

/** However often it is refused, it goes on trying: otherwise it would never learn that it may again. */
const slowestPerSecond = 0.5;
/** A rate that was lowered has doubled after this time without refusals: a limit is touched now and then, not all the time. */
const doubledAfterSeconds = 30;
/** And from wherever it is, it is back at the limit after this time: what was learned in a bad hour does not last. */
const whollyRecoveredAfterSeconds = 1_800;
/** A longer ban is a spent quota, which says nothing about how many calls fit into a second. */
const longestBanForSpeedMs = 60_000;
/** Rates are fractions: what rounding takes from a whole call must not cost a round of waiting. */
const rounding = 1e-9;

export const freshRate = ({ capacity, perSecond }: BucketLimit, nowMs: number): CallRate => ({
  tokens: capacity,
  atMs: nowMs,
  perSecond,
  learnedAtMs: nowMs,
  loweredAtMs: Number.NEGATIVE_INFINITY,
  pausedUntilMs: Number.NEGATIVE_INFINITY,
});

/** Calls per second at `nowMs`: rises steadily after a refusal, up to the limit. */
export function perSecondAt({ perSecond, learnedAtMs }: CallRate, limit: BucketLimit, nowMs: number): number {
  const seconds = Math.max(0, nowMs - learnedAtMs) / 1_000;
  const step = Math.max(perSecond / doubledAfterSeconds, limit.perSecond / whollyRecoveredAfterSeconds);
  return Math.min(limit.perSecond, perSecond + step * seconds);
}

export interface Turn {
  readonly rate: CallRate;
  /** 0 when the call may be made; else how long to wait at least. */
  readonly waitMs: number;
}

/** Takes one call from the rate if there is one. */
export function takeTurn(rate: CallRate, limit: BucketLimit, nowMs: number): Turn {
  if (nowMs < rate.pausedUntilMs) return { rate, waitMs: rate.pausedUntilMs - nowMs };
  const settled = settle(rate, limit, nowMs);
  if (settled.tokens >= 1 - rounding) {
    return { rate: { ...settled, tokens: Math.max(0, settled.tokens - 1) }, waitMs: 0 };
  }
  const waitMs = Math.ceil(((1 - settled.tokens) / perSecondAt(settled, limit, nowMs)) * 1_000);
  return { rate: settled, waitMs: Math.max(1, waitMs) };
}

/** The marketplace refused a call for too many: everybody waits, and then calls come half as often. */
export function afterRefusal(rate: CallRate, limit: BucketLimit, { nowMs, sentAtMs, pauseMs }: Refusal): CallRate {
  const settled = settle(rate, limit, nowMs);
  const pausedUntilMs = Math.max(rate.pausedUntilMs, nowMs + pauseMs);
  // One call after the ban shows whether it is over.
  const held = { ...settled, tokens: Math.min(1, settled.tokens), pausedUntilMs };
  // Of calls that went out together, one refusal is enough to learn from.
  if (pauseMs > longestBanForSpeedMs || sentAtMs <= rate.loweredAtMs) return held;
  const floor = Math.min(limit.perSecond, slowestPerSecond);
  const perSecond = Math.max(floor, perSecondAt(rate, limit, nowMs) / 2);
  return { ...held, perSecond, learnedAtMs: pausedUntilMs, loweredAtMs: nowMs };
}

/** Brings the bucket up to date. What a pause has saved up is one call at most. */
function settle(rate: CallRate, limit: BucketLimit, nowMs: number): CallRate {
  const { pausedUntilMs, atMs } = rate;
  const paused = atMs < pausedUntilMs && pausedUntilMs <= nowMs;
  const from = paused ? { ...refill(rate, limit, pausedUntilMs), atMs: pausedUntilMs } : rate;
  return refill(paused ? { ...from, tokens: Math.min(1, from.tokens) } : from, limit, nowMs);
}

function refill(rate: CallRate, limit: BucketLimit, nowMs: number): CallRate {
  // A clock that steps back refills nothing.
  if (nowMs <= rate.atMs) return rate;
  const perSecond = perSecondAt(rate, limit, nowMs);
  const mean = (perSecondAt(rate, limit, rate.atMs) + perSecond) / 2;
  const capacity = Math.max(1, (limit.capacity * perSecond) / limit.perSecond);
  const tokens = Math.min(capacity, rate.tokens + ((nowMs - rate.atMs) / 1_000) * mean);
  return { ...rate, tokens, atMs: nowMs };
}

/**
 * A bucket of which no second sees more than `callsPerSecond`, for marketplaces that count by the second: what may be
 * made at once is taken from what follows.
 */
export function bySecond(callsPerSecond: number): BucketLimit {
  const capacity = Math.max(1, Math.floor(callsPerSecond * 0.04));
  return { capacity, perSecond: Math.max(callsPerSecond - capacity, callsPerSecond / 2) };
}
