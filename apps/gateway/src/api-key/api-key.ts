import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { newId, type ApiKeyId, type MerchantId } from '@pinglu/kernel';
import { scopesOfRole, type Principal, type Role, type Scope } from '@pinglu/platform';
import { RoleNotGrantableError, ScopesNotGrantableError } from './api-key.errors.js';

export interface ApiKey {
  readonly apiKeyId: ApiKeyId;
  /** Null for an operator's key. */
  readonly merchantId: MerchantId | null;
  readonly label: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the secret. The secret has 256 random bits, so nothing slower is needed to keep it from being guessed. */
  readonly secretHash: Buffer;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
  readonly version: number;
}

/** What a caller shows: which key it is, and the secret that proves it. */
export interface ApiKeyCredentials {
  readonly apiKeyId: ApiKeyId;
  readonly secret: string;
}

export const apiKeyForm = /^pk_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

/** Undefined when the text is not in the form `pk_<id: 32 hex digits>_<secret: 43 characters of base64url>`. */
export function parseApiKey(text: string): ApiKeyCredentials | undefined {
  const [, hex, secret] = apiKeyForm.exec(text) ?? [];
  if (hex === undefined || secret === undefined) return undefined;
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return { apiKeyId: parts.join('-') as ApiKeyId, secret };
}

export const formatApiKey = ({ apiKeyId, secret }: ApiKeyCredentials): string =>
  `pk_${apiKeyId.replaceAll('-', '')}_${secret}`;

export const newCredentials = (now: Date): ApiKeyCredentials => ({
  apiKeyId: newId<ApiKeyId>(now.getTime()),
  secret: randomBytes(32).toString('base64url'),
});

export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Takes the same time whatever is wrong with the secret. */
export const secretMatches = (secret: string, hash: Buffer): boolean => timingSafeEqual(hashSecret(secret), hash);

export interface KeyRequest {
  readonly merchantId: MerchantId;
  readonly label: string;
  readonly role: Role;
  /** All that the role may have, as far as the caller has it too, when left out. */
  readonly scopes?: readonly Scope[];
}

/**
 * Decides whether the caller may hand out such a key: within the role, and never more than the caller has itself.
 * Throws RoleNotGrantableError or ScopesNotGrantableError.
 */
export function grantableScopes(
  { role, scopes }: Pick<KeyRequest, 'role' | 'scopes'>,
  caller: Principal,
): readonly Scope[] {
  if (role === 'operator') throw new RoleNotGrantableError();
  const held = caller.role === 'operator' ? scopesOfRole[role] : caller.scopes;
  const most = scopesOfRole[role].filter((scope) => held.includes(scope));
  if (scopes === undefined && most.length > 0) return most;
  const refused = (scopes ?? scopesOfRole[role]).filter((scope) => !most.includes(scope));
  if (refused.length > 0) throw new ScopesNotGrantableError(refused);
  return [...new Set(scopes)];
}
