import { AppError } from '@pinglu/kernel';
import { InvalidRequestError, MarketplaceError, RetryableMarketplaceError } from '@pinglu/marketplace';
import type { ListingProblem } from '../listing.js';

/** A refusal in words: field by field where the marketplace says so. */
export function refusalOf(error: MarketplaceError): ListingProblem[] {
  const fields = error instanceof InvalidRequestError ? error.fields : [];
  if (fields.length === 0) return [{ field: 'listing', message: error.message }];
  return fields.map(({ field, message }) => ({ field: field ?? 'listing', message }));
}

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 600_000;

/** When to try again, and what to tell the seller meanwhile. `attempts` counts from 1. */
export function retryOf(
  error: unknown,
  attempts: number,
  random: () => number = Math.random,
): { readonly delayMs: number; readonly trouble: string } {
  const ceiling = Math.min(FIRST_DELAY_MS * 2 ** Math.min(attempts - 1, 20), LONGEST_DELAY_MS);
  const hint = error instanceof RetryableMarketplaceError ? (error.retryAfterMs ?? 0) : 0;
  return { delayMs: Math.max(Math.round(ceiling / 2 + (random() * ceiling) / 2), hint), trouble: troubleOf(error) };
}

function troubleOf(error: unknown): string {
  if (error === null) return 'The marketplace has taken the listing and does not show it yet.';
  // Messages of AppError are made to be shown; any other may hold anything.
  if (error instanceof AppError && error.category !== 'internal') return error.message;
  return 'The listing failed for a reason on our side; it was logged and is tried again.';
}
