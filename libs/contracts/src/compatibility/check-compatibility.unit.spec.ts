import { checkCompatibility, type ContractSet } from './check-compatibility.js';

const TYPE = 'com.pinglu.demo.parcel_packed.v1';
const SHARED = 'urn:pinglu:schema:com.pinglu.demo.parcel_snapshot.v1';

interface Parts {
  readonly type?: string;
  readonly properties?: Record<string, object>;
  readonly required?: readonly string[];
  readonly data?: Record<string, unknown>;
}

const properties = {
  parcelId: { type: 'string' },
  state: { type: 'string', enum: ['packed', 'shipped'] },
  weightGrams: { type: 'integer', minimum: 1 },
  note: { type: 'string' },
};
const data = { parcelId: 'p', state: 'packed', weightGrams: 7 };

/** A release with one event that refers to a shared snapshot, as ours do. */
function contracts(change: Parts = {}): ContractSet {
  const type = change.type ?? TYPE;
  return {
    schemas: [
      {
        $id: SHARED,
        type: 'object',
        properties: change.properties ?? properties,
        required: change.required ?? ['parcelId', 'state', 'weightGrams'],
      },
      { $id: `urn:pinglu:schema:${type}`, type: 'object', allOf: [{ $ref: SHARED }], unevaluatedProperties: false },
    ],
    samples: { [type]: { key: 'k', headers: {}, value: JSON.stringify(change.data ?? data) } },
  };
}

const found = (current: ContractSet): string[] =>
  checkCompatibility(contracts(), current).map(({ at, what }) => `${at} ${what}`);

describe('checkCompatibility', () => {
  it('has nothing against the same contracts', () => {
    expect(found(contracts())).toEqual([]);
  });

  it('has nothing against a new optional field, in schema and sample', () => {
    const added = {
      ...properties,
      carrier: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] },
    };
    expect(found(contracts({ properties: added, data: { ...data, carrier: { name: 'c' } } }))).toEqual([]);
  });

  it('finds a required field that the new sample lacks', () => {
    const { weightGrams: _gone, ...rest } = data;
    expect(found(contracts({ required: ['parcelId', 'state'], data: rest }))).toEqual([
      '/weightGrams is missing in the new sample, so a reader of the release cannot read new events',
      '/weightGrams is no longer required',
    ]);
  });

  it('finds a changed type, both by the samples and by the schemas', () => {
    const changed = contracts({
      properties: { ...properties, weightGrams: { type: 'string' } },
      data: { ...data, weightGrams: '7' },
    });
    expect(found(changed)).toEqual([
      '/weightGrams must be string in the released sample, so events that are kept cannot be read any more',
      '/weightGrams must be integer in the new sample, so a reader of the release cannot read new events',
      '/weightGrams changed its type from integer to string',
      '/weightGrams changed its pattern, format or bounds',
    ]);
  });

  it('finds a renamed event type', () => {
    const problems = checkCompatibility(contracts(), contracts({ type: 'com.pinglu.demo.parcel_boxed.v1' }));
    expect(problems).toEqual([{ type: TYPE, at: 'type', what: expect.stringMatching(/^is gone/) }]);
  });

  it.each([
    ['narrowed, even where no sample uses the value', ['packed']],
    ['widened, which an old reader would refuse', ['packed', 'shipped', 'lost']],
  ])('finds an enum %s', (_case, states) => {
    const changed = { ...properties, state: { type: 'string', enum: states } };
    expect(found(contracts({ properties: changed }))).toEqual(['/state changed its permitted values']);
  });

  it('finds a new required field', () => {
    const changed = contracts({
      properties: { ...properties, carrier: { type: 'string' } },
      required: ['parcelId', 'state', 'weightGrams', 'carrier'],
      data: { ...data, carrier: 'c' },
    });
    expect(found(changed)).toEqual([
      '/carrier is missing in the released sample, so events that are kept cannot be read any more',
      '/carrier is new and required; a field added within a major version is optional',
    ]);
  });

  it('finds an optional field that became required, and one that is gone', () => {
    const { note: _gone, ...rest } = properties;
    expect(found(contracts({ properties: rest }))).toEqual(['/note is gone from the schema']);
    const required = contracts({
      required: ['parcelId', 'state', 'weightGrams', 'note'],
      data: { ...data, note: 'n' },
    });
    expect(found(required)).toContain('/note became required');
  });

  it('finds a bound that moved', () => {
    const moved = { ...properties, weightGrams: { type: 'integer', minimum: 0 } };
    expect(found(contracts({ properties: moved }))).toEqual(['/weightGrams changed its pattern, format or bounds']);
  });
});
