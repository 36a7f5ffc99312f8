import { createCallLimits, type HttpOptions } from '../http/http-options.js';
import { createLazadaAdapter } from '../lazada/adapter.js';
import { createShopeeAdapter } from '../shopee/adapter.js';
import { NotSupportedError } from '../port/errors.js';
import type { MarketplaceAdapter } from '../port/marketplace.port.js';
import type { AdapterOptions, AppCredentials } from './adapter-options.js';

const factories: Readonly<Record<string, (options: AdapterOptions) => MarketplaceAdapter>> = {
  lazada: createLazadaAdapter,
  shopee: createShopeeAdapter,
};

/**
 * One adapter per marketplace, app and address, made when first asked for. Call budget and circuit breakers are shared by
 * all of them, and only work when all of a process's calls go through the same `MarketplaceAdapters`. What the gateway
 * answers for a shop's token fits as it is.
 */
export class MarketplaceAdapters {
  private readonly made = new Map<string, MarketplaceAdapter>();

  private readonly http: HttpOptions;

  constructor(http: HttpOptions = {}) {
    // One for all: an app that has made too many calls is refused in every country.
    this.http = { ...http, limits: http.limits ?? createCallLimits(http) };
  }

  /** @throws NotSupportedError when there is no adapter for the marketplace */
  for({ marketplace, ...credentials }: AppCredentials & { readonly marketplace: string }): MarketplaceAdapter {
    const { appKey, appSecret, apiBaseUrl, authBaseUrl } = credentials;
    const key = [marketplace, appKey, appSecret, apiBaseUrl, authBaseUrl].join('\n');
    const known = this.made.get(key);
    if (known) return known;
    const create = Object.hasOwn(factories, marketplace) ? factories[marketplace] : undefined;
    if (!create) {
      throw new NotSupportedError(
        {
          cause: 'There is no adapter for this marketplace.',
          advice: `Use one of: ${Object.keys(factories).join(', ')}.`,
        },
        { marketplace, operation: 'adapter' },
      );
    }
    const adapter = create({ http: this.http, credentials: { appKey, appSecret, apiBaseUrl, authBaseUrl } });
    this.made.set(key, adapter);
    return adapter;
  }
}
