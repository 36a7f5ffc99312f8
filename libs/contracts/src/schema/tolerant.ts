import { mapSchema, type JsonSchema } from './json-schema.js';

const CLOSING = ['additionalProperties', 'unevaluatedProperties'];

/**
 * The reader's variant of a producer's schema: whatever is stated must hold, whatever is not stated is accepted. So a
 * field added in a later minor release does not stop a consumer that was built before it.
 */
export const toTolerant = (schema: JsonSchema): JsonSchema =>
  mapSchema(schema, (part) =>
    Object.fromEntries(Object.entries(part).filter(([key, value]) => !(CLOSING.includes(key) && value === false))),
  );
