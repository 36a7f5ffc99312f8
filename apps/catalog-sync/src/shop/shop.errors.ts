import { AppError, type ShopId } from '@pinglu/kernel';

export class ShopNotFoundError extends AppError {
  readonly code = 'shop-not-found';
  readonly category = 'not_found';

  constructor(id: ShopId) {
    super(
      'There is no such shop, or it is not yours. A shop that was connected a moment ago may not be known here yet.',
      {
        meta: { shopId: id },
      },
    );
  }
}

export class ShopNotConnectedError extends AppError {
  readonly code = 'shop-not-connected';
  readonly category = 'conflict';

  constructor(id: ShopId) {
    super('The shop is not connected. Connect it again, then repeat the request.', { meta: { shopId: id } });
  }
}
