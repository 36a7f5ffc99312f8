import { AppError } from '@pinglu/kernel';

export class MerchantNotFoundError extends AppError {
  readonly code = 'merchant-not-found';
  readonly category = 'not_found';

  constructor() {
    super('There is no such merchant, or it is not yours to see.');
  }
}

export class MerchantNameInvalidError extends AppError {
  readonly code = 'merchant-name-invalid';
  readonly category = 'unprocessable';

  constructor() {
    super('The name of a merchant has 1 to 200 characters and no control characters.');
  }
}

export class MerchantAlreadySuspendedError extends AppError {
  readonly code = 'merchant-already-suspended';
  readonly category = 'conflict';

  constructor() {
    super('The merchant is suspended already.');
  }
}

export class MerchantNotSuspendedError extends AppError {
  readonly code = 'merchant-not-suspended';
  readonly category = 'conflict';

  constructor() {
    super('The merchant is not suspended, so there is nothing to resume.');
  }
}
