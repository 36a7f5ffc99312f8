import { AppError, type ErrorCategory } from '@pinglu/kernel';

/** Where an error came from. All of it may be logged and shown: no token, no secret, nothing about a buyer. */
export interface MarketplaceErrorDetails {
  readonly marketplace: string;
  /** Our name of the call, such as `fulfillment.pack`. */
  readonly operation: string;
  /** The marketplace's own code. */
  readonly upstreamCode?: string;
  /** By which the marketplace's support finds the call. */
  readonly requestId?: string;
  readonly httpStatus?: number;
}

/** Why it happened and what to do, in sentences for a person. */
export interface ExplanationText {
  readonly cause: string;
  readonly advice: string;
}

/** In English, and in Chinese where the marketplace itself has said what it is. */
export interface Explanation extends ExplanationText {
  readonly zh?: ExplanationText;
}

/** The root of all that a call to a marketplace can end in. The message is `cause` followed by `advice`. */
export abstract class MarketplaceError extends AppError {
  readonly upstreamCode: string | null;
  readonly requestId: string | null;
  readonly operation: string;
  readonly marketplace: string;
  /** An expected refusal is not an alarm. */
  readonly logLevel: 'info' | 'warn' | 'error' = 'warn';

  constructor(
    readonly explanation: Explanation,
    details: MarketplaceErrorDetails,
    meta: Readonly<Record<string, unknown>> = {},
  ) {
    super(`${explanation.cause} ${explanation.advice}`, { meta: { ...details, ...meta } });
    this.marketplace = details.marketplace;
    this.operation = details.operation;
    this.upstreamCode = details.upstreamCode ?? null;
    this.requestId = details.requestId ?? null;
  }
}

/** The same call may succeed later, and it is certain that it has had no effect. */
export abstract class RetryableMarketplaceError extends MarketplaceError {
  override readonly retryable = true;
  /** How long to wait at least; null when nobody knows. */
  readonly retryAfterMs: number | null;

  constructor(explanation: Explanation, details: MarketplaceErrorDetails, retryAfterMs: number | null = null) {
    super(explanation, details, retryAfterMs === null ? {} : { retryAfterMs });
    this.retryAfterMs = retryAfterMs;
  }
}

/** Whose calls are refused: those of this kind for this shop, all for this shop, or all of our app. */
export type RateLimitScope = 'operation' | 'shop' | 'app';

/** Too many calls, by the marketplace's count or by our own budget. Back off; the lag is visible. */
export class RateLimitedError extends RetryableMarketplaceError {
  readonly code = 'marketplace-rate-limited';
  readonly category: ErrorCategory = 'rate_limited';
  override readonly logLevel = 'info';

  constructor(
    explanation: Explanation,
    details: MarketplaceErrorDetails,
    retryAfterMs: number | null = null,
    readonly scope: RateLimitScope = 'operation',
  ) {
    super(explanation, details, retryAfterMs);
  }
}

/** The marketplace does not answer, or answers that it cannot. Nothing was done. */
export class UpstreamUnavailableError extends RetryableMarketplaceError {
  readonly code = 'marketplace-unavailable';
  readonly category: ErrorCategory = 'unavailable';
}

/** The marketplace has switched this kind of call off for everybody, as it does during campaigns. Nothing was done. */
export class SwitchedOffError extends UpstreamUnavailableError {
  override readonly logLevel = 'info';
}

/** A write was sent, and nobody knows whether it was done. Read its effect back, then decide. */
export class OutcomeUnknownError extends MarketplaceError {
  readonly code = 'marketplace-outcome-unknown';
  readonly category: ErrorCategory = 'unavailable';
}

/** The token is not, or no longer, valid. Refresh it and repeat once; then the shop counts as disconnected. */
export class AuthExpiredError extends MarketplaceError {
  readonly code = 'marketplace-auth-expired';
  readonly category: ErrorCategory = 'unauthenticated';
}

/** The app or the seller may not do this. Tell the seller. */
export class PermissionDeniedError extends MarketplaceError {
  readonly code = 'marketplace-permission-denied';
  readonly category: ErrorCategory = 'forbidden';
}

/** The marketplace cannot do this at all, or not for this shop. Tell the seller. */
export class NotSupportedError extends MarketplaceError {
  readonly code = 'marketplace-not-supported';
  readonly category: ErrorCategory = 'unprocessable';
  override readonly logLevel = 'info';
}

export interface FieldProblem {
  /** The field or attribute, or the seller SKU, as the marketplace names it; null when it does not say. */
  readonly field: string | null;
  /** In the marketplace's words. */
  readonly message: string;
  /** Of the variant that it is about, where the marketplace names one beside the field. */
  readonly sellerSku?: string;
  /** The marketplace's own code of this problem. */
  readonly upstreamCode?: string;
}

/** What was asked for is refused, and will be again. Dead-letter it with the reason. */
export abstract class RefusedRequestError extends MarketplaceError {
  constructor(
    explanation: Explanation,
    details: MarketplaceErrorDetails,
    /** What exactly, as far as the marketplace says. */
    readonly fields: readonly FieldProblem[] = [],
  ) {
    super(explanation, details, fields.length === 0 ? {} : { fields });
  }
}

/** The marketplace does not take the content. */
export class InvalidRequestError extends RefusedRequestError {
  readonly code = 'marketplace-invalid-request';
  readonly category: ErrorCategory = 'invalid';
}

export class NotFoundError extends RefusedRequestError {
  readonly code = 'marketplace-not-found';
  readonly category: ErrorCategory = 'not_found';
  override readonly logLevel = 'info';
}

/** The thing exists, and is not in a state in which this can be done. Read it, then decide. */
export class ConflictError extends RefusedRequestError {
  readonly code = 'marketplace-conflict';
  readonly category: ErrorCategory = 'conflict';
  override readonly logLevel = 'info';
}

/** The answer is not what we know of the marketplace. Somebody has to look at it; repeating does not help. */
export class ContractViolationError extends MarketplaceError {
  readonly code = 'marketplace-contract-violation';
  readonly category: ErrorCategory = 'internal';
  override readonly logLevel = 'error';
}

export type WebhookRejectionReason =
  'signature-missing' | 'signature-scheme-wrong' | 'signature-wrong' | 'body-not-raw' | 'body-not-a-message' | 'stale';

/** A push that is not from the marketplace, or not from now. Answer 401 and count it. */
export class WebhookRejectedError extends MarketplaceError {
  readonly code = 'marketplace-webhook-rejected';
  readonly category: ErrorCategory = 'unauthenticated';

  constructor(
    readonly reason: WebhookRejectionReason,
    marketplace: string,
    explanation: Explanation,
  ) {
    super(explanation, { marketplace, operation: 'push.verify' }, { reason });
  }
}
