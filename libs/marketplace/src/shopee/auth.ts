import { createHmac } from 'node:crypto';
import type { AuthorizedAccount, Authorization, AuthorizeUrlRequest, TokenSubject } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
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

/** Neither of the two answers says it; the documentation does. */
const refreshTokenLifeMs = 30 * 86_400_000;

export interface ConsentCallback {
  readonly shop_id?: string;
  readonly main_account_id?: string;
}

/** Numbers: ids of shops and accounts fit. A livestream consent names neither. */
export function toTokenRequest(code: string, callback: ConsentCallback, partnerId: string): Record<string, unknown> {
  const { shop_id: shop, main_account_id: mainAccount } = callback;
  return {
    code,
    partner_id: Number(partnerId),
    ...(shop !== undefined && { shop_id: Number(shop) }),
    ...(shop === undefined && mainAccount !== undefined && { main_account_id: Number(mainAccount) }),
  };
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresAt: Date;
  readonly refreshExpiresAt: Date;
}

export function fromTokenResponse(body: WireObject, now: Date): Tokens {
  return {
    accessToken: body.id('access_token'),
    refreshToken: body.id('refresh_token'),
    expiresAt: new Date(now.getTime() + body.integer('expire_in') * 1000),
    refreshExpiresAt: new Date(now.getTime() + refreshTokenLifeMs),
  };
}

/** Whom a consent opens. The lists may be missing when one shop consented: then it is the one that came with the code. */
export function subjectsOf(body: WireObject, { shop_id: shop }: ConsentCallback): TokenSubject[] {
  const all = (kind: TokenSubject['kind'], name: string): TokenSubject[] =>
    body.texts(name).map((externalSellerId) => ({ kind, externalSellerId }));
  const shops = all('shop', 'shop_id_list');
  const alone: TokenSubject[] = shop === undefined ? [] : [{ kind: 'shop', externalSellerId: shop }];
  return [
    ...(shops.length > 0 ? shops : alone),
    ...all('merchant', 'merchant_id_list'),
    ...all('user', 'user_id_list'),
  ];
}

/** The consent as our port knows it. */
export const toAuthorization = (
  tokens: Tokens,
  accounts: readonly (AuthorizedAccount & { readonly crossBorder: boolean })[],
): Authorization => ({
  ...tokens,
  // One pair for several: each must make its own of it before the others' refresh.
  pairPerAccount: accounts.length > 1,
  crossBorder: accounts.some(({ crossBorder }) => crossBorder),
  accounts: accounts.map(({ kind, externalSellerId, country, shortCode }) => ({
    kind,
    externalSellerId,
    country,
    shortCode,
  })),
});

export function toRefreshRequest(
  refreshToken: string,
  subject: TokenSubject,
  partnerId: string,
): Record<string, unknown> {
  return {
    refresh_token: refreshToken,
    partner_id: Number(partnerId),
    [subjectParam[subject.kind]]: Number(subject.externalSellerId),
  };
}
