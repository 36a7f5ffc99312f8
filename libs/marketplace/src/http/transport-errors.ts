import {
  ContractViolationError,
  InvalidRequestError,
  MarketplaceError,
  OutcomeUnknownError,
  RateLimitedError,
  SwitchedOffError,
  UpstreamUnavailableError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { BudgetExhausted } from './call-budget.js';
import { largestRequestBytes, type SendFailure } from './send.js';

type Effect = 'read' | 'write';

const readBack = 'Read back whether it was done before repeating it.';
const later = 'Try again later.';

export function ofSendFailure(
  { sent, reason, systemCode }: SendFailure,
  effect: Effect,
  from: MarketplaceErrorDetails,
) {
  const details = { ...from, upstreamCode: systemCode };
  const cause = {
    timeout: 'The marketplace did not answer in time.',
    answer_too_large: 'The marketplace answered with more than can be read.',
    connection: 'The connection to the marketplace failed.',
  }[reason];
  if (sent && effect === 'write') return new OutcomeUnknownError({ cause, advice: readBack }, details);
  return new UpstreamUnavailableError({ cause, advice: later }, details);
}

/**
 * Reading an answer failed in a way nobody foresaw. What the original error says is left out, for it may quote the answer
 * and with it a buyer; where it happened is kept.
 */
export function ofUnreadable(thrown: unknown, effect: Effect, details: MarketplaceErrorDetails): MarketplaceError {
  const cause = `The answer of the marketplace could not be read (${thrown instanceof Error ? thrown.name : typeof thrown}).`;
  const error =
    effect === 'write'
      ? new OutcomeUnknownError({ cause, advice: readBack }, details)
      : new ContractViolationError({ cause, advice: 'Compare it with what the adapter expects.' }, details);
  const frames = thrown instanceof Error ? framesOf(thrown) : '';
  if (frames !== '') error.stack = `${error.name}: ${error.message}${frames}`;
  return error;
}

/** A stack begins with the message, which may have lines that look like frames. */
function framesOf({ stack = '', message }: Error): string {
  const end = stack.indexOf(message);
  const rest = end === -1 ? '' : stack.slice(end + message.length);
  return /^(?:\n\s+at .*)+$/.test(rest) ? rest : '';
}

export function ofBudget(
  { retryAfterMs, paused }: BudgetExhausted,
  details: MarketplaceErrorDetails,
): RateLimitedError {
  const explanation = paused
    ? {
        cause: 'The marketplace takes no more calls for now, and that lasts longer than this one may wait.',
        advice: 'Try again when the time has passed.',
      }
    : {
        cause: 'Our own budget of calls to this shop is used up.',
        advice: 'Try again later; if it stays so, fewer calls must be made or the budget raised.',
      };
  return new RateLimitedError(explanation, details, retryAfterMs);
}

export const ofOpenBreaker = (refusedForMs: number, details: MarketplaceErrorDetails): UpstreamUnavailableError =>
  new UpstreamUnavailableError(
    {
      cause: 'The marketplace has not answered several calls in a row, so it is left alone for a moment.',
      advice: 'Try again when the time has passed.',
    },
    details,
    refusedForMs,
  );

export const ofSwitchedOff = (refusedForMs: number, details: MarketplaceErrorDetails): SwitchedOffError =>
  new SwitchedOffError(
    {
      cause: 'The marketplace has switched this kind of call off for a while, as it does during campaigns.',
      advice: 'Wait; now and then one call goes out to see whether it is over.',
    },
    details,
    refusedForMs,
  );

export const ofTooLarge = (bytes: number, details: MarketplaceErrorDetails): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: `The request holds ${bytes} bytes, and no more than ${largestRequestBytes} are sent.`,
      advice: 'Send a smaller file.',
    },
    details,
  );
