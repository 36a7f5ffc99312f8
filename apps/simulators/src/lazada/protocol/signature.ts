import { createHmac, timingSafeEqual } from 'node:crypto';

/** `hmac` is HMAC-MD5 over the same text, which documents of the first years name beside `sha256`. */
export type SignMethod = 'sha256' | 'hmac';

const DIGESTS: Readonly<Record<SignMethod, string>> = { sha256: 'sha256', hmac: 'md5' };

export interface SignedRequest {
  readonly path: string;
  readonly params: ReadonlyMap<string, string>;
  readonly opaqueBody?: string | undefined;
}

/**
 * The signature of a request: upper-case hex HMAC-SHA256 under the app secret of the path followed by all parameters,
 * sorted by key in byte order, key and raw value without separators. `sign` itself and files stay out; a body that is
 * no form is appended as it is.
 */
export function signRequest(
  secret: string,
  request: SignedRequest & { skipEmpty?: boolean },
  method: SignMethod = 'sha256',
): string {
  const keys = [...request.params.keys()].filter((key) => key !== 'sign').sort(byBytes);
  let text = request.path;
  for (const key of keys) {
    const value = request.params.get(key)!;
    if (request.skipEmpty && (key === '' || value === '')) continue;
    text += key + value;
  }
  return hmac(secret, text + (request.opaqueBody ?? ''), DIGESTS[method]).toUpperCase();
}

/** Clients differ in whether an empty parameter is signed; the platform takes both. */
export function isSignedBy(secret: string, request: SignedRequest, method: SignMethod = 'sha256'): boolean {
  const sign = request.params.get('sign')?.toUpperCase() ?? '';
  return [false, true].some((skipEmpty) => equal(sign, signRequest(secret, { ...request, skipEmpty }, method)));
}

/** The `Authorization` header of a push: lower-case hex over the app key and the raw body. */
export const signPush = (app: { key: string; secret: string }, rawBody: string): string =>
  hmac(app.secret, app.key + rawBody);

const hmac = (secret: string, text: string, digest = 'sha256'): string =>
  createHmac(digest, secret).update(text, 'utf8').digest('hex');

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function equal(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
