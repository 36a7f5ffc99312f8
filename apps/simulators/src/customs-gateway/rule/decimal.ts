const SCALE = 5;

/** A decimal of at most five places as a whole number of its hundred-thousandths: exact, unlike a float. */
export function scaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const value = BigInt(`${whole || '0'}${fraction.slice(0, SCALE).padEnd(SCALE, '0')}`);
  return text.startsWith('-') ? -value : value;
}

export const ONE = 100_000n;
/** 0.01 */
export const CENT = 1_000n;

const distance = (left: bigint, right: bigint): bigint => (left > right ? left - right : right - left);

/** Both scaled; a cent of rounding is allowed. */
export const nearly = (left: bigint, right: bigint): boolean => distance(left, right) <= CENT;

/** Whether total = quantity × price, within a cent. All three scaled. */
export const isProduct = (total: bigint, quantity: bigint, price: bigint): boolean =>
  distance(total * ONE, quantity * price) <= CENT * ONE;
