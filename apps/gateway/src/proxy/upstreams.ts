import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SERVICE_CONFIG } from '@pinglu/platform';
import axios, { type AxiosInstance } from 'axios';
import type { GatewayConfig } from '../config.js';
import { pathsOf, upstreamNames, type UpstreamName } from './routes.js';

export interface Upstream {
  /** Also the audience of its tokens. */
  readonly name: UpstreamName;
  /** Without a trailing slash. */
  readonly url: string;
  /** The paths it serves through the gateway begin so. */
  readonly paths: readonly string[];
}

type UpstreamSettings = Pick<
  GatewayConfig,
  'INVENTORY_URL' | 'CATALOG_URL' | 'ORDERS_URL' | 'CUSTOMS_URL' | 'SETTLEMENT_URL' | 'UPSTREAM_TIMEOUT_MS'
>;

/** The services behind the gateway, and the one HTTP client that reaches them. */
@Injectable()
export class Upstreams implements OnApplicationShutdown {
  readonly all: readonly Upstream[];
  readonly http: AxiosInstance;
  private readonly agents = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })] as const;

  constructor(@Inject(SERVICE_CONFIG) config: UpstreamSettings) {
    const urls: Readonly<Record<UpstreamName, string>> = {
      inventory: config.INVENTORY_URL,
      'catalog-sync': config.CATALOG_URL,
      'order-ingestion': config.ORDERS_URL,
      'customs-declaration': config.CUSTOMS_URL,
      settlement: config.SETTLEMENT_URL,
    };
    this.all = upstreamNames.map((name) => ({ name, url: urls[name].replace(/\/+$/, ''), paths: pathsOf(name) }));
    this.http = axios.create({
      timeout: config.UPSTREAM_TIMEOUT_MS,
      httpAgent: this.agents[0],
      httpsAgent: this.agents[1],
      maxRedirects: 0,
      // Whatever a proxy variable of the machine says: these are our own addresses.
      proxy: false,
      validateStatus: () => true,
      transitional: { clarifyTimeoutError: true },
    });
  }

  get(name: UpstreamName): Upstream {
    return this.all.find((upstream) => upstream.name === name)!;
  }

  onApplicationShutdown(): void {
    for (const agent of this.agents) agent.destroy();
  }
}
