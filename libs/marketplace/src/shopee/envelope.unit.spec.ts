import type { IncomingAnswer } from '../http/send.js';
import { readEnvelope } from './envelope.js';
import type { CallContext } from './errors.js';
import { answerOf, fileOf } from './test-shopee.js';

const context = (effect: CallContext['effect'] = 'read'): CallContext => ({
  operation: 'orders.get',
  group: 'order',
  effect,
  secrets: ['token'],
  quotaResetMs: () => 1,
});
const html = (status: number): IncomingAnswer => ({
  status,
  retryAfterMs: status === 429 ? 7_000 : null,
  contentType: 'text/html; charset=utf-8',
  body: '<html>token of Somchai</html>',
});
const thrownBy = (read: () => unknown): Error => {
  try {
    read();
  } catch (error) {
    return error as Error;
  }
  throw new Error('The reading should have failed.');
};

describe('an envelope of Shopee’s', () => {
  it('holds its content in `response`, or beside `error`', () => {
    const body = { response: { a: 1 }, b: 2, warning: 'w' };
    expect(readEnvelope(answerOf(body), 'response', context())).toMatchObject({ data: { a: 1 }, bytes: null });
    expect(readEnvelope(answerOf({ b: 2 }), 'flat', context()).data).toMatchObject({ b: 2, request_id: 'r' });
    expect(readEnvelope(answerOf(body), 'response', context()).body.text('warning')).toBe('w');
  });

  it.each(['', ' ', '-', null])('is no refusal when `error` is %p, whatever the status', (error) => {
    const answer = { ...answerOf({ error, response: [1] }), status: 403 };
    expect(readEnvelope(answer, 'response', context()).data).toEqual([1]);
  });

  it.each([200, 403, 404, 500])('is a refusal by what it says, with status %i', (status) => {
    const answer = { ...answerOf({ error: 'invalid_acceess_token', message: 'Invalid access_token.' }), status };
    expect(thrownBy(() => readEnvelope(answer, 'response', context())).name).toBe('AuthExpiredError');
  });

  it.each(['response', 'flat'] as const)('is a refusal also when it has content beside it (%s)', (family) => {
    const answer = answerOf({ error: 'order.error_param', response: { result_list: [] } });
    expect(thrownBy(() => readEnvelope(answer, family, context())).name).toBe('InvalidRequestError');
  });

  it('is a file, or says why there is none', () => {
    const bytes = Buffer.from('%PDF-1.4');
    expect(readEnvelope(fileOf(bytes), 'file', context())).toMatchObject({ bytes, contentType: 'application/pdf' });
    const refusal = answerOf({ error: 'logistics.download_later', message: 'Later.' });
    expect(thrownBy(() => readEnvelope(refusal, 'file', context())).name).toBe('ConflictError');
    // The bytes are those of the refusal when a proxy calls them so.
    const binary = { ...fileOf(Buffer.from('<html>')), status: 502 };
    expect(thrownBy(() => readEnvelope(binary, 'file', context())).name).toBe('UpstreamUnavailableError');
  });

  it.each<[number, CallContext['effect'], string]>([
    [429, 'read', 'RateLimitedError'],
    [429, 'write', 'RateLimitedError'],
    [401, 'read', 'PermissionDeniedError'],
    [403, 'write', 'PermissionDeniedError'],
    [502, 'read', 'UpstreamUnavailableError'],
    [502, 'write', 'OutcomeUnknownError'],
    [200, 'write', 'OutcomeUnknownError'],
    [200, 'read', 'ContractViolationError'],
    [404, 'read', 'ContractViolationError'],
  ])('is missing: status %i to a %s is a %s', (status, effect, name) => {
    const error = thrownBy(() => readEnvelope(html(status), 'response', context(effect)));
    expect(error.name).toBe(name);
    expect(JSON.stringify(error) + error.message).not.toMatch(/Somchai|of token/);
    if (status === 429) expect(error).toMatchObject({ retryAfterMs: 7_000 });
  });

  it.each(['[]', 'null', '"text"', '{"response":{}}', '{', ''])('is none without `error`: %s', (body) => {
    expect(thrownBy(() => readEnvelope({ ...answerOf({}), body }, 'response', context())).name).toBe(
      'ContractViolationError',
    );
  });
});
