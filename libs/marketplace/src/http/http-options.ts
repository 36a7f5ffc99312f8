import { setTimeout as delay } from 'node:timers/promises';
import { SystemClock, type Clock } from '@pinglu/kernel';
import { CallLimits } from './call-limits.js';
import type { Send } from './send.js';

/** What came of one attempt to call a marketplace. Carries nothing secret: it is made to be counted. */
export interface CallReport {
  readonly marketplace: string;
  /** Our name of the call, such as `orders.get`. */
  readonly operation: string;
  /** Of the calls that the marketplace counts together, such as `orders`. */
  readonly group: string;
  /** From 1. */
  readonly attempt: number;
  /** `ok`, or the `code` of the error. */
  readonly outcome: string;
  /** From sending to the last byte; null when nothing was sent. */
  readonly durationMs: number | null;
  /** Spent waiting for the call budget before this attempt. */
  readonly waitedMs: number;
}

/** How a marketplace is called. Everything has a default that is fit for production; specs replace time and network. */
export interface HttpOptions {
  readonly clock?: Clock;
  /** For one attempt, answer included. 15 000 when left out. */
  readonly timeoutMs?: number;
  /** For a call with all its waits and attempts. 60 000 when left out. */
  readonly deadlineMs?: number;
  /** Attempts of a call that may be repeated. 3 when left out. */
  readonly attempts?: number;
  /** The longest a call waits for its turn in the budget before it is refused as rate-limited. 30 000 when left out. */
  readonly longestWaitMs?: number;
  /** Calls per second, shop and group of calls: where the budget begins. The marketplace's own limit when left out. */
  readonly callsPerSecond?: number;
  readonly breaker?: {
    /** Failures in a row that open it. 8 when left out. */
    readonly failures?: number;
    /** How long nothing is sent then. 15 000 when left out. */
    readonly openMs?: number;
  };
  /** After what time a call that a marketplace has switched off is tried again. 300 000 when left out. */
  readonly probeSwitchedOffAfterMs?: number;
  /** What is known of the marketplaces' limits, when several adapters have to know the same; its own when left out. */
  readonly limits?: CallLimits;
  /** Told of every attempt. It must not throw. */
  readonly onCall?: (report: CallReport) => void;
  /** Puts one request on the wire; axios on connections that are kept open when left out. */
  readonly send?: Send;
  /** Waits; resolved by time itself when left out. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** From 0 to below 1; spreads retries. */
  readonly random?: () => number;
}

/** What adapters share that are made with the same options. */
export function createCallLimits(options: HttpOptions): CallLimits {
  const { clock = new SystemClock(), sleep = (ms: number) => delay(ms), breaker = {} } = options;
  const { failures = 8, openMs = 15_000 } = breaker;
  const { probeSwitchedOffAfterMs: probeAfterMs = 300_000 } = options;
  return new CallLimits({ clock, sleep, breaker: { failures, openMs }, probeAfterMs });
}
