import { AppError } from '@pinglu/kernel';

export class ShopNotFoundError extends AppError {
  readonly code = 'shop-not-found';
  readonly category = 'not_found';

  constructor() {
    super('There is no such shop, or it is not yours to see.');
  }
}

export class MarketplaceNotConfiguredError extends AppError {
  readonly code = 'marketplace-not-configured';
  readonly category = 'unprocessable';

  constructor(marketplace: string) {
    super(`This installation has no app on ${marketplace}; its operator must set the app's key and secret.`);
  }
}

/** Whose shop is it to be? An operator belongs to no merchant, everybody else to one. */
export class ShopMerchantMissingError extends AppError {
  readonly code = 'shop-merchant-missing';
  readonly category = 'unprocessable';

  constructor() {
    super('An operator must say in "merchantId" for whom the shop is connected.');
  }
}

export class AuthorizationStateInvalidError extends AppError {
  readonly code = 'authorization-state-invalid';
  readonly category = 'invalid';

  constructor() {
    super(
      'The state is not one of ours, was used already, or is too old. Ask for a new authorization and consent again.',
    );
  }
}

/** The marketplace does not accept the code it sent the seller back with. */
export class ConsentRefusedError extends AppError {
  readonly code = 'consent-refused';
  readonly category = 'unprocessable';

  constructor(cause?: unknown) {
    super('The marketplace did not accept the consent. Ask for a new authorization and consent again.', { cause });
  }
}

/** The seller consented for another country than was asked for. */
export class ConsentForAnotherCountryError extends AppError {
  readonly code = 'consent-for-another-country';
  readonly category = 'unprocessable';

  constructor(wanted: string) {
    super(`The consent holds no seller account in ${wanted}. Consent again with an account of that country.`);
  }
}

export class ShopTakenError extends AppError {
  readonly code = 'shop-taken';
  readonly category = 'conflict';

  constructor() {
    super('This seller account is connected by another merchant already, and a shop belongs to one merchant.');
  }
}

/** No usable token, and for now none to be had. */
export class ShopTokenExpiredError extends AppError {
  readonly code = 'shop-token-expired';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(cause?: unknown) {
    super('The access token of the shop could not be refreshed for now; try again in a few seconds.', { cause });
  }
}

export class ShopIsDisconnectedError extends AppError {
  readonly code = 'shop-disconnected';
  readonly category = 'conflict';

  constructor() {
    super('The shop is disconnected; its merchant must connect it again.');
  }
}

export class MarketplaceUnreachableError extends AppError {
  readonly code = 'marketplace-unreachable';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(cause?: unknown) {
    super('The marketplace did not answer as it should; try again in a few minutes.', { cause });
  }
}
