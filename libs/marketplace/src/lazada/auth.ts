import { createHmac } from 'node:crypto';
import type { Authorization, AuthorizedAccount, AuthorizeUrlRequest } from '../port/types.js';
import type { WireObject } from '../wire/wire-object.js';
import { countryOfSite } from './sites.js';

/** The page for browsers; the interface for tokens is beside it, under `/rest`. */
export const publicAuthBaseUrl = 'https://auth.lazada.com/rest';

export interface Signable {
  /** Such as `/orders/get`: without `/rest`, host or query. */
  readonly path: string;
  /** All of them, wherever they travel, as they are before any URL encoding. `sign` and files are not among them. */
  readonly params: Readonly<Record<string, string>>;
  readonly appSecret: string;
  /** Only of a call whose body is no form: its bytes are signed too. */
  readonly opaqueBody?: string;
}

/** Names in ASCII order, which is not a locale's: `foo_bar` is before `foobar`, and `Z` before `a`. */
export function stringToSign({ path, params, opaqueBody = '' }: Omit<Signable, 'appSecret'>): string {
  const names = Object.keys(params)
    .filter((name) => name !== 'sign')
    .sort();
  return path + names.map((name) => `${name}${params[name]}`).join('') + opaqueBody;
}

/** HMAC-SHA256 in upper-case hexadecimal. */
export function signatureOf({ appSecret, ...rest }: Signable): string {
  return createHmac('sha256', appSecret).update(stringToSign(rest), 'utf8').digest('hex').toUpperCase();
}

export interface SystemParams {
  readonly appKey: string;
  readonly accessToken: string | null;
  readonly now: Date;
}

/** What every call carries. Fields without a value are left out of a call altogether: clients differ in signing them. */
export function systemParams({ appKey, accessToken, now }: SystemParams): Record<string, string> {
  return {
    app_key: appKey,
    timestamp: String(now.getTime()),
    sign_method: 'sha256',
    ...(accessToken !== null && { access_token: accessToken }),
  };
}

export interface AuthorizeUrlOptions extends AuthorizeUrlRequest {
  readonly appKey: string;
  readonly authBaseUrl: string;
}

export function toAuthorizeUrl({ appKey, authBaseUrl, redirectUri, state, country }: AuthorizeUrlOptions): string {
  const url = new URL(`${authBaseUrl.replace(/\/+$/, '').replace(/\/rest$/, '')}/oauth/authorize`);
  url.searchParams.set('response_type', 'code');
  // Without it a browser that is logged in to another shop would connect that one.
  url.searchParams.set('force_auth', 'true');
  url.searchParams.set('redirect_uri', redirectUri);
  url.searchParams.set('client_id', appKey);
  url.searchParams.set('state', state);
  if (country !== undefined) url.searchParams.set('country', country.toLowerCase());
  return url.href;
}

/** Lifetimes are numbers in answers and texts in the documentation's samples; the list of accounts has two names. */
export function fromTokenResponse(body: WireObject, now: Date): Authorization {
  const after = (name: string): Date => new Date(now.getTime() + body.integer(name) * 1000);
  const listed = ['country_user_info', 'country_user_info_list'].flatMap((name) => accountsIn(body, name));
  const accounts = new Map<string, AuthorizedAccount>();
  for (const { site, account } of listed) {
    const country = countryOfSite(site);
    // A site we do not sell on yet must not cost the seller the others.
    if (country === null) continue;
    accounts.set(country, {
      kind: 'shop',
      externalSellerId: account.id('seller_id'),
      country,
      shortCode: account.textOrNull('short_code'),
    });
  }
  if (accounts.size === 0) throw body.violation('country_user_info', 'at least one known country');
  return {
    accessToken: body.id('access_token'),
    refreshToken: body.id('refresh_token'),
    expiresAt: after('expires_in'),
    refreshExpiresAt: after('refresh_expires_in'),
    pairPerAccount: false,
    crossBorder: body.text('country').toLowerCase() === 'cb',
    accounts: [...accounts.values()],
  };
}

/** A list as a rule; the documentation also shows an object whose names are the countries. */
function accountsIn(body: WireObject, name: string): { site: string; account: WireObject }[] {
  const value = body.fields[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return body.objects(name).map((account) => ({ site: account.text('country'), account }));
  }
  const byCountry = body.object(name);
  return Object.keys(value).map((site) => {
    const account = byCountry.object(site);
    return { site: account.text('country') || site, account };
  });
}
