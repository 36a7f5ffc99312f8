import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSchemas, eventTypes } from '../catalog.js';
import { decodeDeadLetter, decodeEvent, sampleRecord, sampleTypes } from '../index.js';
import type { EventRecord } from '../record/event-record.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { checkCompatibility, type ContractSet } from './check-compatibility.js';

const root = join(__dirname, '..', '..', 'released');
const releases = readdirSync(root);

function release(version: string): ContractSet {
  const folder = join(root, version);
  const read = <T>(suffix: string): T[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith(suffix))
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T);
  const samples = read<EventRecord>('.sample.json');
  return {
    schemas: read<JsonSchema>('.schema.json'),
    samples: Object.fromEntries(samples.map((sample) => [sample.headers['ce_type']!, sample])),
  };
}

const current: ContractSet = {
  schemas: allSchemas,
  samples: Object.fromEntries(sampleTypes.map((type) => [type, sampleRecord(type)])),
};

it('compares with at least one release', () => {
  expect(releases).toContain('v0.1.0');
});

describe.each(releases)('since %s', (version) => {
  const released = release(version);

  it('every promise to consumers is kept', () => {
    expect(Object.keys(released.samples).length).toBeGreaterThanOrEqual(6);
    expect(checkCompatibility(released, current)).toEqual([]);
  });

  it.each(Object.entries(released.samples))(
    '%s as it was released is still decoded, envelope included',
    (type, record) => {
      const decode = eventTypes[type]?.kind === 'platform' ? decodeDeadLetter : decodeEvent;
      expect(decode(record).type).toBe(type);
    },
  );
});
