import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormatsModule from 'ajv-formats';
import type { EventProblem } from '../errors.js';
import { dataSchemaOf } from '../record/header-rules.js';
import { propertyNames, type JsonSchema } from './json-schema.js';
import { toTolerant } from './tolerant.js';

/** Closed: what a producer may publish. Tolerant: what a consumer accepts. */
export type Strictness = 'closed' | 'tolerant';

const FIELD_NAME = /^[A-Za-z][A-Za-z0-9]{0,63}$/;

// ajv-formats is CommonJS; Node hands over the function as `default`, a bundler or Jest may already have unwrapped it.
const addFormats = 'default' in addFormatsModule ? addFormatsModule.default : addFormatsModule;

/** Checks data against the schemas of one release. A validator is compiled when it is first needed, once per type and mode. */
export class SchemaSet {
  private readonly compilers = new Map<Strictness, Ajv2020>();
  private readonly names: Set<string>;

  constructor(private readonly schemas: readonly JsonSchema[]) {
    this.names = new Set(schemas.flatMap((schema) => [...propertyNames(schema)]));
  }

  has(type: string): boolean {
    return this.schemas.some((schema) => schema['$id'] === dataSchemaOf(type));
  }

  /** @returns what is wrong, empty when nothing is. Places are JSON pointers; no value of the data is repeated. */
  check(type: string, data: unknown, strictness: Strictness): EventProblem[] {
    const validate = this.validator(type, strictness);
    if (validate(data)) return [];
    return (validate.errors ?? []).map((error) => this.toProblem(error, strictness));
  }

  private validator(type: string, strictness: Strictness): ValidateFunction {
    let compiler = this.compilers.get(strictness);
    if (!compiler) {
      compiler = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, validateFormats: true });
      compiler.addVocabulary(['x-pii']);
      addFormats(compiler);
      compiler.addSchema(strictness === 'closed' ? [...this.schemas] : this.schemas.map(toTolerant));
      this.compilers.set(strictness, compiler);
    }
    // getSchema compiles on first use and remembers; it is undefined only for a name that was never added.
    const validate = compiler.getSchema(dataSchemaOf(type));
    if (!validate) throw new Error(`There is no schema ${dataSchemaOf(type)}; ask has() first.`);
    return validate;
  }

  private toProblem(error: ErrorObject, strictness: Strictness): EventProblem {
    const path = this.pointer(error.instancePath);
    const missing: unknown = error.params['missingProperty'];
    if (typeof missing === 'string') return { at: `${path}/${missing}`, rule: 'is missing' };
    const extra: unknown = error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
    if (typeof extra === 'string') {
      // Only a producer is refused for an extra field; its own field's name helps it, as long as it is just a name.
      const name = strictness === 'closed' && FIELD_NAME.test(extra) ? extra : '*';
      return { at: `${path}/${name}`, rule: 'is not a field of this event' };
    }
    return { at: path || '/', rule: ruleOf(error) };
  }

  /** A name that no schema speaks of is a stranger's text too, so it is shown as `*`. */
  private pointer(path: string): string {
    return path.replace(/[^/]+/g, (segment) => (this.names.has(segment) ? segment : '*'));
  }
}

function ruleOf(error: ErrorObject): string {
  switch (error.keyword) {
    case 'const':
      return `must be ${JSON.stringify(error.params['allowedValue'])}`;
    case 'enum':
      return `must be one of ${JSON.stringify(error.params['allowedValues'])}`;
    default:
      // ajv speaks of the schema here ("must be integer", "must match format"), never of the data.
      return error.message ?? `breaks the rule "${error.keyword}"`;
  }
}
