import { ApiError } from '../protocol/api-error.js';

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of one call, whether they came in a query or in a body: numbers and booleans may be text, lists
 * may be repeated, joined with commas, or in brackets. What is missing or wrong is refused in the words of the module.
 */
export class Fields {
  constructor(
    private readonly values: Values,
    /** What stands before the error names of this module, such as `product.`. */
    readonly prefix = 'product.',
    protected readonly path = '',
  ) {}

  /** The reader of an object within this one. */
  protected below(values: Values, path: string): Fields {
    return new Fields(values, this.prefix, path);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  get(name: string): unknown {
    const value = this.values[name];
    return value === null || value === '' ? undefined : value;
  }

  /** A number that counts or names something. */
  int(name: string, limits: { min?: number; max?: number } = {}): number {
    const value = this.optionalInt(name, limits);
    if (value === undefined) throw this.notNull(name);
    return value;
  }

  optionalInt(name: string, { min = 0, max = Number.MAX_SAFE_INTEGER }: { min?: number; max?: number } = {}) {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = toNumber(value);
    if (number === undefined || !Number.isInteger(number) || number < min || number > max)
      throw this.invalid(name, `value must be an integer from ${min} to ${max}`);
    return number;
  }

  float(name: string): number {
    const value = this.optionalFloat(name);
    if (value === undefined) throw this.notNull(name);
    return value;
  }

  optionalFloat(name: string): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const number = toNumber(value);
    if (number === undefined) throw this.invalid(name, 'value must be a number');
    return number;
  }

  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.notNull(name);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' && typeof value !== 'number') throw this.invalid(name, 'value must be a string');
    return String(value);
  }

  boolean(name: string, fallback: boolean): boolean {
    const value = this.get(name);
    if (value === undefined) return fallback;
    if (value === true || value === 'true' || value === 'True' || value === 1 || value === '1') return true;
    if (value === false || value === 'false' || value === 'False' || value === 0 || value === '0') return false;
    throw this.invalid(name, 'value must be a boolean');
  }

  oneOf<T extends string>(name: string, allowed: readonly T[], fallback?: T): T {
    const value = this.get(name) ?? fallback;
    if (value === undefined) throw this.notNull(name);
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.invalid(name, `value must be one of ${allowed.join(', ')}`);
    return found;
  }

  /** An object below this one; undefined when it is not there. */
  optionalObject(name: string): Fields | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!isObject(value)) throw this.invalid(name, 'value must be an object');
    return this.below(value, this.at(name));
  }

  object(name: string): Fields {
    const found = this.optionalObject(name);
    if (!found) throw this.notNull(name);
    return found;
  }

  /** The objects of a list; empty when there is none. */
  objects(name: string): Fields[] {
    const value = this.get(name) ?? [];
    if (!Array.isArray(value)) throw this.invalid(name, 'value must be a list');
    return value.map((one: unknown, index) => {
      if (!isObject(one)) throw this.invalid(`${name}[${index}]`, 'value must be an object');
      return this.below(one, this.at(`${name}[${index}]`));
    });
  }

  /** Between one and `max` objects. */
  someObjects(name: string, max: number): Fields[] {
    const list = this.objects(name);
    if (list.length === 0) throw this.notNull(name);
    if (list.length > max) throw this.invalid(name, `length should be between 1 and ${max}`);
    return list;
  }

  /** Texts of a list in any of its forms; empty when there is none. */
  texts(name: string): string[] {
    const value = this.get(name) ?? this.get(`${name}[]`);
    if (value === undefined) return [];
    const parts = Array.isArray(value) ? (value as unknown[]) : [value];
    return parts.flatMap((part) => splitList(String(part)));
  }

  ints(name: string): number[] {
    return this.texts(name).map((text) => {
      const number = toNumber(text);
      if (number === undefined || !Number.isInteger(number)) throw this.invalid(name, 'values must be integers');
      return number;
    });
  }

  /** Between one and `max` ids. */
  someInts(name: string, max: number): number[] {
    const list = this.ints(name);
    if (list.length === 0) throw this.notNull(name);
    if (list.length > max) throw this.invalid(name, `length should be between 1 and ${max}`);
    return list;
  }

  notNull(name: string): ApiError {
    return this.invalid(name, 'value must Not Null');
  }

  invalid(name: string, rule: string): ApiError {
    return this.refuse('error_param', `invalid field ${this.at(name)}: ${rule}`);
  }

  refuse(error: string, message: string): ApiError {
    return new ApiError(this.prefix + error, message);
  }

  private at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || !/^-?\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Number(value);
}

/** `1`, `1,2` and `[1,2]`, also with quotes around each. */
const splitList = (text: string): string[] =>
  text
    .trim()
    .replace(/^\[(.*)\]$/s, '$1')
    .split(',')
    .map((one) => one.trim().replace(/^"(.*)"$/, '$1'))
    .filter((one) => one !== '');
