import { AppError } from '@pinglu/kernel';

/** The gateway knows no such shop. */
export class ShopUnknownError extends AppError {
  readonly code = 'shop-unknown';
  readonly category = 'not_found';

  constructor(shopId: string) {
    super('The gateway knows no shop with this id.', { meta: { shopId } });
  }
}

/** The marketplace takes back its consent, or the refresh token died: only the merchant can connect the shop again. */
export class ShopDisconnectedError extends AppError {
  readonly code = 'shop-disconnected';
  readonly category = 'conflict';

  constructor(shopId: string) {
    super('The shop is not connected any more; its merchant must connect it again.', { meta: { shopId } });
  }
}

/** No token could be had for now. */
export class ShopTokenUnavailableError extends AppError {
  readonly code = 'shop-token-unavailable';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(shopId: string, options: { status?: number; cause?: unknown }) {
    const { status, cause } = options;
    super('The gateway did not give an access token for the shop; try again in a few seconds.', {
      meta: { shopId, status },
      cause,
    });
  }
}
