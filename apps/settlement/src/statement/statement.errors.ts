import { AppError, type Currency, type ShopId, type StatementId } from '@pinglu/kernel';

export class StatementNotFoundError extends AppError {
  readonly code = 'statement-not-found';
  readonly category = 'not_found';

  constructor(id: StatementId) {
    super('There is no such statement, or it is not yours to see.', { meta: { statementId: id } });
  }
}

/** The marketplace booked in another currency than the shop trades in. Nothing of the page was written. */
export class ForeignCurrencyError extends AppError {
  readonly code = 'foreign-currency';
  readonly category = 'unprocessable';

  constructor(shopId: ShopId, currencies: { expected: Currency; found: Currency }) {
    super('The marketplace booked in another currency than the shop trades in. Check the currency of the shop.', {
      meta: { shopId, ...currencies },
    });
  }
}
