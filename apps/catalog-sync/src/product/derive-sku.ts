import { createHash } from 'node:crypto';

/**
 * China's customs list holds 20 characters of an item number (XSD of 202205), marketplaces hold more. A code that we
 * choose ourselves fits everywhere.
 */
export const DERIVED_SKU_LENGTH = 20;
const DIGEST_LENGTH = 6;

/**
 * The SKU of a variant that came without one: the same for the same handle and options, whenever it is asked for. What
 * does not fit, or cannot be written in the letters of a code (Chinese option values), is told apart by a digest.
 */
export function deriveSku(handle: string, optionValues: readonly string[]): string {
  const words = [handle, ...optionValues].map((word) => word.normalize('NFC'));
  const readable = words
    .map(toCode)
    .filter((word) => word !== '')
    .join('-');
  const isWhole = words.every((word) => toCode(word) === word.trim().toUpperCase().replace(/\s+/g, '-'));
  if (isWhole && readable.length <= DERIVED_SKU_LENGTH) return readable;
  const digest = createHash('sha256').update(words.join('\u0000')).digest('hex').slice(0, DIGEST_LENGTH).toUpperCase();
  const prefix = readable.slice(0, DERIVED_SKU_LENGTH - DIGEST_LENGTH - 1).replace(/-+$/, '');
  return prefix === '' ? `SKU-${digest}` : `${prefix}-${digest}`;
}

/** Letters, digits and single dashes; accents go, other scripts go altogether. */
const toCode = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
