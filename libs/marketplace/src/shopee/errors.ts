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
  UpstreamUnavailableError,
  type FieldProblem,
  type MarketplaceError,
  type MarketplaceErrorDetails,
} from '../port/errors.js';
import type { ApiGroup } from './endpoints.js';
import { toTable, type CodeMeaning } from './error-codes/code-meaning.js';
import { commonCodes } from './error-codes/common-codes.js';
import { orderCodes } from './error-codes/order-codes.js';
import { productCodes } from './error-codes/product-codes.js';

export interface CallContext {
  readonly operation: string;
  readonly group: ApiGroup;
  readonly effect: 'read' | 'write';
  /** What must not be repeated in a message: the token and the partner key. */
  readonly secrets: readonly string[];
  /** How long it is until the quota of a day begins anew. */
  readonly quotaResetMs: () => number;
}

export interface ShopeeRefusal {
  readonly error?: unknown;
  readonly message?: unknown;
  readonly request_id?: unknown;
}

const table = toTable([...commonCodes, ...productCodes, ...orderCodes]);

export function detailsOf(
  { operation }: Pick<CallContext, 'operation'>,
  refusal: ShopeeRefusal = {},
): MarketplaceErrorDetails {
  const { error, request_id } = refusal;
  return {
    marketplace: 'shopee',
    operation,
    ...(typeof error === 'string' && error !== '' && { upstreamCode: error.slice(0, 64) }),
    ...(typeof request_id === 'string' && { requestId: request_id.slice(0, 64) }),
  };
}

/** `product.error_param` and `error_param` are the same: the part before the last dot says in which module. */
export const nameOf = (error: unknown): string =>
  (typeof error === 'string' ? error : 'none').trim().split('.').at(-1) ?? 'none';

/** Shopee's refusal in our taxonomy. */
export function toMarketplaceError(refusal: ShopeeRefusal, context: CallContext): MarketplaceError {
  const details = detailsOf(context, refusal);
  const message = typeof refusal.message === 'string' ? refusal.message : '';
  const meaning = meaningOf(refusal.error, message, context);
  if (meaning) return build(meaning, { message, context, details });
  return new ContractViolationError(
    {
      cause: 'Shopee refused the call with an error that is not documented.',
      advice: 'Find out what it means and add it to the table of errors.',
      zh: { cause: '虾皮返回了未记录的错误。', advice: '请查明其含义并补充到错误表。' },
    },
    details,
  );
}

/** A few names say too little without the sentence beside them. */
function meaningOf(error: unknown, message: string, { group, operation }: CallContext): CodeMeaning | undefined {
  const name = nameOf(error);
  const as = (other: string): CodeMeaning | undefined => table.get(other);
  if (name === 'error_auth') {
    // Refreshing and exchanging have no other access than the token or code itself.
    if (operation === 'auth.refresh') return as('refresh_token_expired');
    if (operation === 'auth.exchangeCode') return as('invalid_code');
    if (/access_token/i.test(message)) return as('invalid_access_token');
    if (/location_id/i.test(message)) return as('error_param');
    return as('error_permission');
  }
  // Without a module it is the app's quota of the day; with one it is a limit of that module, such as of an order.
  if (name === 'error_limit' && name !== error) return as('error_busi');
  if (name === 'error_param') {
    if (/timestamp/i.test(message)) return clockIsWrong;
    if (/not exist|not found|is not belong/i.test(message)) return as('error_not_found');
  }
  if (name === 'error_server') {
    if (/too many requests/i.test(message)) return as('error_rate_limit');
    if (/not supported for current region/i.test(message)) return notInThisCountry;
  }
  if (name === 'error_data' && group === 'livestream' && /is not exist/i.test(message)) return as('error_not_found');
  if (name === 'error_data' && group === 'livestream' && /permission to livestream|frozen/i.test(message)) {
    return as('error_permission');
  }
  if (name === 'error_busi' && /too many connections/i.test(message)) return as('error_server');
  return table.get(name);
}

const clockIsWrong: CodeMeaning = {
  kind: 'permission_denied',
  cause: 'Shopee finds the time of the call wrong: it allows for five minutes.',
  advice: 'Set this machine’s clock by a time server.',
  zh: { cause: '虾皮认为请求时间不正确（误差不得超过五分钟）。', advice: '请校准本机时钟。' },
};

const notInThisCountry: CodeMeaning = {
  kind: 'not_supported',
  cause: 'Shopee does not offer this in the shop’s country.',
  advice: 'Do it in another country’s shop.',
  zh: { cause: '虾皮在该国家未开放此功能。', advice: '请使用其他国家的店铺。' },
};

interface Subject {
  readonly message: string;
  readonly context: CallContext;
  readonly details: MarketplaceErrorDetails;
}

function build(meaning: CodeMeaning, { message, context, details }: Subject): MarketplaceError {
  switch (meaning.kind) {
    case 'rate_limited':
      // Shopee does not say for how long.
      return new RateLimitedError(meaning, details, 1_000);
    case 'daily_quota':
      return new RateLimitedError(meaning, details, context.quotaResetMs(), 'app');
    case 'unavailable':
      if (context.effect === 'read' || meaning.nothingDone === true) {
        return new UpstreamUnavailableError(meaning, details);
      }
      return new OutcomeUnknownError(
        {
          cause: meaning.cause,
          advice: 'Read back whether it was done before repeating it.',
          ...(meaning.zh && {
            zh: { cause: meaning.zh.cause, advice: '请先读取结果确认是否已完成，再决定是否重试。' },
          }),
        },
        details,
      );
    case 'auth_expired':
      return new AuthExpiredError(meaning, details);
    case 'permission_denied':
      return new PermissionDeniedError(meaning, details);
    case 'not_supported':
      return new NotSupportedError(meaning, details);
    case 'invalid':
      return new InvalidRequestError(meaning, details, problemsIn(message, context));
    case 'not_found':
      return new NotFoundError(meaning, details, problemsIn(message, context));
    case 'conflict':
      return new ConflictError(meaning, details, problemsIn(message, context));
    default:
      return meaning.kind satisfies never;
  }
}

/** Only products are spoken of in Shopee's own words: what it says of an order may name the buyer. */
function problemsIn(message: string, { group, secrets }: CallContext): FieldProblem[] {
  const speaksOfProducts = ['product', 'stock', 'media', 'global_product'].includes(group);
  return speaksOfProducts && message !== '' ? [{ field: null, message: redact(message, secrets) }] : [];
}
