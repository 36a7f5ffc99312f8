import * as errors from '../port/errors.js';
import { readingWrite } from '../wire/reading-write.js';
import { toTable, type CodeMeaning, type Row } from './error-codes/code-meaning.js';
import { commonCodes } from './error-codes/common-codes.js';
import { orderCodes } from './error-codes/order-codes.js';
import { productCodes } from './error-codes/product-codes.js';
import { nameOf, toMarketplaceError, type CallContext } from './errors.js';
import { access, credentials, textOf } from './test-shopee.js';

const contextOf = (change: Partial<CallContext> = {}): CallContext => ({
  operation: 'orders.get',
  group: 'order',
  effect: 'read',
  secrets: [access.accessToken, credentials.appSecret],
  quotaResetMs: () => 5_400_000,
  ...change,
});
const refused = (error: string, message = '', change: Partial<CallContext> = {}) =>
  toMarketplaceError({ error, message, request_id: 'r-1' }, contextOf(change));

const rows: readonly Row[] = [...commonCodes, ...orderCodes, ...productCodes];
const named = rows.flatMap(([names, kind, en, zh]) => names.split(' ').map((name) => ({ name, kind, en, zh })));

const classOf: Readonly<Record<CodeMeaning['kind'], string>> = {
  rate_limited: 'RateLimitedError',
  daily_quota: 'RateLimitedError',
  unavailable: 'UpstreamUnavailableError',
  auth_expired: 'AuthExpiredError',
  permission_denied: 'PermissionDeniedError',
  not_supported: 'NotSupportedError',
  invalid: 'InvalidRequestError',
  not_found: 'NotFoundError',
  conflict: 'ConflictError',
};

describe('every name in the table', () => {
  it.each(named)('$name is a $kind, in both languages', ({ name, kind, en: [cause, advice], zh }) => {
    const error = refused(name);
    expect(error.name).toBe(classOf[kind]);
    expect(error.message).toBe(`${cause} ${advice}`);
    expect(error.explanation.zh).toEqual({ cause: zh[0], advice: zh[1] });
    expect(cause).toMatch(/^[A-Z].*\.$/);
    expect(advice).toMatch(/^[A-Z].*\.$/);
    for (const sentence of zh) expect(sentence).toMatch(/[\u4e00-\u9fff].*。$/);
    expect(error).toMatchObject({ upstreamCode: name, requestId: 'r-1', marketplace: 'shopee' });
  });

  it.each(named)('$name is known with a module before it', ({ name, kind }) => {
    // A limit with a module is one of that module, and not the quota of the day.
    const expected = kind === 'daily_quota' ? 'ConflictError' : classOf[kind];
    expect(refused(`some_module.${name}`).name).toBe(expected);
  });

  it('cannot hold a name twice', () => {
    const row: Row = ['a b', 'invalid', ['C.', 'A.'], ['因。', '荐。']];
    expect(() => toTable([row, ['b', 'conflict', ['C.', 'A.'], ['因。', '荐。']]])).toThrow('b is in the table twice');
  });
});

describe('names that the documentation and the gateway spell in two ways', () => {
  it.each([
    ['invalid_acceess_token', 'invalid_access_token'],
    ['invalid_main_acount_id', 'invalid_main_account_id'],
    ['error_incalid_brand', 'error_invalid_brand'],
    ['error_price_exceed_max_limitt', 'error_price_exceed_max_limit'],
    ['logistics.ship_order_need_pacakge_number', 'logistics.ship_order_need_package_number'],
    ['logistics.ship_order_not_need_pacakge_number', 'logistics.ship_order_not_need_package_number'],
  ])('%s is the same as %s', (one, other) => {
    expect(refused(one).message).toBe(refused(other).message);
    expect(refused(one)).not.toBeInstanceOf(errors.ContractViolationError);
  });
});

describe('names that say too little without their message', () => {
  it.each<[string, string, Partial<CallContext>, string]>([
    ['error_auth', 'Invalid access_token.', {}, 'AuthExpiredError'],
    ['error_auth', 'No permission to current api.', {}, 'PermissionDeniedError'],
    ['error_auth', 'partner_id is invalid', {}, 'PermissionDeniedError'],
    ['error_auth', 'Invalid refresh_token.', { operation: 'auth.refresh' }, 'AuthExpiredError'],
    ['error_auth', 'Invalid code', { operation: 'auth.exchangeCode' }, 'AuthExpiredError'],
    ['product.error_auth', 'Lack of location_id permission', { group: 'stock' }, 'InvalidRequestError'],
    ['error_param', 'Timestamp is expired.', {}, 'PermissionDeniedError'],
    ['error_param', 'Invalid timestamp', {}, 'PermissionDeniedError'],
    ['product.error_param', 'item_id is not exist', { group: 'product' }, 'NotFoundError'],
    ['error_param', 'There is no sign in query.', {}, 'InvalidRequestError'],
    ['error_server', 'Too many requests, please try again later', { group: 'livestream' }, 'RateLimitedError'],
    ['error_server', 'Something wrong.', {}, 'UpstreamUnavailableError'],
    ['product.error_busi', 'Too many connections', { group: 'product' }, 'UpstreamUnavailableError'],
    ['product.error_busi', 'Stock is reserved', { group: 'product' }, 'ConflictError'],
    ['error_limit', '', {}, 'RateLimitedError'],
    ['order.error_limit', '', {}, 'ConflictError'],
  ])('%s “%s” of %p is a %s', (error, message, change, name) => {
    expect(refused(error, message, change).name).toBe(name);
  });

  it('takes a wrong clock for what it is', () => {
    expect(refused('error_param', 'Timestamp is expired.').message).toMatch(/clock/);
  });
});

describe('how long to wait', () => {
  it('is a second at first, and until the quota begins anew when it is spent', () => {
    expect(refused('error_rate_limit')).toMatchObject({ retryAfterMs: 1_000, scope: 'operation', retryable: true });
    expect(refused('error_limit')).toMatchObject({ retryAfterMs: 5_400_000, scope: 'app' });
  });
});

describe('what nobody knows', () => {
  it.each(['error_of_tomorrow', 'constructor', '__proto__', ''])('is a breach of what we know: %p', (name) => {
    const error = refused(name);
    expect(error).toBeInstanceOf(errors.ContractViolationError);
    expect(error.explanation.zh?.cause).toMatch(/虾皮/);
  });

  it('has a name even when it is no text', () => {
    expect([nameOf('a.b.error_x '), nameOf(7), nameOf(undefined)]).toEqual(['error_x', 'none', 'none']);
  });
});

describe('a write that failed at Shopee', () => {
  it.each(['error_server', 'error_inner', 'error_network', 'error_system_busy'])('may have been done: %s', (name) => {
    const error = refused(name, '', { effect: 'write' });
    expect(error).toBeInstanceOf(errors.OutcomeUnknownError);
    expect(error.explanation.zh?.advice).toMatch(/读取/);
  });

  it('was done when only its answer cannot be read', () => {
    const details = { marketplace: 'shopee', operation: 'x', requestId: 'r-2' };
    const unreadable = () => {
      throw new errors.ContractViolationError({ cause: 'C.', advice: 'A.' }, details);
    };
    expect(() => readingWrite(unreadable)).toThrow(errors.OutcomeUnknownError);
    expect(() =>
      readingWrite(() => {
        throw new TypeError('other');
      }),
    ).toThrow(TypeError);
    expect(readingWrite(() => 1)).toBe(1);
  });
});

describe('Shopee’s own words', () => {
  const message = `title of ${access.accessToken} is bad`;

  it.each(['product', 'stock', 'media', 'global_product'] as const)('are kept of a %s, without secrets', (group) => {
    const error = refused('product.error_param', message, { group });
    expect(error).toMatchObject({ fields: [{ field: null, message: expect.stringContaining('title of') }] });
    expect(textOf(error)).not.toContain(access.accessToken);
  });

  it.each(['order', 'logistics', 'returns', 'payment', 'shop'] as const)(
    'are not kept of %s: they may name a buyer',
    (group) => {
      const error = refused('order.error_param', 'Somchai lives elsewhere', { group });
      expect(textOf(error)).not.toContain('Somchai');
      expect(error).toMatchObject({ fields: [] });
    },
  );
});
