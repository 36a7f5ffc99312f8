import { isObject, type JsonSchema } from '../schema/json-schema.js';

/** What a schema states about one place in the data, with references and allOf resolved. */
export interface PlaceFacts {
  /** JSON types permitted; null when the schema does not say. */
  types: readonly string[] | null;
  /** Permitted values as JSON text; null when any will do. */
  values: readonly string[] | null;
  /** Patterns, formats and bounds, as sorted JSON text. */
  limits: readonly string[];
  required: boolean;
}

const LIMITS = ['pattern', 'format', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];

const asList = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];
const both = (left: readonly string[] | null, right: readonly string[] | null): readonly string[] | null =>
  left === null ? right : right === null ? left : left.filter((item) => right.includes(item));

/**
 * Lists every place that a schema speaks of by its JSON pointer; elements of an array and values of a map are `/*`.
 * @param byId the schemas that may be referred to, by `$id`
 */
export function schemaFacts(schema: JsonSchema, byId: ReadonlyMap<string, JsonSchema>): Map<string, PlaceFacts> {
  const facts = new Map<string, PlaceFacts>();

  const visit = (part: JsonSchema, at: string): void => {
    const known = facts.get(at) ?? { types: null, values: null, limits: [], required: false };
    known.types = both(known.types, part['type'] === undefined ? null : asList(part['type']).map(String).sort());
    known.values = both(known.values, permittedValues(part));
    const limits = LIMITS.filter((name) => part[name] !== undefined).map((name) => JSON.stringify([name, part[name]]));
    known.limits = [...new Set([...known.limits, ...limits])].sort();
    facts.set(at, known);

    if (typeof part['$ref'] === 'string') {
      const target = byId.get(part['$ref']);
      if (!target) throw new Error(`A schema refers to ${part['$ref']}, which is not among the schemas given.`);
      visit(target, at);
    }
    for (const nested of asList(part['allOf'])) if (isObject(nested)) visit(nested, at);
    if (isObject(part['properties'])) {
      for (const [name, nested] of Object.entries(part['properties']))
        if (isObject(nested)) visit(nested, `${at}/${name}`);
    }
    for (const name of asList(part['required']).map(String)) {
      const place = facts.get(`${at}/${name}`) ?? { types: null, values: null, limits: [], required: true };
      facts.set(`${at}/${name}`, { ...place, required: true });
    }
    for (const keyword of ['items', 'additionalProperties']) {
      if (isObject(part[keyword])) visit(part[keyword], `${at}/*`);
    }
  };

  visit(schema, '');
  return facts;
}

function permittedValues(part: JsonSchema): readonly string[] | null {
  if ('const' in part) return [JSON.stringify(part['const'])];
  if (Array.isArray(part['enum'])) return part['enum'].map((value) => JSON.stringify(value)).sort();
  return null;
}
