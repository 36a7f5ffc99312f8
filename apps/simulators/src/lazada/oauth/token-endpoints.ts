import { missingParameter } from '../protocol/api-error.js';
import type { Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import type { World } from '../world/world.js';
import type { TokenPair } from './token-store.js';

export const tokenEndpoints: readonly Endpoint[] = [
  {
    path: '/auth/token/create',
    access: 'anyone',
    handle: ({ params, world }) => {
      const code = params.get('code');
      if (!code) throw missingParameter('code');
      return tokenAnswer(world, world.tokens.exchange(code), ['country_user_info']);
    },
  },
  {
    path: '/auth/token/refresh',
    access: 'anyone',
    handle: ({ params, world }) => {
      const token = params.get('refresh_token');
      if (!token) throw missingParameter('refresh_token');
      // A refresh names the list differently from a first exchange.
      return tokenAnswer(world, world.tokens.refresh(token), ['country_user_info_list']);
    },
  },
];

/** Flat: the fields lie beside `code`, not below `data`. */
function tokenAnswer(world: World, pair: TokenPair, listNames: readonly string[]): JsonObject {
  const { account, sellers, refreshUntil } = pair.grant;
  const users = sellers.map((one) => ({
    country: one.site.country,
    user_id: one.sellerId,
    seller_id: one.sellerId,
    short_code: one.shortCode,
  }));
  return {
    access_token: pair.accessToken,
    country: account.crossBorder ? 'cb' : (sellers[0]?.site.country ?? ''),
    refresh_token: pair.refreshToken,
    account_platform: 'seller_center',
    refresh_expires_in: Math.ceil((refreshUntil - world.nowMs()) / 1000),
    expires_in: world.tokens.lifeSeconds.access,
    account: account.email,
    ...Object.fromEntries(listNames.map((name) => [name, users])),
  };
}
