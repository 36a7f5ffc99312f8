import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { CredentialsUnreadableError } from './credentials.errors.js';
import type { Keyring } from './keyring.js';

const algorithm = 'aes-256-gcm';
const form = /^v1\.([0-9a-f]{12})\.([\w-]{16})\.([\w-]{22})\.([\w-]*)$/;

/**
 * Seals a secret for storage: `v1.<key id>.<nonce>.<tag>.<ciphertext>`, the last three in base64url. `place` says what
 * the secret is and whose, such as `shop/<id>/access`; it is authenticated but not stored, so that a sealed text copied
 * into another row does not open there.
 */
export function seal(secret: string, place: string, { current }: Keyring): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv(algorithm, current.bytes, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((bytes) => bytes.toString('base64url'));
  return ['v1', current.id, ...parts].join('.');
}

/** Throws CredentialsUnreadableError when the text was not sealed for this place by a key of the ring. */
export function open(sealed: string, place: string, keyring: Keyring): string {
  const [, keyId, ...parts] = form.exec(sealed) ?? [];
  if (keyId === undefined) throw new CredentialsUnreadableError('it is not in the form they are stored in.');
  const key = keyring.find(keyId);
  const [nonce, tag, body] = parts.map((part) => Buffer.from(part, 'base64url')) as [Buffer, Buffer, Buffer];
  try {
    const decipher = createDecipheriv(algorithm, key.bytes, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new CredentialsUnreadableError('it was changed, or belongs elsewhere.', cause);
  }
}
