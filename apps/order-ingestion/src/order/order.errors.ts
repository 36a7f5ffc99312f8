import { AppError, type OrderId } from '@pinglu/kernel';

export class OrderNotFoundError extends AppError {
  readonly code = 'order-not-found';
  readonly category = 'not_found';

  constructor(orderId: OrderId) {
    super('There is no such order, or it is not yours to see.', { meta: { orderId } });
  }
}
