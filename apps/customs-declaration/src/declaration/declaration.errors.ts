import { AppError, type DeclarationId } from '@pinglu/kernel';
import type { DeclarationStatus } from './declaration.js';

export class DeclarationNotFoundError extends AppError {
  readonly code = 'declaration-not-found';
  readonly category = 'not_found';

  constructor(id: DeclarationId) {
    super('There is no such declaration, or it is not yours to see.', { meta: { declarationId: id } });
  }
}

export class DeclarationNotRefusedError extends AppError {
  readonly code = 'declaration-not-refused';
  readonly category = 'conflict';

  constructor(id: DeclarationId, status: DeclarationStatus) {
    super(`Only a refused declaration can be resubmitted; this one is ${status}.`, {
      meta: { declarationId: id, status },
    });
  }
}

export class DocumentNotFoundError extends AppError {
  readonly code = 'document-not-found';
  readonly category = 'not_found';

  constructor() {
    super('The declaration has no such document. The documents are order, waybill and list.');
  }
}
