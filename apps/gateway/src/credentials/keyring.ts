import { createHash } from 'node:crypto';
import { CredentialsUnreadableError } from './credentials.errors.js';

export interface CredentialsKey {
  /** Names the key beside what it sealed; a fingerprint, so that nobody has to hand out names. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** @param base64 of 32 bytes */
export function credentialsKey(base64: string): CredentialsKey {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.byteLength !== 32) throw new RangeError('A credentials key has 32 bytes.');
  return { id: createHash('sha256').update('pinglu-credentials-key').update(bytes).digest('hex').slice(0, 12), bytes };
}

/**
 * The key that seals, and retired ones that still open. To change the key: make the old one retired and the new one
 * current; each credential is sealed anew when it is next refreshed.
 */
export class Keyring {
  private readonly byId: ReadonlyMap<string, CredentialsKey>;

  constructor(
    readonly current: CredentialsKey,
    retired: readonly CredentialsKey[] = [],
  ) {
    this.byId = new Map([current, ...retired].map((key) => [key.id, key]));
  }

  /** Throws CredentialsUnreadableError for a key that is not on the ring. */
  find(id: string): CredentialsKey {
    const key = this.byId.get(id);
    if (!key)
      throw new CredentialsUnreadableError('it was sealed with a key that is not among CREDENTIALS_KEYS_RETIRED.');
    return key;
  }
}
