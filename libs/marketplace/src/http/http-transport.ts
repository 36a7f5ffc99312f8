import { setTimeout as delay } from 'node:timers/promises';
import { SystemClock, type BucketLimit, type Clock } from '@pinglu/kernel';
import {
  MarketplaceError,
  OutcomeUnknownError,
  RateLimitedError,
  RetryableMarketplaceError,
  SwitchedOffError,
  UpstreamUnavailableError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { CallPriority } from '../port/types.js';
import { createAxiosSend } from './axios-send.js';
import { BudgetExhausted, type BudgetOwner } from './call-budget.js';
import type { MarketplaceLimits } from './call-limits.js';
import { createCallLimits, type HttpOptions } from './http-options.js';
import {
  bodyBytes,
  largestRequestBytes,
  SendFailure,
  type IncomingAnswer,
  type OutgoingRequest,
  type Send,
} from './send.js';
import * as errors from './transport-errors.js';

/** Whose calls are counted together. */
export interface TransportBudget extends BudgetOwner {
  /** In which the marketplace switches groups of calls off and on. */
  readonly country: string;
  /** How many calls the marketplace takes, as far as that is known beforehand. */
  readonly limit: BucketLimit;
}

export interface TransportCall<Answer> {
  readonly operation: string;
  /** A write that was sent and not answered may have been done: it is never repeated here. */
  readonly effect: 'read' | 'write';
  readonly priority: CallPriority;
  readonly budget: TransportBudget;
  /** Called for each attempt, because a signature holds the time. */
  readonly build: () => OutgoingRequest;
  /** Throws a `MarketplaceError` for an answer that is a refusal. A retryable one says that nothing was done. */
  readonly read: (answer: IncomingAnswer) => Answer;
}

interface Attempt {
  readonly number: number;
  readonly beganAtMs: number;
  /** Of the call it belongs to. */
  readonly deadlineAtMs: number;
  /** Null while nothing was sent. */
  sentAtMs: number | null;
}

const firstDelayMs = 200;
const longestDelayMs = 5_000;
/** Of a refusal for too many calls that does not say for how long. */
const defaultBanMs = 1_000;

/**
 * The one way out to a marketplace: time limits, call budget, circuit breaker, and retries only where they are safe. Knows
 * nothing of any marketplace: how requests are signed and what answers mean comes with the call.
 */
export class HttpTransport {
  readonly clock: Clock;
  private readonly send: Send;
  private readonly limits: MarketplaceLimits;
  /** For those who have to ask again after a while. */
  readonly sleep: (ms: number) => Promise<void>;
  private readonly random: () => number;
  private readonly timeoutMs: number;
  private readonly deadlineMs: number;
  private readonly attempts: number;
  private readonly longestWaitMs: number;

  constructor(
    private readonly marketplace: string,
    private readonly options: HttpOptions = {},
  ) {
    this.clock = options.clock ?? new SystemClock();
    this.send = options.send ?? createAxiosSend();
    this.limits = (options.limits ?? createCallLimits(options)).of(marketplace);
    this.sleep = options.sleep ?? ((ms) => delay(ms));
    this.random = options.random ?? Math.random;
    this.timeoutMs = options.timeoutMs ?? 15_000;
    this.deadlineMs = options.deadlineMs ?? 60_000;
    this.attempts = options.attempts ?? 3;
    this.longestWaitMs = options.longestWaitMs ?? 30_000;
  }

  /** @throws MarketplaceError */
  async call<Answer>(call: TransportCall<Answer>): Promise<Answer> {
    let beganAtMs = this.nowMs();
    const deadlineAtMs = beganAtMs + this.deadlineMs;
    for (let number = 1; ; number += 1) {
      const attempt: Attempt = { number, beganAtMs, deadlineAtMs, sentAtMs: null };
      try {
        const answer = await this.attempt(call, attempt);
        this.report(call, attempt, 'ok');
        return answer;
      } catch (error) {
        this.report(call, attempt, error instanceof MarketplaceError ? error.code : 'internal');
        const waitMs = this.waitBeforeNext(error, attempt);
        if (waitMs === null) throw error;
        if (waitMs > 0) await this.sleep(waitMs);
        beganAtMs = this.nowMs();
      }
    }
  }

  private async attempt<Answer>(call: TransportCall<Answer>, attempt: Attempt): Promise<Answer> {
    const { switchedOff } = this.limits;
    const kind = kindOf(call);
    if (switchedOff.refusesForMs(kind) > 0) throw this.switchedOff(kind, call);
    await this.waitForTurn(call, attempt);
    const request = call.build();
    const bytes = bodyBytes(request);
    if (bytes > largestRequestBytes) throw errors.ofTooLarge(bytes, this.details(call));
    // Somebody may have been told meanwhile, or be finding out.
    if (!switchedOff.begin(kind)) throw this.switchedOff(kind, call);
    const breaker = this.limits.breakerOf(request.url);
    const entry = breaker.enter();
    if ('refusedForMs' in entry) {
      switchedOff.unanswered(kind);
      throw errors.ofOpenBreaker(entry.refusedForMs, this.details(call));
    }
    try {
      const answer = await this.exchange(call, request, attempt);
      breaker.succeeded(entry.permit);
      switchedOff.on(kind);
      return answer;
    } catch (error) {
      if (meansDown(error)) {
        breaker.failed(entry.permit);
        switchedOff.unanswered(kind);
      } else {
        breaker.succeeded(entry.permit);
        this.learnFrom(error, call, attempt);
      }
      throw error;
    }
  }

  private async exchange<Answer>(
    call: TransportCall<Answer>,
    request: OutgoingRequest,
    attempt: Attempt,
  ): Promise<Answer> {
    const sentAtMs = this.nowMs();
    attempt.sentAtMs = sentAtMs;
    let answer: IncomingAnswer;
    try {
      answer = await this.send(request, Math.max(1, Math.min(this.timeoutMs, attempt.deadlineAtMs - sentAtMs)));
    } catch (thrown) {
      throw thrown instanceof SendFailure ? errors.ofSendFailure(thrown, call.effect, this.details(call)) : thrown;
    }
    try {
      return call.read(answer);
    } catch (thrown) {
      if (thrown instanceof SwitchedOffError) throw this.remember(thrown, call);
      throw thrown instanceof MarketplaceError ? thrown : errors.ofUnreadable(thrown, call.effect, this.details(call));
    }
  }

  /** What a refusal says about the calls that follow. */
  private learnFrom(error: unknown, call: TransportCall<unknown>, { sentAtMs }: Attempt): void {
    if (!(error instanceof SwitchedOffError)) this.limits.switchedOff.on(kindOf(call));
    if (!(error instanceof RateLimitedError)) return;
    const pauseMs = error.retryAfterMs ?? defaultBanMs;
    const { scope } = error;
    this.limits.budget.refused(call.budget, { scope, pauseMs, sentAtMs: sentAtMs ?? this.nowMs() });
  }

  private remember(told: SwitchedOffError, call: TransportCall<unknown>): SwitchedOffError {
    const forMs = this.limits.switchedOff.off(kindOf(call), told.retryAfterMs);
    const { upstreamCode, requestId } = told;
    return new SwitchedOffError(
      told.explanation,
      {
        ...this.details(call),
        ...(upstreamCode !== null && { upstreamCode }),
        ...(requestId !== null && { requestId }),
      },
      forMs,
    );
  }

  private async waitForTurn(call: TransportCall<unknown>, { deadlineAtMs }: Attempt): Promise<void> {
    const { priority, budget } = call;
    const longestWaitMs = Math.min(this.longestWaitMs, Math.max(0, deadlineAtMs - this.nowMs()));
    try {
      await this.limits.budget.take({ owner: budget, limit: budget.limit, priority, longestWaitMs });
    } catch (error) {
      throw error instanceof BudgetExhausted ? errors.ofBudget(error, this.details(call)) : error;
    }
  }

  /** Null when the call is over. */
  private waitBeforeNext(error: unknown, { number, sentAtMs, deadlineAtMs }: Attempt): number | null {
    // Retryable means that nothing was done, so a write may be repeated as well. What was held back here is not asked
    // again here: the caller knows what else there is to do meanwhile.
    if (!(error instanceof RetryableMarketplaceError) || error instanceof SwitchedOffError) return null;
    if (number >= this.attempts || sentAtMs === null) return null;
    const limited = error instanceof RateLimitedError;
    const waitMs = limited ? (error.retryAfterMs ?? defaultBanMs) : (error.retryAfterMs ?? 0) + this.jitterMs(number);
    if (waitMs > this.longestWaitMs || this.nowMs() + waitMs >= deadlineAtMs) return null;
    // The budget holds everybody back until the ban is over, and then lets the most urgent go first.
    return limited ? 0 : waitMs;
  }

  /** Anything up to a bound that doubles: callers who failed together do not come back together. */
  private jitterMs(attempt: number): number {
    return Math.round(this.random() * Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1)));
  }

  private report({ operation, budget }: TransportCall<unknown>, attempt: Attempt, outcome: string): void {
    const { onCall } = this.options;
    if (!onCall) return;
    const endedAtMs = this.nowMs();
    const { number, beganAtMs, sentAtMs } = attempt;
    onCall({
      marketplace: this.marketplace,
      operation,
      group: budget.group,
      attempt: number,
      outcome,
      durationMs: sentAtMs === null ? null : endedAtMs - sentAtMs,
      waitedMs: (sentAtMs ?? endedAtMs) - beganAtMs,
    });
  }

  private switchedOff(kind: string, call: TransportCall<unknown>): SwitchedOffError {
    return errors.ofSwitchedOff(this.limits.switchedOff.refusesForMs(kind), this.details(call));
  }

  private details({ operation }: TransportCall<unknown>): MarketplaceErrorDetails {
    return { marketplace: this.marketplace, operation };
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}

/** The marketplace did not answer, or answered that it cannot. A refusal is an answer. */
const meansDown = (error: unknown): boolean =>
  (error instanceof UpstreamUnavailableError && !(error instanceof SwitchedOffError)) ||
  error instanceof OutcomeUnknownError;

/** What is switched off together. */
const kindOf = ({ budget: { app, country, group } }: TransportCall<unknown>): string => `${app}/${country}/${group}`;
