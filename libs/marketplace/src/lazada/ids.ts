import { InvalidRequestError } from '../port/errors.js';

/** Order and item ids travel as JSON numbers. */
export function wholeNumber(id: string, operation: string): number {
  if (/^[1-9]\d{0,15}$/.test(id) && Number.isSafeInteger(Number(id))) return Number(id);
  throw new InvalidRequestError(
    { cause: 'An order or line id of Lazada is a whole number.', advice: 'Check which marketplace it came from.' },
    { marketplace: 'lazada', operation },
  );
}
