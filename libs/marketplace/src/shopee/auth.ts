import { createHmac } from 'node:crypto';
import type { AuthorizeUrlRequest } from '../port/types.js';
import type { Subject } from './endpoints.js';

export const publicConsentBaseUrl = 'https://open.shopee.com';

export interface Signable {
  readonly partnerId: string;
  /** From `/api/v2` on, without host and query. */
  readonly path: string;
  /** Unix seconds. */
  readonly timestamp: number;
  /** Of a call on somebody's behalf. */
  readonly accessToken?: string;
  readonly subjectId?: string;
  /** A text, although it looks like hexadecimal digits. */
  readonly partnerKey: string;
}

/** What is signed says who calls what, when and for whom; neither the parameters nor the body are part of it. */
export const stringToSign = ({
  partnerId,
  path,
  timestamp,
  accessToken = '',
  subjectId = '',
}: Omit<Signable, 'partnerKey'>) => `${partnerId}${path}${timestamp}${accessToken}${subjectId}`;

/** HMAC-SHA256 in lower-case hexadecimal. */
export const signatureOf = ({ partnerKey, ...rest }: Signable): string =>
  createHmac('sha256', partnerKey).update(stringToSign(rest), 'utf8').digest('hex');

/** What the id of the one on whose behalf a call is made is named. */
export const subjectParam: Readonly<Record<Exclude<Subject, 'public'>, string>> = {
  shop: 'shop_id',
  merchant: 'merchant_id',
  user: 'user_id',
};

export interface ConsentOptions extends AuthorizeUrlRequest {
  readonly partnerId: string;
  readonly consentBaseUrl: string;
}

/** The consent page that needs no signature, and so does not run out after five minutes. */
export function toAuthorizeUrl({ partnerId, consentBaseUrl, redirectUri, state }: ConsentOptions): string {
  const url = new URL(`${consentBaseUrl.replace(/\/+$/, '')}/auth`);
  url.searchParams.set('partner_id', partnerId);
  url.searchParams.set('auth_type', 'seller');
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('state', state);
  return url.href;
}
