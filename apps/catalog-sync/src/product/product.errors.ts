import { AppError, type ProductId } from '@pinglu/kernel';

export class ProductNotFoundError extends AppError {
  readonly code = 'product-not-found';
  readonly category = 'not_found';

  constructor(id: ProductId) {
    super('There is no such product, or it is not yours to see.', { meta: { productId: id } });
  }
}
