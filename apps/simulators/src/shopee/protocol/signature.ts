import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is signed: everything in one row without separators. `accessToken` and `subjectId` only where a subject calls. */
export interface SignedParts {
  readonly partnerId: string;
  /** Begins with `/api/v2/`. */
  readonly path: string;
  /** Seconds, as they stand in the query. */
  readonly timestamp: string;
  readonly accessToken?: string;
  readonly subjectId?: string;
}

/** Lower-case hex HMAC-SHA256. The key is used as text, although it may look like hex. */
export function signRequest(partnerKey: string, parts: SignedParts): string {
  const { partnerId, path, timestamp, accessToken = '', subjectId = '' } = parts;
  return hmac(partnerKey, partnerId + path + timestamp + accessToken + subjectId);
}

export const isSignedBy = (partnerKey: string, parts: SignedParts, sign: string): boolean =>
  equal(sign, signRequest(partnerKey, parts));

/** The `Authorization` header of a push: over the address as it was configured and the raw body. */
export const signPush = (partnerKey: string, callbackUrl: string, rawBody: string): string =>
  hmac(partnerKey, `${callbackUrl}|${rawBody}`);

const hmac = (key: string, text: string): string => createHmac('sha256', key).update(text, 'utf8').digest('hex');

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
