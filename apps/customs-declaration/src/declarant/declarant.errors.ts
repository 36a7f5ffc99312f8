import { AppError } from '@pinglu/kernel';

/** Settings belong to one merchant; an operator has none. */
export class DeclarantNotFoundError extends AppError {
  readonly code = 'declarant-not-found';
  readonly category = 'not_found';

  constructor() {
    super('No firms are set that declare for you. Set them with PUT /api/v1/declarant and If-Match: *.');
  }
}

export class DeclarantOfOperatorError extends AppError {
  readonly code = 'declarant-of-operator';
  readonly category = 'unprocessable';

  constructor() {
    super('An operator declares nothing. Use the key of the merchant whose settings you mean.');
  }
}
