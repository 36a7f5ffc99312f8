import {
  ContractViolationError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
  UpstreamUnavailableError,
  type MarketplaceError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { IncomingAnswer } from './send.js';

export interface ForeignAnswerContext {
  readonly effect: 'read' | 'write';
  readonly details: MarketplaceErrorDetails;
  /** What a seller can do about a machine that is kept out. */
  readonly keptOut: string;
}

/** What stands before a marketplace's interface answers in HTML: a firewall, a proxy that found nobody behind it. */
export function ofForeignAnswer(
  { status, retryAfterMs, contentType }: IncomingAnswer,
  { effect, details: of, keptOut }: ForeignAnswerContext,
): MarketplaceError {
  const details = { ...of, httpStatus: status };
  if (status === 429) {
    return new RateLimitedError(
      { cause: 'Too many calls.', advice: 'Try again later.' },
      details,
      retryAfterMs ?? 1_000,
    );
  }
  if (status === 401 || status === 403) {
    const cause = 'A firewall before the marketplace refused the call.';
    return new PermissionDeniedError({ cause, advice: keptOut }, details);
  }
  const cause = `The marketplace answered with status ${status} and no message of its own.`;
  if (effect === 'write') {
    return new OutcomeUnknownError({ cause, advice: 'Read back whether it was done before repeating it.' }, details);
  }
  if (status >= 500) return new UpstreamUnavailableError({ cause, advice: 'Try again later.' }, details, retryAfterMs);
  const kind = /^[\w/+.-]{1,60}/.exec(contentType)?.[0] ?? 'nothing';
  return new ContractViolationError(
    { cause: `${cause} Its content type is ${kind}.`, advice: 'Check the address that is called.' },
    details,
  );
}
