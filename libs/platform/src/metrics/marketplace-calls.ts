import type { Metrics } from './metrics.js';

/** What came of one attempt to call a marketplace, as the adapter library reports it. */
export interface MarketplaceCall {
  readonly marketplace: string;
  /** Our name of the call, such as `orders.get`. */
  readonly operation: string;
  /** Of the calls that the marketplace counts together. */
  readonly group: string;
  /** From 1. */
  readonly attempt: number;
  /** `ok`, or the `code` of the error. */
  readonly outcome: string;
  /** Null when nothing was sent. */
  readonly durationMs: number | null;
  readonly waitedMs: number;
}

/** From an answer at once to a call that waited half a minute for its turn, in seconds. */
const waitBuckets = [0.001, 0.01, 0.05, 0.1, 0.5, 1, 2.5, 5, 10, 30];

/**
 * Counts attempts to call marketplaces, and how long they took and waited. Answers what is to be told of each attempt. Not
 * labelled by shop: those are too many.
 */
export function marketplaceCallMeter(metrics: Metrics): (call: MarketplaceCall) => void {
  const calls = metrics.counter('marketplace_calls_total', 'Attempts to call a marketplace, by what came of them.', [
    'marketplace',
    'operation',
    'outcome',
  ]);
  const repeats = metrics.counter('marketplace_call_repeats_total', 'Attempts that repeat one before them.', [
    'marketplace',
    'operation',
  ]);
  const durations = metrics.histogram(
    'marketplace_call_duration_seconds',
    'Time from sending a call to a marketplace to the last byte of its answer.',
    ['marketplace', 'operation'],
  );
  const waits = metrics.histogram(
    'marketplace_call_waited_seconds',
    'Time for which a call waited for its turn in the budget of its group.',
    ['marketplace', 'group'],
    waitBuckets,
  );
  return ({ marketplace, operation, group, attempt, outcome, durationMs, waitedMs }) => {
    calls.inc({ marketplace, operation, outcome });
    if (attempt > 1) repeats.inc({ marketplace, operation });
    // What was held back took no time, and would make the marketplace look quick.
    if (durationMs !== null) durations.observe({ marketplace, operation }, durationMs / 1_000);
    waits.observe({ marketplace, group }, waitedMs / 1_000);
  };
}
