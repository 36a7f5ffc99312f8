import * as fc from 'fast-check';
import { AppError } from '@pinglu/kernel';
import { decodeDeadLetter, decodeEvent, InvalidEventError, sampleRecord, UnknownEventTypeError } from '../index.js';
import type { ReceivedRecord } from './event-record.js';

const REGISTERED = 'com.pinglu.merchants.merchant_registered.v1';
const DEAD_LETTERED = 'com.pinglu.platform.event_dead_lettered.v1';

function refusal(act: () => unknown): InvalidEventError {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidEventError) return error;
    throw error;
  }
  throw new Error('Nothing was thrown.');
}
const placesOf = (record: ReceivedRecord): string[] => refusal(() => decodeEvent(record)).problems.map(({ at }) => at);

function registered(change: { headers?: Record<string, string | undefined>; data?: Record<string, unknown> }) {
  const sample = sampleRecord(REGISTERED);
  const headers = Object.entries({ ...sample.headers, ...change.headers }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const data = { ...(JSON.parse(sample.value!) as Record<string, unknown>), ...change.data };
  return { key: sample.key, headers: Object.fromEntries(headers), value: JSON.stringify(data) };
}

describe('decodeEvent', () => {
  const needed = [
    'ce_specversion',
    'ce_id',
    'ce_source',
    'ce_type',
    'ce_subject',
    'ce_time',
    'content-type',
    'ce_tenantid',
    'ce_sequence',
    'ce_correlationid',
  ];
  it.each(needed)('needs the header %s', (name) => {
    expect(placesOf(registered({ headers: { [name]: undefined, ce_dataschema: undefined } }))).toEqual([name]);
  });

  it.each([
    ['ce_specversion', '0.3'],
    ['ce_id', 'not-an-id'],
    ['ce_source', 'https://example.org'],
    ['ce_subject', ''],
    ['ce_time', '2026-11-02T09:15:30+08:00'],
    ['ce_time', '2026-02-30T00:00:00Z'],
    ['ce_dataschema', 'urn:pinglu:schema:another'],
    ['content-type', 'application/cloudevents+json'],
    ['ce_tenantid', 'x'],
    ['ce_partitionkey', 'another key'],
    ['ce_sequence', '01'],
    ['ce_sequence', '9007199254740993'],
    ['ce_traceparent', '00-1-2-3'],
  ])('refuses %s: %s', (name, value) => {
    expect(placesOf(registered({ headers: { [name]: value } }))).toEqual([name]);
  });

  it.each([
    [{ name: '' }, ['/name']],
    [{ name: undefined }, ['/name']],
    [{ countryOfEstablishment: 'SG' }, ['/countryOfEstablishment']],
    [{ registeredAt: 'yesterday' }, ['/registeredAt']],
    [{ status: 'suspended' }, ['/status']],
    [{ version: 2 }, ['/version']],
    [{ merchantId: '0192f0c4-7a10-7c3e-8b1f-000000000000' }, ['/merchantId', '/merchantId']],
  ])('refuses data changed by %j', (data, places) => {
    const found = placesOf(registered({ data }));
    expect(found.slice(0, places.length)).toEqual(places.slice(0, found.length));
    expect(new Set(found)).toEqual(new Set(places));
  });

  it('refuses an event of one merchant in the envelope of another', () => {
    const stranger = '0192f0c4-7a10-7c3e-8b1f-000000000000';
    const problems = refusal(() => decodeEvent(registered({ headers: { ce_tenantid: stranger } }))).problems;
    expect(problems).toEqual([{ at: '/merchantId', rule: 'must equal the tenant of the envelope' }]);
  });

  it('accepts and keeps fields and headers that this release does not know', () => {
    const event = decodeEvent(registered({ headers: { ce_later: '1' }, data: { later: { deep: [1] } } }));
    expect(event.data).toMatchObject({ later: { deep: [1] } });
  });

  it('accepts a content type with parameters and a record without the optional headers', () => {
    const headers = {
      'content-type': 'application/json; charset=utf-8',
      ce_partitionkey: undefined,
      ce_dataschema: undefined,
      ce_traceparent: undefined,
    };
    expect(decodeEvent(registered({ headers })).metadata).not.toHaveProperty('traceparent');
  });

  it.each(['com.pinglu.merchants.merchant_sold.v1', 'constructor', '__proto__'])(
    'does not know the type %s',
    (type) => {
      const error = refusal(() => decodeEvent(registered({ headers: { ce_type: type, ce_dataschema: undefined } })));
      expect(error).toBeInstanceOf(UnknownEventTypeError);
      expect(error).toMatchObject({ code: 'unknown-event-type', retryable: false });
      expect(error.message).not.toContain(type);
    },
  );

  it('says of a tombstone that it carries no event', () => {
    expect(() => decodeEvent({ ...sampleRecord(REGISTERED), value: null })).toThrow(
      /value must hold data; null is a tombstone/,
    );
  });

  it('keeps dead letters and events of merchants apart', () => {
    const deadLetter = sampleRecord(DEAD_LETTERED);
    expect(() => decodeDeadLetter(sampleRecord(REGISTERED))).toThrow(/ce_type must be a platform event/);
    const withTenant = { ...deadLetter.headers, ce_tenantid: sampleRecord(REGISTERED).headers['ce_tenantid']! };
    expect(() => decodeEvent({ ...deadLetter, headers: withTenant })).toThrow(/ce_type must be a domain event/);
    expect(decodeDeadLetter(deadLetter).metadata).not.toHaveProperty('merchantId');
    expect(decodeDeadLetter({ ...deadLetter, headers: withTenant }).metadata.merchantId).toBe(withTenant.ce_tenantid);
  });
});

describe('garbage', () => {
  const MARK = 'zqx'; // In every piece of garbage, and in no word of ours.
  const text = fc.string({ unit: 'binary', maxLength: 30 }).map((noise) => `${MARK}${noise}`);
  const json = fc
    .jsonValue()
    .map((value) => JSON.stringify({ [MARK]: value, status: MARK, merchantId: value, version: MARK }));
  const sample = sampleRecord(REGISTERED);
  const deadLetter = sampleRecord(DEAD_LETTERED);
  const names = [...Object.keys(sample.headers), 'ce_causationid', 'ce_replayof', '__proto__'];
  const headers = (valid: Record<string, string>) =>
    fc.oneof(
      fc.dictionary(fc.constantFrom(...names), text),
      fc.dictionary(fc.constantFrom(...names), text, { maxKeys: 2 }).map((wrong) => ({ ...valid, ...wrong })),
      fc.constant(valid),
    );
  const value = fc.oneof(text, json, fc.constantFrom(null, `[`.repeat(5000) + MARK, `"${MARK}"`, `[{"${MARK}":1}]`));
  const record = (valid: ReceivedRecord): fc.Arbitrary<ReceivedRecord> =>
    fc.record({ key: fc.oneof(text, fc.constantFrom(null, valid.key)), headers: headers(valid.headers), value });

  const expectOnlyOurErrors = (decode: (record: ReceivedRecord) => unknown, given: ReceivedRecord): void => {
    try {
      decode(given);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidEventError);
      const told = error as AppError;
      expect(told.cause).toBeUndefined();
      expect(`${told.message}${JSON.stringify(told.meta)}`).not.toContain(MARK);
      return;
    }
    throw new Error('Garbage was accepted.');
  };

  it('of any kind is refused with our error, which never repeats it', () => {
    fc.assert(
      fc.property(record(sample), (given) => expectOnlyOurErrors(decodeEvent, given)),
      { numRuns: 1000 },
    );
  });

  it('on a dead-letter topic too', () => {
    const inner = JSON.parse(deadLetter.value!) as { original: Record<string, unknown> };
    const hostile = { ...inner, original: { ...inner.original, headers: { [MARK]: 1 }, key: [MARK] } };
    expectOnlyOurErrors(decodeDeadLetter, { ...deadLetter, value: JSON.stringify(hostile) });
    const headersOnly = { ...inner, original: { ...inner.original, headers: { [MARK]: 1 } } };
    expectOnlyOurErrors(decodeDeadLetter, { ...deadLetter, value: JSON.stringify(headersOnly) });
    fc.assert(
      fc.property(record(deadLetter), (given) => expectOnlyOurErrors(decodeDeadLetter, given)),
      { numRuns: 500 },
    );
  });

  it('that breaks the types of the record is refused as well', () => {
    const notText = { ...sample, headers: { ...sample.headers, ce_id: Buffer.from(MARK) }, value: Buffer.from(MARK) };
    expectOnlyOurErrors(decodeEvent, notText as unknown as ReceivedRecord);
    expectOnlyOurErrors(decodeEvent, { ...sample, value: 7 } as unknown as ReceivedRecord);
    expectOnlyOurErrors(decodeEvent, { key: null, value: MARK } as unknown as ReceivedRecord);
  });
});
