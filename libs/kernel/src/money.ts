import { AppError } from './app-error.js';

/**
 * ISO 4217 currencies that are traded in, each with its number of decimal places as our marketplaces write amounts.
 * The rupiah's sen is long out of use but still in the standard and in statements, so it keeps its two places.
 */
const EXPONENTS = { SGD: 2, MYR: 2, THB: 2, VND: 0, PHP: 2, IDR: 2, CNY: 2, USD: 2 } as const;

export type Currency = keyof typeof EXPONENTS;

export const currencies = Object.keys(EXPONENTS) as readonly Currency[];

/** How many decimal places amounts of the currency have. */
export const currencyPlaces = (currency: Currency): number => EXPONENTS[currency];

/** An exact amount. Safe to put into JSON: no number in it that a reader could round. */
export interface Money {
  /** Whole number of the smallest unit (satang, sen, dong) in decimal, at most 18 digits; negative with a leading `-`. */
  readonly amountMinor: string;
  readonly currency: Currency;
}

/** Something that should have been an amount is none. The value is left out: it may be anything a stranger sent. */
export class InvalidMoneyError extends AppError {
  readonly code = 'invalid-money';
  readonly category = 'invalid';
}

/** Amounts of two currencies were added. A sum across currencies needs a rate, which only the caller can choose. */
export class CurrencyMismatchError extends AppError {
  readonly code = 'currency-mismatch';
  readonly category = 'invalid';

  constructor(expected: Currency, found: Currency) {
    super(
      `An amount in ${found} cannot be added to one in ${expected}. Convert it first, at a rate that is recorded.`,
      {
        meta: { expected, found },
      },
    );
  }
}

const MINOR = /^-?[0-9]{1,18}$/;
const DECIMAL = /^(-?)([0-9]{1,18})(?:\.([0-9]{1,18}))?$/;
/** 18 digits fit a bigint column with room to spare, and are more than any marketplace pays out. */
const LIMIT = 10n ** 18n;

/** @throws InvalidMoneyError when the text is none of the currencies that are traded in */
export function parseCurrency(value: unknown): Currency {
  if (typeof value === 'string' && Object.hasOwn(EXPONENTS, value)) return value as Currency;
  throw new InvalidMoneyError(`The currency must be one of ${currencies.join(', ')}.`);
}

/**
 * @param minor whole number of the smallest unit of the currency
 * @throws InvalidMoneyError when it is no whole number, has more than 18 digits, or the currency is unknown
 */
export function money(minor: bigint | string, currency: Currency): Money {
  if (typeof minor === 'string' && !MINOR.test(minor)) {
    throw new InvalidMoneyError('An amount must be a whole number of minor units with 1 to 18 digits, such as 19900.');
  }
  const amount = BigInt(minor);
  if (amount >= LIMIT || amount <= -LIMIT) {
    throw new InvalidMoneyError('An amount must have at most 18 digits in minor units. Check the calculation.');
  }
  return { amountMinor: amount.toString(), currency: parseCurrency(currency) };
}

/** The amount as a whole number of minor units, to calculate with. */
export const minorOf = ({ amountMinor, currency }: Money): bigint => BigInt(money(amountMinor, currency).amountMinor);

/** @throws CurrencyMismatchError */
export const addMoney = (left: Money, right: Money): Money => sumMoney([left, right], left.currency);

/**
 * @param currency that of every amount; it is asked for because the sum of nothing has a currency too
 * @throws CurrencyMismatchError
 */
export function sumMoney(amounts: Iterable<Money>, currency: Currency): Money {
  let total = 0n;
  for (const amount of amounts) {
    if (amount.currency !== currency) throw new CurrencyMismatchError(currency, amount.currency);
    total += minorOf(amount);
  }
  return money(total, currency);
}

/** @param quantity a whole number; a fraction would need a rule for rounding, which is the caller's to choose */
export function multiplyMoney(amount: Money, quantity: number | bigint): Money {
  if (typeof quantity === 'number' && !Number.isSafeInteger(quantity)) {
    throw new InvalidMoneyError(
      'An amount can only be multiplied by a whole number. Round by a rule of your own first.',
    );
  }
  return money(minorOf(amount) * BigInt(quantity), amount.currency);
}

export const negate = (amount: Money): Money => money(-minorOf(amount), amount.currency);

/**
 * Reads a decimal amount exactly: `fromDecimal('199.00', 'THB')` is 19900 satang. Digits beyond the currency's places
 * are accepted only when they are zeros, as in `199000.00` VND: nothing is ever rounded.
 * @throws InvalidMoneyError
 */
export function fromDecimal(text: string, currency: Currency): Money {
  const places = EXPONENTS[parseCurrency(currency)];
  const [, sign = '', whole = '', fraction = ''] = DECIMAL.exec(text) ?? [];
  if (whole === '') {
    throw new InvalidMoneyError('A decimal amount must look like 199.00: digits, and a point before any decimals.');
  }
  if (/[1-9]/.test(fraction.slice(places))) {
    throw new InvalidMoneyError(
      `An amount in ${currency} has at most ${places} decimals. Find out how it was rounded.`,
    );
  }
  return money(BigInt(`${whole}${fraction.slice(0, places).padEnd(places, '0')}`) * (sign ? -1n : 1n), currency);
}

/** Writes the amount with exactly the decimals of its currency: `199.00` for THB, `199000` for VND. */
export function toDecimal(amount: Money): string {
  const minor = minorOf(amount);
  const places = EXPONENTS[amount.currency];
  const digits = (minor < 0n ? -minor : minor).toString().padStart(places + 1, '0');
  const sign = minor < 0n ? '-' : '';
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
