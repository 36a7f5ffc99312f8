import { AppError } from '@pinglu/kernel';

export class UnauthenticatedError extends AppError {
  readonly code = 'unauthenticated';
  readonly category = 'unauthenticated';

  constructor(message = 'The credentials are missing or not valid.') {
    super(message);
  }
}

export class ForbiddenError extends AppError {
  readonly code = 'forbidden';
  readonly category = 'forbidden';
}
