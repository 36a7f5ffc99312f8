import type { AdapterOptions } from '../../adapters/adapter-options.js';
import type { HttpTransport } from '../../http/http-transport.js';
import { InvalidRequestError } from '../../port/errors.js';
import type { AuthPort } from '../../port/marketplace.port.js';
import type { AuthorizedAccount, TokenSubject } from '../../port/types.js';
import { readingWrite } from '../../wire/reading-write.js';
import * as auth from '../auth.js';
import type { ShopeeClient } from '../client.js';
import { endpoints } from '../endpoints.js';
import { countryOfShop } from '../seller.js';

type Account = AuthorizedAccount & { readonly crossBorder: boolean };

export function authPort(
  client: ShopeeClient,
  { clock }: HttpTransport,
  { appKey: partnerId, authBaseUrl = auth.publicConsentBaseUrl }: AdapterOptions['credentials'],
): AuthPort {
  /** Shopee's answer names ids only; in which country a shop sells is asked with the token that has just come. */
  const accountOf = async (subject: TokenSubject, accessToken: string, forLivestreams: boolean): Promise<Account> => {
    const { externalSellerId, kind } = subject;
    if (kind !== 'shop' || forLivestreams) {
      return { ...subject, country: null, shortCode: null, crossBorder: kind === 'merchant' };
    }
    const { body } = await client.call(endpoints.shopInfo, { accessToken, externalSellerId, country: '' }, {});
    return { ...subject, country: countryOfShop(body), shortCode: null, crossBorder: body.flag('is_cb') };
  };

  return {
    authorizeUrl: (request) => auth.toAuthorizeUrl({ ...request, partnerId, consentBaseUrl: authBaseUrl }),
    exchangeCode: async (code, callback = {}) => {
      const { body } = await client.callPublic(endpoints.createToken, auth.toTokenRequest(code, callback, partnerId));
      const tokens = readingWrite(() => auth.fromTokenResponse(body, clock.now()));
      const accounts: Account[] = [];
      const subjects = auth.subjectsOf(body, callback);
      // Users come to an app for livestreams only, and that may ask nothing about shops.
      const forLivestreams = subjects.some(({ kind }) => kind === 'user');
      for (const subject of subjects) accounts.push(await accountOf(subject, tokens.accessToken, forLivestreams));
      if (accounts.length === 0) throw body.violation('shop_id_list', 'at least one account');
      return auth.toAuthorization(tokens, accounts);
    },
    refresh: async (refreshToken, subject) => {
      if (subject === undefined) throw noSubject();
      const request = auth.toRefreshRequest(refreshToken, subject, partnerId);
      const { body } = await client.callPublic(endpoints.refreshToken, request);
      const tokens = readingWrite(() => auth.fromTokenResponse(body, clock.now()));
      // Whose it is was known before; nothing is asked here, because the pair must be stored before it is used.
      const account = { ...subject, country: null, shortCode: null, crossBorder: false };
      return auth.toAuthorization(tokens, [account]);
    },
  };
}

const noSubject = (): InvalidRequestError =>
  new InvalidRequestError(
    {
      cause: 'Shopee gives every shop tokens of its own, and the refresh does not say for which one.',
      advice: 'Name the shop, merchant or user whose refresh token it is.',
    },
    { marketplace: 'shopee', operation: 'auth.refresh' },
    [{ field: 'subject', message: 'Needed.' }],
  );
