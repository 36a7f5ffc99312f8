import {
  decodeDeadLetter,
  decodeEvent,
  InvalidEventError,
  sampleRecord,
  sampleTypes,
  UnknownEventTypeError,
  validateForPublishing,
} from './index.js';
import type { PlatformEvent } from './index.js';

const RENAMED = 'com.pinglu.merchants.merchant_renamed.v1';
const DEAD_LETTERED = 'com.pinglu.platform.event_dead_lettered.v1';

function problemsOf(event: PlatformEvent): readonly { at: string; rule: string }[] {
  try {
    validateForPublishing(event);
  } catch (error) {
    if (error instanceof InvalidEventError) return error.problems;
    throw error;
  }
  return [];
}
const sampleEvent = (type: string): PlatformEvent =>
  type === DEAD_LETTERED ? decodeDeadLetter(sampleRecord(type)) : decodeEvent(sampleRecord(type));
const changed = (change: object): PlatformEvent => {
  const event = sampleEvent(RENAMED);
  return { ...event, data: { ...(event.data as object), ...change } };
};

describe('validateForPublishing', () => {
  it.each(sampleTypes)('%s: refuses a field that the contract does not name', (type) => {
    const event = sampleEvent(type);
    const problems = problemsOf({ ...event, data: { ...(event.data as object), buyerPhone: '13800000000' } });
    expect(problems).toEqual([{ at: '/buyerPhone', rule: 'is not a field of this event' }]);
  });

  it('is closed within nested objects as well', () => {
    const event = decodeDeadLetter(sampleRecord(DEAD_LETTERED));
    const data = { ...event.data, error: { ...event.data.error, stack: 'at …' } };
    expect(problemsOf({ ...event, data })).toEqual([{ at: '/error/stack', rule: 'is not a field of this event' }]);
  });

  it.each([
    [{ name: 7 }, '/name', 'must be string'],
    [{ status: 'paused' }, '/status', 'must be one of ["active","suspended"]'],
    [{ countryOfEstablishment: 'MY' }, '/countryOfEstablishment', 'must be "CN"'],
    [{ registeredAt: '2026-11-02T09:15:30+08:00' }, '/registeredAt', /^must match pattern/],
    // PostgreSQL's jsonb, where outboxes keep events, takes neither of these.
    [{ name: 'a\u0000b' }, '/name', /^must match pattern/],
    [{ name: 'a\ud800b' }, '/name', /^must match pattern/],
    [{ name: undefined }, '/name', 'is missing'],
  ])('says where and what is wrong with %j', (change, at, rule) => {
    expect(problemsOf(changed(change))).toContainEqual({
      at,
      rule: typeof rule === 'string' ? rule : expect.stringMatching(rule),
    });
  });

  it('needs envelope and data to agree', () => {
    const event = sampleEvent(RENAMED);
    const metadata = { ...event.metadata, version: 99, subject: 'someone else' };
    expect(problemsOf({ ...event, metadata }).map(({ at }) => at)).toEqual(['/version', '/merchantId']);
  });

  it('needs a tenant for every event but the platform’s own', () => {
    const { merchantId: _left, ...metadata } = sampleEvent(RENAMED).metadata;
    const places = problemsOf({ ...sampleEvent(RENAMED), metadata }).map(({ at }) => at);
    expect(places).toContain('metadata.merchantId');
    expect(problemsOf(sampleEvent(DEAD_LETTERED))).toEqual([]);
  });

  it('refuses a type that has no contract', () => {
    expect(() => validateForPublishing({ ...sampleEvent(RENAMED), type: 'toString' })).toThrow(UnknownEventTypeError);
  });

  it('takes a dead letter of a record of many megabytes: a pattern with a repeated group would exhaust the stack', () => {
    const event = decodeDeadLetter(sampleRecord(DEAD_LETTERED));
    const valueBase64 = Buffer.alloc(8 * 1024 * 1024, 7).toString('base64');
    expect(
      problemsOf({ ...event, data: { ...event.data, original: { ...event.data.original, valueBase64 } } }),
    ).toEqual([]);
    const broken = { ...event.data.original, valueBase64: 'not base64' };
    expect(problemsOf({ ...event, data: { ...event.data, original: broken } }).map(({ at }) => at)).toEqual([
      '/original/valueBase64',
    ]);
  });
});
