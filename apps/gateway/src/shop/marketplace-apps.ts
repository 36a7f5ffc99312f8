import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { createCallLimits, createLazadaAdapter, type HttpOptions } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';
import type { MarketplaceApp } from './marketplace-app.js';
import { MarketplaceNotConfiguredError } from './shop.errors.js';
import type { Country, Marketplace } from './shop.js';

type Settings = Pick<
  GatewayConfig,
  'LAZADA_APP_KEY' | 'LAZADA_APP_SECRET' | 'LAZADA_AUTH_URL' | `LAZADA_API_URL_${Country}`
>;

/** One attempt, and no long one: whoever waits tries again by itself, and a shop's tokens are locked meanwhile. */
const patience = { timeoutMs: 8_000, attempts: 1, longestWaitMs: 2_000 };

/** The apps that this installation has on the marketplaces, as its environment names them. */
@Injectable()
export class MarketplaceApps {
  private readonly made = new Map<string, MarketplaceApp>();
  private readonly http: HttpOptions;

  constructor(
    @Inject(SERVICE_CONFIG) private readonly config: Settings,
    clock: Clock,
    metrics: Metrics,
  ) {
    const http = { ...patience, clock, onCall: marketplaceCallMeter(metrics) };
    // One for all countries: an app that has made too many calls is refused in each.
    this.http = { ...http, limits: createCallLimits(http) };
  }

  /** Throws MarketplaceNotConfiguredError. */
  get(marketplace: Marketplace, country: Country): MarketplaceApp {
    const name = `${marketplace}/${country}`;
    const app = this.made.get(name) ?? this.lazada(country);
    this.made.set(name, app);
    return app;
  }

  private lazada(country: Country): MarketplaceApp {
    const { LAZADA_APP_KEY: appKey, LAZADA_APP_SECRET: appSecret, LAZADA_AUTH_URL: authBaseUrl } = this.config;
    if (appKey === undefined || appSecret === undefined) throw new MarketplaceNotConfiguredError('lazada');
    const apiBaseUrl = this.config[`LAZADA_API_URL_${country}`];
    const credentials = { appKey, appSecret, apiBaseUrl, authBaseUrl };
    return {
      marketplace: 'lazada',
      adapter: createLazadaAdapter({ http: this.http, credentials }),
      apiBaseUrl,
      appKey,
      appSecret,
    };
  }
}
