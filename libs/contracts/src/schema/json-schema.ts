/** A JSON Schema 2020-12 as it stands in a file: enough of its shape to walk it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords whose value is a map from name to schema: the names in it are not keywords. */
const SCHEMA_MAPS = new Set(['properties', 'patternProperties', '$defs', 'dependentSchemas']);
/** Keywords whose value is data, not a schema. */
const DATA = new Set(['const', 'enum', 'default', 'examples', 'required', 'type']);

/**
 * Rebuilds a schema by passing every schema object within it, innermost first, to `change`. Knows which keys are
 * keywords and which are names of properties, so a property called "additionalProperties" is left alone.
 */
export function mapSchema(schema: JsonSchema, change: (schema: JsonSchema) => JsonSchema): JsonSchema {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    return isObject(value) ? mapSchema(value, change) : value;
  };
  const entries = Object.entries(schema).map(([keyword, value]): [string, unknown] => {
    if (DATA.has(keyword)) return [keyword, value];
    if (!SCHEMA_MAPS.has(keyword) || !isObject(value)) return [keyword, inner(value)];
    return [keyword, Object.fromEntries(Object.entries(value).map(([name, nested]) => [name, inner(nested)]))];
  });
  return change(Object.fromEntries(entries));
}

/** The names of all properties that a schema speaks of. */
export function propertyNames(schema: JsonSchema): Set<string> {
  const names = new Set<string>();
  mapSchema(schema, (part) => {
    if (isObject(part['properties'])) Object.keys(part['properties']).forEach((name) => names.add(name));
    return part;
  });
  return names;
}
