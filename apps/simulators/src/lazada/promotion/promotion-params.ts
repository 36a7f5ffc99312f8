import { parseLooseJson } from '../protocol/payload.js';
import { SuccessRefusal } from '../protocol/success-envelope.js';
import { readAmount, type Site } from '../world/site.js';

/**
 * Parameters of a promotion call. What is missing or cannot be read is refused with the family's code for parameters:
 * 22, for vouchers and free shipping 24.
 */
export class PromotionParams {
  constructor(
    private readonly params: ReadonlyMap<string, string>,
    private readonly code: 22 | 24,
  ) {}

  text(name: string): string {
    return this.optional(name) ?? this.refuse(`${name} is required`);
  }

  /** The documentation's samples send the text `null` for what is not there. */
  optional(name: string): string | undefined {
    const value = this.params.get(name);
    return value === undefined || value === '' || value === 'null' ? undefined : value;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.text(name);
    return allowed.find((one) => one === value) ?? this.refuse(`${name} must be one of ${allowed.join(' | ')}`);
  }

  wholeNumber(name: string, min: number): number {
    const value = this.text(name);
    if (!/^\d{1,16}$/.test(value) || Number(value) < min) this.refuse(`${name} must be a whole number from ${min}`);
    return Number(value);
  }

  /** A page or its size, when it is given. */
  optionalWholeNumber(name: string, fallback: number): number {
    return this.optional(name) === undefined ? fallback : this.wholeNumber(name, 1);
  }

  /** An amount as text; it stays text. */
  amount(name: string, site: Site): string {
    const value = this.text(name);
    if (typeof readAmount(value, site) !== 'number') this.refuse(`${name} must be an amount in ${site.currency}`);
    return value;
  }

  /** A JSON array as text. */
  list(name: string): readonly unknown[] {
    const value = this.optional(name);
    if (value === undefined) return [];
    // Samples of the documentation show quotes that are escaped once more.
    const list = parseLooseJson(value) ?? parseLooseJson(value.replaceAll(String.raw`\"`, '"'));
    return Array.isArray(list) ? list : this.refuse(`${name} must be a JSON array`);
  }

  /** Begin and end in milliseconds; the end must lie ahead. */
  period(start: string, end: string, nowMs: number): { startMs: number; endMs: number } {
    const startMs = this.wholeNumber(start, 0);
    const endMs = this.wholeNumber(end, 0);
    if (endMs <= startMs) this.refuse(`${end} must be after ${start}`);
    if (endMs <= nowMs) this.refuse(`${end} must be in the future`);
    return { startMs, endMs };
  }

  refuse(message: string): never {
    throw new SuccessRefusal(this.code, message);
  }
}

/** The business says no, although every parameter can be read. */
export function refuseBusiness(message: string): never {
  throw new SuccessRefusal(23, message);
}
