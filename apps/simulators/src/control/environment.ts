/** Reads a simulator's settings from the environment and collects what is wrong with them, by name and never by value. */
export class Environment {
  private readonly wrong: string[] = [];

  constructor(private readonly variables: NodeJS.ProcessEnv) {}

  /** Undefined when it is not set, or empty. */
  text(name: string): string | undefined {
    return this.variables[name] || undefined;
  }

  whole(name: string, fallback: number, [min, max]: readonly [min: number, max: number]): number {
    const text = this.text(name);
    const value = text === undefined ? fallback : Number(text);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    this.wrong.push(`${name} must be a whole number from ${min} to ${max}.`);
    return fallback;
  }

  optionalWhole(name: string, limits: readonly [min: number, max: number]): number | undefined {
    return this.text(name) === undefined ? undefined : this.whole(name, limits[0], limits);
  }

  /** The first of the allowed ones is the default. */
  oneOf<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
    const value = this.text(name) ?? allowed[0];
    const found = allowed.find((one) => one === value);
    if (found === undefined) this.wrong.push(`${name} must be one of ${allowed.join(', ')}.`);
    return found ?? allowed[0];
  }

  address(name: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !URL.canParse(value))
      this.wrong.push(`${name} must be an address such as http://host/path.`);
    return value;
  }

  /** @throws Error with a sentence for each variable that was wrong */
  end(): void {
    if (this.wrong.length > 0) throw new Error(this.wrong.join(' '));
  }
}
