import * as fc from 'fast-check';
import type { EventId, MerchantId } from '@pinglu/kernel';
import { decodeDeadLetter, decodeEvent, encodeEvent, InvalidEventError, sampleRecord, sampleTypes } from '../index.js';
import type { DomainEvent, PlatformEvent } from '../index.js';
import { eventTypeSpec } from '../catalog.js';
import { validateForPublishing } from '../validate-event.js';

const decodeAny = (type: string, record: ReturnType<typeof sampleRecord>): PlatformEvent =>
  eventTypeSpec(type)?.kind === 'platform' ? decodeDeadLetter(record) : decodeEvent(record);

describe('golden samples', () => {
  it.each(sampleTypes)('%s is read, is publishable, and is written again to the same record', (type) => {
    const record = sampleRecord(type);
    const event = decodeAny(type, record);
    expect(event.type).toBe(type);
    expect(() => validateForPublishing(event)).not.toThrow();
    expect(encodeEvent(event, record.key)).toEqual(record);
  });

  it('gives each caller a copy of its own', () => {
    const type = sampleTypes[0]!;
    sampleRecord(type).headers['ce_id'] = 'changed';
    expect(sampleRecord(type).headers['ce_id']).not.toBe('changed');
  });
});

const UTF16 = { unit: 'binary' as const };
const HEADER_TEXT = /^[^\u0000-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]+$/;
const isoUtc = fc
  .date({ min: new Date('2000-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const uuid = fc.uuid({ version: [4, 7] });
const printable = fc
  .string({ minLength: 1, maxLength: 100, unit: 'grapheme' })
  .filter((text) => HEADER_TEXT.test(text));
const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));

const anyEvent: fc.Arbitrary<{ event: DomainEvent; key: string }> = fc
  .record({
    merchantId: uuid,
    warehouseId: uuid,
    name: fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).filter((text) => text.length <= 200),
    at: isoUtc,
    version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    type: fc.constantFrom(
      'merchants.merchant_registered',
      'merchants.merchant_suspended',
      'inventory.warehouse_opened',
    ),
    eventId: uuid,
    correlationId: printable,
    extras: fc.record(
      {
        causationId: printable,
        replayOf: printable,
        traceparent: fc.tuple(hex(32), hex(16)).map(([trace, span]) => `00-${trace}-${span}-01`),
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ merchantId, warehouseId, name, at, version, type, eventId, correlationId, extras }) => {
    const warehouse = type === 'inventory.warehouse_opened';
    const status = type === 'merchants.merchant_suspended' ? 'suspended' : 'active';
    const data = warehouse
      ? { warehouseId, merchantId, code: 'MAIN', name, country: 'CN', openedAt: at, version }
      : { merchantId, name, countryOfEstablishment: 'CN', status, registeredAt: at, version };
    const event: DomainEvent = {
      type: `com.pinglu.${type}.v1`,
      data,
      metadata: {
        eventId: eventId as EventId,
        occurredAt: at,
        source: warehouse ? '/pinglu/inventory' : '/pinglu/gateway',
        merchantId: merchantId as MerchantId,
        subject: warehouse ? warehouseId : merchantId,
        correlationId,
        version,
        ...extras,
      },
    };
    return { event, key: warehouse ? `${merchantId}/${warehouseId}` : merchantId };
  });

describe('any valid event', () => {
  it('is publishable and comes back equal from its record', () => {
    fc.assert(
      fc.property(anyEvent, ({ event, key }) => {
        validateForPublishing(event);
        expect(decodeEvent(encodeEvent(event, key))).toEqual(event);
      }),
    );
  });

  it('survives the way through UTF-8, as a broker stores it', () => {
    const throughUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');
    fc.assert(
      fc.property(anyEvent, ({ event, key }) => {
        const { headers, value } = encodeEvent(event, key);
        const stored = Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, throughUtf8(text)]));
        expect(decodeEvent({ key: throughUtf8(key), headers: stored, value: throughUtf8(value ?? '') })).toEqual(event);
      }),
    );
  });
});

describe('headers', () => {
  const wild = fc.oneof(
    fc.string(UTF16),
    fc.string(),
    fc.constantFrom('a\r\nce_id: b', '\u0000', '\ud800', '\uffff', ''),
  );

  it('hold no forbidden character, whatever the envelope was given: such an event is refused', () => {
    let refused = 0;
    let written = 0;
    fc.assert(
      fc.property(
        anyEvent,
        wild,
        fc.constantFrom('subject', 'correlationId', 'causationId', 'replayOf', 'key'),
        (valid, text, field) => {
          const metadata = { ...valid.event.metadata, ...(field !== 'key' && { [field]: text }) };
          try {
            const record = encodeEvent({ ...valid.event, metadata }, field === 'key' ? text : valid.key);
            written += 1;
            for (const value of Object.values(record.headers)) {
              expect(value).toMatch(HEADER_TEXT);
              expect(Buffer.from(value, 'utf8').toString('utf8')).toBe(value);
            }
          } catch (error) {
            if (!(error instanceof InvalidEventError)) throw error;
            refused += 1;
          }
        },
      ),
      { numRuns: 500 },
    );
    expect(Math.min(refused, written)).toBeGreaterThan(20);
  });

  it('names every header at fault at once', () => {
    const { event, key } = fc.sample(anyEvent, 1)[0]!;
    const metadata = { ...event.metadata, occurredAt: '2026-02-31T00:00:00Z', source: 'gateway', version: 0 };
    const refusal = catchError(() => encodeEvent({ ...event, metadata }, key));
    expect(refusal).toBeInstanceOf(InvalidEventError);
    expect((refusal as InvalidEventError).problems.map(({ at }) => at)).toEqual([
      'ce_source',
      'ce_time',
      'ce_sequence',
    ]);
  });

  it.each([undefined, () => 1, 1n])('refuses data that JSON cannot express: %p', (data) => {
    const { event, key } = fc.sample(anyEvent, 1)[0]!;
    expect(() => encodeEvent({ ...event, data }, key)).toThrow(/data must be something that JSON can express/);
  });
});

function catchError(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
