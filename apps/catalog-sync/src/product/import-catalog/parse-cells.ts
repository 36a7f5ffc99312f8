import { fromDecimal, InvalidMoneyError, type Currency, type Money } from '@pinglu/kernel';
import type { PackageSize } from '../product.js';
import { quoted } from './remark.js';

/** What a cell means, or a sentence on why it means nothing. Empty cells do not come here. */
export type Parsed<T> = { readonly value: T } | { readonly reason: string };

const value = <T>(parsed: T): Parsed<T> => ({ value: parsed });
const reason = (text: string): Parsed<never> => ({ reason: text });

export interface TextRule {
  readonly atMost: number;
  /** What the text is, to begin a sentence with. */
  readonly what: string;
  /** Whether line breaks mean something; elsewhere they are blanks. */
  readonly lines?: boolean;
}

export function parseText(cell: string, { atMost, what, lines = false }: TextRule): Parsed<string> {
  const text = lines ? cell.normalize('NFC') : cell.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const length = [...text].length;
  if (length > atMost) return reason(`${what} has ${length} characters; at most ${atMost} are possible.`);
  // Control characters break labels, customs documents and events.
  if (/[\p{Cc}\p{Cs}]/u.test(text.replace(/[\r\n\t]/g, '')))
    return reason(`${what} holds a control character; remove it.`);
  return value(text);
}

/** What marketplaces forbid in a seller's own code; a tab or a second space cannot be seen on a label. */
const SKU = /^[^\s"*^~<>/\\|\p{Cc}\p{Cs}]+(?: [^\s"*^~<>/\\|\p{Cc}\p{Cs}]+)*$/u;
export const MOST_SKU_CHARACTERS = 50;

export function parseSku(cell: string): Parsed<string> {
  const sku = cell.normalize('NFC');
  if ([...sku].length > MOST_SKU_CHARACTERS) {
    return reason(`The SKU ${quoted(sku)} is too long; marketplaces take at most ${MOST_SKU_CHARACTERS} characters.`);
  }
  if (SKU.test(sku)) return value(sku);
  return reason(
    `The SKU ${quoted(sku)} holds a character that marketplaces refuse: one of " * ^ ~ < > / \\ | or a tab.`,
  );
}

const WHOLE = /^\d{1,9}(?:\.0+)?$/;
const MOST_UNITS = 10_000_000;

export function parseQuantity(cell: string): Parsed<number> {
  if (!WHOLE.test(cell) || Number(cell) > MOST_UNITS) {
    return reason(`${quoted(cell)} is no number of units; write a whole number from 0 to ${MOST_UNITS}.`);
  }
  return value(Number(cell));
}

const MOST_GRAMS = 1_000_000;

/** Grams, at least 1. Shopify writes 0 for "not weighed", which the caller has to know. */
export function parseGrams(cell: string): Parsed<number> {
  const grams = /^\d{1,7}(?:\.\d{1,6})?$/.test(cell) ? Math.ceil(Number(cell)) : 0;
  if (grams < 1 || grams > MOST_GRAMS) {
    return reason(`${quoted(cell)} is no weight; write grams as a number from 1 to ${MOST_GRAMS}.`);
  }
  return value(grams);
}

/** Positive: nothing is sold for nothing, and marketplaces refuse it. */
export function parsePrice(cell: string, currency: Currency): Parsed<Money> {
  // Thousands in groups of three, as spreadsheets write them; anything else with a comma is a guess.
  const decimal = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(cell) ? cell.replaceAll(',', '') : cell;
  try {
    const price = fromDecimal(decimal, currency);
    if (!price.amountMinor.startsWith('-') && price.amountMinor !== '0') return value(price);
    return reason(`The price ${quoted(cell)} is not above zero.`);
  } catch (error) {
    if (!(error instanceof InvalidMoneyError)) throw error;
    const example = currency === 'VND' ? '199000' : '199.00';
    return reason(
      `${quoted(cell)} is no price in ${currency}; write an amount such as ${example}, without a currency sign.`,
    );
  }
}

export function parseHsCode(cell: string): Parsed<string> {
  const digits = cell.replace(/[.\s]/g, '');
  if (/^\d{6,10}$/.test(digits)) return value(digits);
  const hint = /^\d{5}$|^\d{7}$|^\d{9}$/.test(digits) ? ' A spreadsheet may have dropped a zero at its front.' : '';
  return reason(`The HS code ${quoted(cell)} is no row of 6 to 10 digits.${hint}`);
}

export function parseCountry(cell: string): Parsed<string> {
  const code = cell.toUpperCase();
  if (/^[A-Z]{2}$/.test(code) && regionNames.of(code) !== code) return value(code);
  return reason(`${quoted(cell)} is no country; write its two letters of ISO 3166, such as CN.`);
}

const regionNames = new Intl.DisplayNames('en', { type: 'region' });

const SIZE = /^(\d{1,3}(?:\.\d{1,2})?)\s*[x×*]\s*(\d{1,3}(?:\.\d{1,2})?)\s*[x×*]\s*(\d{1,3}(?:\.\d{1,2})?)$/i;

export function parsePackageSize(cell: string): Parsed<PackageSize> {
  const [, length, width, height] = (SIZE.exec(cell) ?? []).map(Number);
  if (length && width && height) return value({ lengthCm: length, widthCm: width, heightCm: height });
  return reason(
    `${quoted(cell)} is no size of a parcel; write length x width x height in centimetres, such as 30x20x10.`,
  );
}

export function parseImage(cell: string): Parsed<string> {
  if (cell.length <= 2_000 && URL.canParse(cell) && /^https?:$/.test(new URL(cell).protocol)) return value(cell);
  return reason(`${quoted(cell)} is no address of a picture; write one that begins with https://.`);
}
