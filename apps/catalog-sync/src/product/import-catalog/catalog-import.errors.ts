import { AppError } from '@pinglu/kernel';

export class ImportNotFoundError extends AppError {
  readonly code = 'import-not-found';
  readonly category = 'not_found';

  constructor() {
    super('There is no such import, or it is not yours to see.');
  }
}

export class ImportNotFinishedError extends AppError {
  readonly code = 'import-not-finished';
  readonly category = 'conflict';
  override readonly retryable = true;

  constructor() {
    super('The file is still being read; ask again when the status of the import is done or failed.', {
      meta: { retryAfterMs: 1_000 },
    });
  }
}

export class CatalogFileMissingError extends AppError {
  readonly code = 'catalog-file-missing';
  readonly category = 'invalid';

  constructor() {
    super('Send the CSV file as the body with Content-Type text/csv, or in the field "file" of multipart/form-data.');
  }
}

export class CatalogFileTooLargeError extends AppError {
  readonly code = 'catalog-file-too-large';
  readonly category = 'too_large';

  constructor(limitBytes: number) {
    super(`The file is larger than ${limitBytes} bytes. Split it; products of several files add up.`, {
      meta: { limitBytes },
    });
  }
}

export class NoMerchantError extends AppError {
  readonly code = 'no-merchant';
  readonly category = 'forbidden';

  constructor() {
    super("A catalog belongs to a merchant, and this key to none. Use a key of the merchant's own.");
  }
}
