import { currencies, fromDecimal, InvalidMoneyError, type Currency, type Money } from '@pinglu/kernel';
import { ContractViolationError, type MarketplaceErrorDetails } from '../port/errors.js';

/**
 * An object of a marketplace's answer, read field by field. Marketplaces write one number as text and the next one not,
 * so both are taken; what is neither, or missing, is a contract violation that names the field and never its value.
 */
export class WireObject {
  private constructor(
    readonly fields: Readonly<Record<string, unknown>>,
    private readonly path: string,
    private readonly details: MarketplaceErrorDetails,
  ) {}

  static of(value: unknown, path: string, details: MarketplaceErrorDetails): WireObject {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return new WireObject(value as Record<string, unknown>, path, details);
    }
    throw violation(path, 'an object', details);
  }

  /** Text, or a number written out. `''` when it is missing or null. */
  text(name: string): string {
    const value = this.fields[name] ?? '';
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    throw this.violation(name, 'text');
  }

  textOrNull(name: string): string | null {
    return this.text(name) || null;
  }

  /** An id or another text that must not be empty. Whole numbers beyond 2^53 have lost digits and are refused. */
  id(name: string): string {
    const value = this.fields[name];
    if (typeof value === 'number' && !Number.isSafeInteger(value)) throw this.violation(name, 'a whole number');
    const text = this.text(name);
    if (text === '') throw this.violation(name, 'an id');
    return text;
  }

  idOrNull(name: string): string | null {
    return this.text(name) === '' ? null : this.id(name);
  }

  integer(name: string): number {
    const text = this.text(name);
    const number = Number(text);
    if (!/^-?\d+(\.0+)?$/.test(text) || !Number.isSafeInteger(number)) throw this.violation(name, 'a whole number');
    return number;
  }

  integerOrNull(name: string): number | null {
    return this.text(name) === '' ? null : this.integer(name);
  }

  flag(name: string): boolean {
    return ['true', '1', 'yes'].includes(this.text(name).toLowerCase());
  }

  /** A decimal amount such as `99`, `99.5`, `"1,240.00"`. Missing or empty is zero. */
  amount(name: string, currency: Currency): Money {
    const value = this.fields[name];
    const text = this.text(name).replaceAll(',', '').trim() || '0';
    // Beyond 15 digits a JSON number may already have been rounded.
    if (typeof value === 'number' && text.replace(/\D/g, '').length > 15) throw this.violation(name, 'an exact amount');
    return this.decimal(name, text.replace(/^\+/, ''), currency);
  }

  /** The same with its currency behind it, as in `3962.41 THB`, or without. @param currency when there is none behind it */
  amountWithCurrency(name: string, currency: Currency): Money {
    const [, amount, suffix] = /^(.*?)\s*([A-Z]{3})$/.exec(this.text(name).trim()) ?? [];
    if (amount === undefined) return this.amount(name, currency);
    const known = currencies.find((candidate) => candidate === suffix);
    if (known === undefined) throw this.violation(name, 'an amount in a currency that is traded in');
    return this.decimal(name, amount.replaceAll(',', ''), known);
  }

  object(name: string): WireObject {
    return WireObject.of(this.fields[name], this.at(name), this.details);
  }

  objectOrNull(name: string): WireObject | null {
    const value = this.fields[name];
    return value === undefined || value === null || value === '' ? null : this.object(name);
  }

  /** Missing and null are an empty list. */
  objects(name: string): WireObject[] {
    return this.list(name).map((item, index) => WireObject.of(item, `${this.at(name)}[${index}]`, this.details));
  }

  texts(name: string): string[] {
    return this.list(name).map((item) => {
      if (typeof item === 'string' || typeof item === 'number') return String(item);
      throw this.violation(name, 'a list of texts');
    });
  }

  /** The error to throw when a field says something that cannot be. */
  violation(name: string, expected: string): ContractViolationError {
    return violation(this.at(name), expected, this.details);
  }

  private decimal(name: string, text: string, currency: Currency): Money {
    try {
      return fromDecimal(text, currency);
    } catch (error) {
      if (error instanceof InvalidMoneyError) throw this.violation(name, `an amount in ${currency}`);
      throw error;
    }
  }

  private list(name: string): readonly unknown[] {
    const value = this.fields[name] ?? [];
    if (!Array.isArray(value)) throw this.violation(name, 'a list');
    return value as readonly unknown[];
  }

  private at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }
}

function violation(path: string, expected: string, details: MarketplaceErrorDetails): ContractViolationError {
  return new ContractViolationError(
    {
      cause: `The marketplace's answer should have ${expected} in ${path || 'its body'}, and has something else.`,
      advice: 'Compare the answer with the marketplace’s documentation; the adapter may need a change.',
    },
    details,
  );
}
