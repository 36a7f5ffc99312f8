import { redact } from '../http/redaction.js';
import {
  AuthExpiredError,
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotFoundError,
  NotSupportedError,
  OutcomeUnknownError,
  PermissionDeniedError,
  RateLimitedError,
  RefusedRequestError,
  SwitchedOffError,
  UpstreamUnavailableError,
  type Explanation,
  type FieldProblem,
  type MarketplaceError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import { meaningOf, type CodeFamily, type CodeMeaning } from './error-codes.js';
import type { LazadaRefusal } from './wire.js';

export interface CallContext {
  readonly operation: string;
  readonly family: CodeFamily;
  readonly effect: 'read' | 'write';
  /** What must not be repeated in a message: the token and the app secret. */
  readonly secrets: readonly string[];
  /** Milliseconds until the quotas of a day begin anew. */
  readonly quotaResetMs?: () => number;
}

export function detailsOf({ operation }: CallContext, refusal: Partial<LazadaRefusal> = {}): MarketplaceErrorDetails {
  return {
    marketplace: 'lazada',
    operation,
    ...(refusal.code !== undefined && { upstreamCode: codeOf(refusal.code) }),
    ...(typeof refusal.request_id === 'string' && { requestId: refusal.request_id.slice(0, 64) }),
  };
}

/** Lazada's refusal in our taxonomy. HTTP has nothing to say here: refusals come with status 200. */
export function toMarketplaceError(refusal: LazadaRefusal, context: CallContext): MarketplaceError {
  const details = detailsOf(context, refusal);
  const code = codeOf(refusal.code);
  const meaning = meaningOf(code, context.family);
  // A batch is refused as a whole with a general code, and what it is about is in its details.
  const specific = meaning?.kind === 'invalid' ? meaningOfDetail(refusal, context) : undefined;
  if (specific) return build(specific, { refusal, context, details });
  if (meaning) return build(meaning, { refusal, context, details });
  // Of an unknown code the type still says whose fault it is.
  if (refusal.type?.toUpperCase() === 'SYSTEM') {
    const cause = 'Lazada’s platform failed with a code that is not documented.';
    return build({ kind: 'unavailable', cause, advice: 'Try again later.' }, { refusal, context, details });
  }
  return new ContractViolationError(
    {
      cause: 'Lazada refused the call with a code that is not documented.',
      advice: 'Find out what it means and add it to the table of codes.',
    },
    details,
  );
}

interface Subject {
  readonly refusal: LazadaRefusal;
  readonly context: CallContext;
  readonly details: MarketplaceErrorDetails;
}

type Meaning = Explanation & Pick<CodeMeaning, 'kind' | 'nothingDone' | 'scope'>;

function build(meaning: Meaning, { refusal, context, details }: Subject): MarketplaceError {
  const { cause, advice, zh } = meaning;
  const explanation: Explanation = { cause, advice, ...(zh && { zh }) };
  switch (meaning.kind) {
    case 'rate_limited':
      return new RateLimitedError(explanation, details, banMs(refusal.message, context), meaning.scope);
    case 'switched_off':
      return new SwitchedOffError(explanation, details);
    case 'unavailable':
      if (context.effect === 'read' || meaning.nothingDone === true) {
        return new UpstreamUnavailableError(explanation, details);
      }
      return new OutcomeUnknownError(
        { cause, advice: readBack.advice, ...(zh && { zh: { cause: zh.cause, advice: readBack.zh } }) },
        details,
      );
    case 'auth_expired':
      return new AuthExpiredError(explanation, details);
    case 'permission_denied':
      return new PermissionDeniedError(explanation, details);
    case 'not_supported':
      return new NotSupportedError(explanation, details);
    case 'invalid':
      return new InvalidRequestError(explanation, details, fieldProblems(refusal, context));
    case 'not_found':
      return new NotFoundError(explanation, details, fieldProblems(refusal, context));
    case 'conflict':
      return new ConflictError(explanation, details, fieldProblems(refusal, context));
    default:
      return meaning.kind satisfies never;
  }
}

const readBack = {
  advice: 'Read back whether it was done before repeating it.',
  zh: '请先查询是否已生效，再决定是否重试。',
};

/** "Api access frequency exceeds the limit. this ban will last 1 seconds": a second when it does not say. */
function banMs(message: unknown, { quotaResetMs }: CallContext): number {
  const text = typeof message === 'string' ? message : '';
  const seconds = /last (\d{1,5}) second/i.exec(text)?.[1];
  if (seconds !== undefined) return Number(seconds) * 1_000;
  return quotaResetMs && /\b(?:day|daily|quota)\b/i.test(text) ? quotaResetMs() : 1_000;
}

function meaningOfDetail(refusal: LazadaRefusal, context: CallContext): CodeMeaning | undefined {
  const problems = fieldProblems(refusal, context);
  return problems.length === 1 ? meaningOfProblem(problems[0]!, context.family) : undefined;
}

/** By its own code; where it has none, by words that are known to stand for one. */
function meaningOfProblem({ upstreamCode, message }: FieldProblem, family: CodeFamily): CodeMeaning | undefined {
  const named = upstreamCode === undefined ? undefined : meaningOf(upstreamCode, family);
  if (named) return named;
  const code = wordings.find(([pattern]) => pattern.test(message))?.[1];
  return code === undefined ? undefined : meaningOf(code, family);
}

const wordings: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/(SELLER_)?SKU_NOT_FOUND|ITEM_NOT_FOUND/, '207'],
  [/negative sellable on channel/i, '4170'],
  [/negative sellable/i, '212'],
];

/** Of the refusal of a batch, what it says of one variant; the refusal itself when it says nothing of that one. */
export function errorOfItem(error: MarketplaceError, sellerSku: string): MarketplaceError {
  if (!(error instanceof RefusedRequestError)) return error;
  const own = error.fields.filter((problem) => problem.sellerSku === sellerSku || problem.field === sellerSku);
  const [first] = own;
  if (first === undefined) return error;
  const meaning: Meaning = meaningOfProblem(first, 'product') ?? { kind: 'invalid', ...error.explanation };
  const { marketplace, operation, requestId } = error;
  const code = first.upstreamCode ?? error.upstreamCode ?? undefined;
  const details = {
    ...{ marketplace, operation },
    ...(code !== undefined && { upstreamCode: code }),
    ...(requestId !== null && { requestId }),
  };
  const context: CallContext = { operation, family: 'product', effect: 'write', secrets: [] };
  const detail = own.map(({ field, message, upstreamCode }) => ({
    field,
    message,
    seller_sku: sellerSku,
    code: upstreamCode,
  }));
  return build(meaning, { refusal: { code, detail }, context, details });
}

export interface RefusalDetail {
  readonly field?: unknown;
  readonly sku?: unknown;
  readonly seller_sku?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
}

/** Its items have had several shapes over the years; what is none of them is skipped. */
export function refusalDetails({ detail }: LazadaRefusal): readonly RefusalDetail[] {
  if (!Array.isArray(detail)) return [];
  return (detail as unknown[]).filter((item): item is RefusalDetail => typeof item === 'object' && item !== null);
}

/** Only products are spoken of in Lazada's own words: what it says of an order may name the buyer. */
function fieldProblems(refusal: LazadaRefusal, { family, secrets }: CallContext): FieldProblem[] {
  if (family !== 'product') return [];
  const problems = refusalDetails(refusal).map(({ field, sku, seller_sku, code, message }): FieldProblem => {
    const sellerSku = [seller_sku, sku].find(isText);
    const name = isText(field) ? field : sellerSku;
    return {
      field: name === undefined ? null : redact(name, secrets),
      message: redact(typeof message === 'string' ? message : '', secrets),
      ...(sellerSku !== undefined && { sellerSku: redact(sellerSku, secrets) }),
      ...(code !== undefined && { upstreamCode: codeOf(code) }),
    };
  });
  if (problems.length > 0) return problems;
  return typeof refusal.message === 'string' ? [{ field: null, message: redact(refusal.message, secrets) }] : [];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** `E501` and `501` are the same; an object where a code should be is none. */
function codeOf(code: unknown): string {
  const text = typeof code === 'string' || typeof code === 'number' ? String(code) : 'none';
  const digits = /^E(\d{3})$/.exec(text)?.[1];
  return digits === undefined ? text.slice(0, 64) : String(Number(digits));
}

export async function nullIfNotFound<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFoundError) return null;
    throw error;
  }
}
