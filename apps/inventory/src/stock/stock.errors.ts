import { AppError } from '@pinglu/kernel';

export class StockNotFoundError extends AppError {
  readonly code = 'stock-not-found';
  readonly category = 'not_found';

  constructor() {
    super('No stock is kept of this SKU, or it is not yours to see.');
  }
}

/** A count says how much lies there; what is promised to orders must lie there, or it was not counted well. */
export class CountBelowReservedError extends AppError {
  readonly code = 'count-below-reserved';
  readonly category = 'conflict';

  constructor(counted: number, reserved: number) {
    super(`${counted} were counted, but ${reserved} are promised to orders that have not been shipped.`, {
      meta: { counted, reserved },
    });
  }
}
