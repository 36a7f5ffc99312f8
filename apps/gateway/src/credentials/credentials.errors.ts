import { AppError } from '@pinglu/kernel';

/** What was stored cannot be opened: the key is gone, or the text was changed or moved to another row. */
export class CredentialsUnreadableError extends AppError {
  readonly code = 'credentials-unreadable';
  readonly category = 'internal';

  constructor(reason: string, cause?: unknown) {
    super(`Stored credentials cannot be read: ${reason}`, { cause });
  }
}
