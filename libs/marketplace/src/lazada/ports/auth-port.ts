import type { AdapterOptions } from '../../adapters/adapter-options.js';
import type { HttpTransport } from '../../http/http-transport.js';
import type { AuthPort } from '../../port/marketplace.port.js';
import { readingWrite } from '../../wire/reading-write.js';
import * as auth from '../auth.js';
import type { LazadaClient } from '../client.js';
import { endpoints } from '../endpoints.js';

export function authPort(
  client: LazadaClient,
  { clock }: HttpTransport,
  { appKey, authBaseUrl = auth.publicAuthBaseUrl }: AdapterOptions['credentials'],
): AuthPort {
  return {
    authorizeUrl: (request) => auth.toAuthorizeUrl({ ...request, appKey, authBaseUrl }),
    exchangeCode: async (code) => {
      const { body } = await client.callAuth(endpoints.createToken, { code });
      return readingWrite(() => auth.fromTokenResponse(body, clock.now()));
    },
    refresh: async (refreshToken) => {
      const { body } = await client.callAuth(endpoints.refreshToken, { refresh_token: refreshToken });
      return readingWrite(() => auth.fromTokenResponse(body, clock.now()));
    },
  };
}
