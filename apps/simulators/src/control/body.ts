/** The body of a control call is not what the call takes. The message says which field and what it must be. */
export class InvalidBodyError extends Error {}

/** The call is well formed, but the world is not in a state for it, or does not hold what it names. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: 404 | 409 = 409,
  ) {
    super(message);
  }
}

/**
 * Reads the fields of one JSON object. What was not asked for is refused by `end()`: a misspelled field must not be
 * ignored in silence.
 */
export class BodyReader {
  private readonly fields: Readonly<Record<string, unknown>>;
  private readonly asked = new Set<string>();

  constructor(
    value: unknown,
    private readonly path = '',
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InvalidBodyError(`${path || 'The body'} must be a JSON object.`);
    }
    this.fields = value as Record<string, unknown>;
  }

  text(name: string): string {
    return this.required(name, this.optionalText(name), 'a text that is not empty');
  }

  optionalText(name: string): string | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value === '') throw this.wrong(name, 'a text that is not empty');
    return value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    return this.required(name, this.optionalOneOf(name, allowed), `one of ${allowed.join(', ')}`);
  }

  optionalOneOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    const found = allowed.find((one) => one === value);
    if (found === undefined) throw this.wrong(name, `one of ${allowed.join(', ')}`);
    return found;
  }

  integer(name: string, limits: { min: number; max: number }): number {
    const rule = `a whole number from ${limits.min} to ${limits.max}`;
    return this.required(name, this.optionalInteger(name, limits), rule);
  }

  optionalInteger(name: string, limits: { min: number; max: number }): number | undefined {
    const value = this.optionalNumber(name, limits);
    if (value !== undefined && !Number.isInteger(value)) throw this.wrong(name, 'a whole number');
    return value;
  }

  optionalNumber(name: string, limits: { min: number; max: number }): number | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !(value >= limits.min && value <= limits.max)) {
      throw this.wrong(name, `a number from ${limits.min} to ${limits.max}`);
    }
    return value;
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.get(name);
    if (value !== undefined && typeof value !== 'boolean') throw this.wrong(name, 'true or false');
    return value;
  }

  /** A list of texts, which may be empty. */
  optionalTexts(name: string): readonly string[] | undefined {
    const value = this.get(name);
    if (value === undefined) return undefined;
    if (!Array.isArray(value)) throw this.wrong(name, 'a list of texts');
    return value.map((one: unknown) => {
      if (typeof one !== 'string' || one === '') throw this.wrong(name, 'a list of texts that are not empty');
      return one;
    });
  }

  optionalInstant(name: string): Date | undefined {
    const value = this.optionalText(name);
    if (value === undefined) return undefined;
    const instant = new Date(value);
    if (Number.isNaN(instant.getTime())) throw this.wrong(name, 'an instant such as 2026-01-02T03:04:05Z');
    return instant;
  }

  /** The items of a list that must hold at least one, each read by `read`. */
  list<T>(name: string, read: (value: unknown, path: string) => T): T[] {
    const value = this.get(name);
    if (!Array.isArray(value) || value.length === 0) throw this.wrong(name, 'a list with at least one entry');
    return value.map((one, index) => read(one, `${this.path && `${this.path}.`}${name}[${index}]`));
  }

  optional<T>(name: string, read: (value: unknown, path: string) => T): T | undefined {
    const value = this.get(name);
    return value === undefined ? undefined : read(value, this.at(name));
  }

  /** Refuses fields that nobody asked for. */
  end(): void {
    const unknown = Object.keys(this.fields).filter((name) => !this.asked.has(name));
    if (unknown.length === 0) return;
    const known = [...this.asked].join(', ') || 'none';
    throw new InvalidBodyError(`${this.at(unknown[0]!)} is not known here. The fields are: ${known}.`);
  }

  wrong(name: string, rule: string): InvalidBodyError {
    return new InvalidBodyError(`${this.at(name)} must be ${rule}.`);
  }

  private get(name: string): unknown {
    this.asked.add(name);
    return this.fields[name] ?? undefined;
  }

  private required<T>(name: string, value: T | undefined, rule: string): T {
    if (value === undefined) throw this.wrong(name, rule);
    return value;
  }

  private at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }
}
