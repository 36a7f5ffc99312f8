import { setTimeout as delay } from 'node:timers/promises';
import { SystemClock, type BucketLimit, type Clock } from '@pinglu/kernel';
import {
  MarketplaceError,
  OutcomeUnknownError,
  RateLimitedError,
  RetryableMarketplaceError,
  UpstreamUnavailableError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { CallPriority } from '../port/types.js';
import { createAxiosSend } from './axios-send.js';
import { BudgetExhausted, CallBudget } from './call-budget.js';
import { CircuitBreaker } from './circuit-breaker.js';
import type { HttpOptions } from './http-options.js';
import { SendFailure, type IncomingAnswer, type OutgoingRequest, type Send } from './send.js';

export interface TransportCall<Answer> {
  readonly operation: string;
  /** A write that was sent and not answered may have been done: it is never repeated here. */
  readonly effect: 'read' | 'write';
  readonly priority: CallPriority;
  readonly budget: { readonly key: string; readonly limit: BucketLimit };
  /** Called for each attempt, because a signature holds the time. */
  readonly build: () => OutgoingRequest;
  /** Throws a `MarketplaceError` for an answer that is a refusal. A retryable one says that nothing was done. */
  readonly read: (answer: IncomingAnswer) => Answer;
}

const firstDelayMs = 200;
const longestDelayMs = 5_000;

/** The one way out to a marketplace: time limit, call budget, circuit breaker, and retries only where they are safe. */
export class HttpTransport {
  readonly clock: Clock;
  private readonly send: Send;
  private readonly budget: CallBudget;
  private readonly breakers = new Map<string, CircuitBreaker>();
  /** For those who have to ask again after a while. */
  readonly sleep: (ms: number) => Promise<void>;

  constructor(
    private readonly marketplace: string,
    private readonly options: HttpOptions = {},
  ) {
    this.clock = options.clock ?? new SystemClock();
    this.send = options.send ?? createAxiosSend();
    this.sleep = options.sleep ?? ((ms) => delay(ms));
    this.budget = new CallBudget(this.clock, this.sleep);
  }

  /** @throws MarketplaceError */
  async call<Answer>(call: TransportCall<Answer>): Promise<Answer> {
    const attempts = this.options.attempts ?? 3;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(call, attempt);
      } catch (error) {
        // Retryable means that nothing was done, so a write may be repeated as well.
        if (!(error instanceof RetryableMarketplaceError) || attempt >= attempts) throw error;
        const waitMs = Math.max(error.retryAfterMs ?? 0, this.backoffMs(attempt));
        // Somebody who is told to wait for minutes has better things to do: the caller decides.
        if (waitMs > this.longestWaitMs) throw error;
        await this.sleep(waitMs);
      }
    }
  }

  private async attempt<Answer>(call: TransportCall<Answer>, attempt: number): Promise<Answer> {
    const began = this.nowMs();
    let sentAt = began;
    let sent = false;
    const report = (outcome: string): void => {
      const ended = this.nowMs();
      const waitedMs = (sent ? sentAt : ended) - began;
      const durationMs = sent ? ended - sentAt : 0;
      const { operation } = call;
      this.options.onCall?.({ marketplace: this.marketplace, operation, attempt, outcome, durationMs, waitedMs });
    };
    try {
      await this.waitForTurn(call);
      const request = call.build();
      const breaker = this.breakerOf(request.url);
      this.refuseWhileOpen(breaker, call);
      sentAt = this.nowMs();
      sent = true;
      const answer = await this.exchange(call, request, breaker);
      report('ok');
      return answer;
    } catch (error) {
      report(error instanceof MarketplaceError ? error.code : 'internal');
      throw error;
    }
  }

  private async exchange<Answer>(
    call: TransportCall<Answer>,
    request: OutgoingRequest,
    breaker: CircuitBreaker,
  ): Promise<Answer> {
    try {
      const answer = call.read(await this.send(request, this.options.timeoutMs ?? 15_000));
      breaker.succeeded();
      return answer;
    } catch (thrown) {
      const error = thrown instanceof SendFailure ? this.ofSendFailure(thrown, call) : thrown;
      const down = error instanceof UpstreamUnavailableError || error instanceof OutcomeUnknownError;
      if (down) breaker.failed();
      else breaker.succeeded();
      if (error instanceof RateLimitedError) this.budget.pause(call.budget.key, error.retryAfterMs ?? 1_000);
      throw error;
    }
  }

  private async waitForTurn({ budget, priority, operation }: TransportCall<unknown>): Promise<void> {
    try {
      await this.budget.take({ ...budget, priority, longestWaitMs: this.longestWaitMs });
    } catch (error) {
      if (!(error instanceof BudgetExhausted)) throw error;
      throw new RateLimitedError(
        {
          cause: 'Our own budget of calls to this shop is used up.',
          advice: 'Try again later; if it stays so, fewer calls must be made or the budget raised.',
        },
        this.details(operation),
        error.retryAfterMs,
      );
    }
  }

  private refuseWhileOpen(breaker: CircuitBreaker, { operation }: TransportCall<unknown>): void {
    const refusesForMs = breaker.refusesForMs();
    if (refusesForMs === 0) return;
    throw new UpstreamUnavailableError(
      {
        cause: 'The marketplace has not answered several calls in a row, so it is left alone for a moment.',
        advice: 'Try again when the time has passed.',
      },
      this.details(operation),
      refusesForMs,
    );
  }

  private ofSendFailure({ sent, reason, systemCode }: SendFailure, call: TransportCall<unknown>): MarketplaceError {
    const details = this.details(call.operation, systemCode);
    const cause =
      reason === 'timeout'
        ? 'The marketplace did not answer in time.'
        : reason === 'answer_too_large'
          ? 'The marketplace answered with more than can be read.'
          : 'The connection to the marketplace failed.';
    if (sent && call.effect === 'write') {
      return new OutcomeUnknownError({ cause, advice: 'Read back whether it was done before repeating it.' }, details);
    }
    return new UpstreamUnavailableError({ cause, advice: 'Try again later.' }, details);
  }

  private details(operation: string, upstreamCode?: string): MarketplaceErrorDetails {
    return { marketplace: this.marketplace, operation, ...(upstreamCode !== undefined && { upstreamCode }) };
  }

  private breakerOf(url: string): CircuitBreaker {
    const { origin } = new URL(url);
    const known = this.breakers.get(origin);
    if (known) return known;
    const { failures = 8, openMs = 15_000 } = this.options.breaker ?? {};
    const breaker = new CircuitBreaker(this.clock, { failures, openMs });
    this.breakers.set(origin, breaker);
    return breaker;
  }

  /** Half of the delay is fixed and half is chance, so that callers who failed together do not come back together. */
  private backoffMs(attempt: number): number {
    const fullMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempt - 1));
    const random = this.options.random ?? Math.random;
    return Math.round(fullMs / 2 + (fullMs / 2) * random());
  }

  private get longestWaitMs(): number {
    return this.options.longestWaitMs ?? 30_000;
  }

  private nowMs(): number {
    return this.clock.now().getTime();
  }
}
