import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { createCallLimits, createLazadaAdapter, createShopeeAdapter, type HttpOptions } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';
import type { MarketplaceApp } from './marketplace-app.js';
import { MarketplaceNotConfiguredError } from './shop.errors.js';
import type { Country, Marketplace } from './shop.js';

type Settings = Pick<
  GatewayConfig,
  | 'LAZADA_APP_KEY'
  | 'LAZADA_APP_SECRET'
  | 'LAZADA_AUTH_URL'
  | `LAZADA_API_URL_${Country}`
  | 'SHOPEE_PARTNER_ID'
  | 'SHOPEE_PARTNER_KEY'
  | 'SHOPEE_API_URL'
  | 'SHOPEE_CONSENT_URL'
  | 'PUBLIC_URL'
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
    const app = this.made.get(name) ?? (marketplace === 'lazada' ? this.lazada(country) : this.shopee());
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

  /** One address for all countries; the country follows from the shop. */
  private shopee(): MarketplaceApp {
    const { SHOPEE_PARTNER_ID: appKey, SHOPEE_PARTNER_KEY: appSecret, SHOPEE_API_URL: apiBaseUrl } = this.config;
    if (appKey === undefined || appSecret === undefined) throw new MarketplaceNotConfiguredError('shopee');
    const { SHOPEE_CONSENT_URL: authBaseUrl } = this.config;
    const credentials = { appKey, appSecret, apiBaseUrl, authBaseUrl, pushUrl: pushUrl('shopee', this.config) };
    return {
      marketplace: 'shopee',
      adapter: createShopeeAdapter({ http: this.http, credentials }),
      apiBaseUrl,
      appKey,
      appSecret,
    };
  }
}

/** Where a marketplace pushes to, as it is registered there. Shopee signs it together with the message. */
export const pushUrl = (marketplace: Marketplace, { PUBLIC_URL }: Pick<GatewayConfig, 'PUBLIC_URL'>): string =>
  `${PUBLIC_URL.replace(/\/+$/, '')}/push/${marketplace}`;
