import { AppError } from '@pinglu/kernel';

export class OrderFinanceNotFoundError extends AppError {
  readonly code = 'order-finance-not-found';
  readonly category = 'not_found';

  constructor() {
    super('Nothing is known of the money of this order, or it is not yours to see. Check marketplace and number.');
  }
}
