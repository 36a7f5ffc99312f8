import type { IncomingAnswer } from '../http/send.js';
import * as errors from '../port/errors.js';
import type { CodeFamily } from './error-codes.js';
import { toMarketplaceError, type CallContext } from './errors.js';
import { msUntilQuotaReset } from './sites.js';
import { access, credentials, errorOf, fakeLazada, textOf } from './test-lazada.js';

const context = (family: CodeFamily, effect: CallContext['effect'] = 'read'): CallContext => ({
  operation: 'orders.get',
  family,
  effect,
  // 23:30 in Bangkok.
  quotaResetMs: () => msUntilQuotaReset(new Date('2026-01-02T16:30:00.000Z'), 'TH'),
  secrets: [access.accessToken, credentials.appSecret],
});
const html = (status: number): IncomingAnswer => ({
  status,
  retryAfterMs: status === 429 ? 7_000 : null,
  contentType: 'text/html; charset=utf-8',
  body: `<html>${access.accessToken} Somchai</html>`,
});

describe('Lazada’s refusals in our taxonomy', () => {
  it.each<[string, CodeFamily, string]>([
    ['IllegalAccessToken', 'order', 'AuthExpiredError'],
    ['IncompleteSignature', 'order', 'PermissionDeniedError'],
    ['AppWhiteIpLimit', 'order', 'PermissionDeniedError'],
    ['ApiCallLimit', 'order', 'RateLimitedError'],
    ['SellerCallLimit', 'product', 'RateLimitedError'],
    ['901', 'product', 'RateLimitedError'],
    ['E901', 'product', 'RateLimitedError'],
    ['1002', 'product', 'RateLimitedError'],
    ['506', 'product', 'UpstreamUnavailableError'],
    ['ServiceTimeout', 'finance', 'UpstreamUnavailableError'],
    ['998', 'product', 'SwitchedOffError'],
    ['207', 'product', 'NotFoundError'],
    ['E016', 'order', 'NotFoundError'],
    ['4170', 'product', 'ConflictError'],
    ['4105', 'product', 'ConflictError'],
    ['4139', 'product', 'InvalidRequestError'],
    ['700026', 'fulfillment', 'ConflictError'],
    ['700016', 'fulfillment', 'NotSupportedError'],
    ['1000012', 'finance', 'InvalidRequestError'],
    ['31337', 'order', 'ContractViolationError'],
    ['constructor', 'order', 'ContractViolationError'],
  ])('%s of %s is a %s', (code, family, name) => {
    const error = toMarketplaceError({ code, type: 'ISP', request_id: 'r-1' }, context(family));
    expect(error.name).toBe(name);
    expect(error.requestId).toBe('r-1');
    expect(error.message).toBe(`${error.explanation.cause} ${error.explanation.advice}`);
  });

  it('reads how long a ban lasts, and takes a second when it does not say', () => {
    const ban = (message: string) => toMarketplaceError({ code: 'ApiCallLimit', message }, context('order'));
    expect(ban('Api access frequency exceeds the limit. this ban will last 12 seconds')).toMatchObject({
      retryAfterMs: 12_000,
    });
    expect(ban('this ban will last 0 seconds')).toMatchObject({ retryAfterMs: 0 });
    expect(ban('slow down')).toMatchObject({ retryAfterMs: 1_000 });
  });

  it('says whose calls are refused, and waits for midnight at the site when the quota of a day is spent', () => {
    const refused = (code: string, message: string) => toMarketplaceError({ code, message }, context('order'));
    expect(refused('ApiCallLimit', 'slow down')).toMatchObject({ scope: 'operation' });
    expect(refused('901', 'E901: too frequent')).toMatchObject({ scope: 'operation' });
    expect(refused('SellerCallLimit', 'slow down')).toMatchObject({ scope: 'shop', retryAfterMs: 1_000 });
    expect(refused('AppCallLimit', 'this ban will last 3 seconds')).toMatchObject({
      scope: 'app',
      retryAfterMs: 3_000,
    });
    expect(refused('AppCallLimit', 'The daily quota is used up')).toMatchObject({
      scope: 'app',
      retryAfterMs: 1_800_000,
    });
  });

  it('does not promise of a write that nothing was done, unless Lazada says so', () => {
    const of = (code: string) => toMarketplaceError({ code, type: 'SYSTEM' }, context('fulfillment', 'write'));
    expect(of('ServiceTimeout')).toBeInstanceOf(errors.OutcomeUnknownError);
    expect(of('SomethingNew')).toBeInstanceOf(errors.OutcomeUnknownError);
    expect(of('700024')).toBeInstanceOf(errors.UpstreamUnavailableError);
    expect(of('ApiCallLimit')).toBeInstanceOf(errors.RateLimitedError);
  });

  it('keeps what Lazada says of an order to itself: it may name the buyer', () => {
    const refusal = {
      code: '16',
      message: 'Somchai of 66812345678',
      detail: [{ field: 'buyer', message: 'Somchai' }],
      request_id: 'r',
    };
    const error = toMarketplaceError(refusal, context('order'));
    expect(textOf(error)).not.toMatch(/Somchai|66812345678/);
  });
});

describe('answers that are not Lazada’s own', () => {
  it.each([
    [403, 'PermissionDeniedError'],
    [404, 'ContractViolationError'],
    [200, 'ContractViolationError'],
  ])('with status %d are a %s', async (status, name) => {
    const { adapter, seen } = fakeLazada([html(status)]);
    const error = await errorOf(adapter.orders.get(access, '1'));
    expect(error.name).toBe(name);
    expect(error.meta).toMatchObject({ httpStatus: status });
    expect(textOf(error)).not.toMatch(/Somchai|demoAccessToken/);
    expect(seen).toHaveLength(1);
  });

  it('are waited for when there were too many calls', async () => {
    const { adapter, waits } = fakeLazada([html(429), 'orders.get.ok', 'orders.items-of-order.ok']);
    await adapter.orders.get(access, '491253082180001');
    expect(Math.max(...waits)).toBe(7_000);
  });

  it('are asked for again when a proxy found nobody behind it', async () => {
    const { adapter, seen } = fakeLazada([html(503), html(502), html(500)]);
    expect(await errorOf(adapter.orders.get(access, '1'))).toBeInstanceOf(errors.UpstreamUnavailableError);
    expect(seen).toHaveLength(3);
  });

  it('count as success with a bare 0', async () => {
    const body = JSON.stringify({ code: 0, data: { seller_id: 1, name: 'x', status: 'GONE' }, request_id: 'r' });
    const { adapter } = fakeLazada([{ status: 200, retryAfterMs: null, contentType: 'application/json', body }]);
    expect(await adapter.seller.get(access)).toMatchObject({ status: 'unrecognized', rawStatus: 'GONE' });
  });
});

describe('a country without Lazada', () => {
  it('is refused before anything is sent', async () => {
    const { adapter, seen } = fakeLazada([]);
    const error = await errorOf(adapter.orders.items({ ...access, country: 'DE' }, ['1']));
    expect(error).toBeInstanceOf(errors.NotSupportedError);
    expect(seen).toEqual([]);
  });
});
