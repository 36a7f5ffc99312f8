import { AppError } from '@pinglu/kernel';

export class ApiKeyNotFoundError extends AppError {
  readonly code = 'api-key-not-found';
  readonly category = 'not_found';

  constructor() {
    super('There is no such API key, or it is not yours to see.');
  }
}

export class ApiKeyAlreadyRevokedError extends AppError {
  readonly code = 'api-key-already-revoked';
  readonly category = 'conflict';

  constructor() {
    super('The API key is revoked already.');
  }
}

export class RoleNotGrantableError extends AppError {
  readonly code = 'role-not-grantable';
  readonly category = 'forbidden';

  constructor() {
    super('Keys of operators are not issued over this API; they come from the deployment.');
  }
}

export class ScopesNotGrantableError extends AppError {
  readonly code = 'scopes-not-grantable';
  readonly category = 'forbidden';

  constructor(refused: readonly string[]) {
    super(`These scopes do not belong to the role, or your own key lacks them: ${refused.join(', ')}.`);
  }
}
