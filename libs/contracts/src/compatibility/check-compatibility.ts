import type { EventRecord } from '../record/event-record.js';
import type { JsonSchema } from '../schema/json-schema.js';
import { SchemaSet } from '../schema/schema-set.js';
import { dataSchemaOf } from '../record/header-rules.js';
import { schemaFacts, type PlaceFacts } from './schema-facts.js';

/** The contracts of one release. */
export interface ContractSet {
  readonly schemas: readonly JsonSchema[];
  /** Golden sample by event type; it says which types there are. */
  readonly samples: Readonly<Record<string, EventRecord>>;
}

/** A promise to consumers that is broken. */
export interface Problem {
  readonly type: string;
  /** A JSON pointer into the data, or `type` for the event type itself. */
  readonly at: string;
  readonly what: string;
}

/**
 * Compares the contracts as they are with a release. Within a major version only optional fields may be added; so
 * readers built for the release understand every new event, and new readers understand every event kept since. Checked
 * twice: by samples, in both directions and with tolerant readers, and by comparing what the schemas state.
 * @returns what is broken, empty when nothing is
 */
export function checkCompatibility(released: ContractSet, current: ContractSet): Problem[] {
  const oldReader = new SchemaSet(released.schemas);
  const newReader = new SchemaSet(current.schemas);
  return Object.entries(released.samples).flatMap(([type, releasedSample]) => {
    const currentSample = current.samples[type];
    if (!currentSample || !newReader.has(type)) {
      return [
        { type, at: 'type', what: 'is gone; a released event type keeps its name, publish a new major beside it' },
      ];
    }
    return [
      ...readingProblems(type, releasedSample, newReader).map(({ at, what }) => ({
        type,
        at,
        what: `${what} in the released sample, so events that are kept cannot be read any more`,
      })),
      ...readingProblems(type, currentSample, oldReader).map(({ at, what }) => ({
        type,
        at,
        what: `${what} in the new sample, so a reader of the release cannot read new events`,
      })),
      ...statementProblems(type, released.schemas, current.schemas),
    ];
  });
}

function readingProblems(type: string, sample: EventRecord, reader: SchemaSet): { at: string; what: string }[] {
  if (sample.value === null) return [{ at: '/', what: 'is null' }];
  const data: unknown = JSON.parse(sample.value);
  return reader.check(type, data, 'tolerant').map(({ at, rule }) => ({ at, what: rule }));
}

function statementProblems(type: string, released: readonly JsonSchema[], current: readonly JsonSchema[]): Problem[] {
  const before = factsOf(type, released);
  const after = factsOf(type, current);
  const changed = [...before].flatMap(([at, old]) =>
    changes(old, after.get(at)).map((what) => ({ type, at: at || '/', what })),
  );
  const added = [...after]
    .filter(([at, { required }]) => required && !before.has(at) && before.has(at.slice(0, at.lastIndexOf('/'))))
    .map(([at]) => ({ type, at, what: 'is new and required; a field added within a major version is optional' }));
  return [...changed, ...added];
}

function factsOf(type: string, schemas: readonly JsonSchema[]): Map<string, PlaceFacts> {
  const byId = new Map(schemas.map((schema) => [String(schema['$id']), schema]));
  const schema = byId.get(dataSchemaOf(type));
  return schema ? schemaFacts(schema, byId) : new Map<string, PlaceFacts>();
}

function changes(old: PlaceFacts, now: PlaceFacts | undefined): string[] {
  if (!now) return ['is gone from the schema'];
  const found: string[] = [];
  if (String(old.types) !== String(now.types)) found.push(`changed its type from ${old.types} to ${now.types}`);
  if (String(old.values) !== String(now.values)) found.push('changed its permitted values');
  if (String(old.limits) !== String(now.limits)) found.push('changed its pattern, format or bounds');
  if (old.required !== now.required) found.push(now.required ? 'became required' : 'is no longer required');
  return found;
}
