import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { SERVICE_CONFIG } from '@pinglu/platform';
import axios, { type AxiosInstance } from 'axios';
import type { GatewayConfig } from '../config.js';

export interface Upstream {
  /** The service's name, which is also the audience of its tokens. */
  readonly name: string;
  /** Without a trailing slash. */
  readonly url: string;
  /** The paths it serves through the gateway begin so. */
  readonly paths: readonly string[];
}

/** The services behind the gateway, and the one HTTP client that reaches them. */
@Injectable()
export class Upstreams implements OnApplicationShutdown {
  readonly inventory: Upstream;
  readonly http: AxiosInstance;
  private readonly agents = [new HttpAgent({ keepAlive: true }), new HttpsAgent({ keepAlive: true })] as const;

  constructor(@Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'INVENTORY_URL' | 'UPSTREAM_TIMEOUT_MS'>) {
    this.inventory = {
      name: 'inventory',
      url: config.INVENTORY_URL.replace(/\/+$/, ''),
      paths: ['/api/v1/warehouses', '/api/v1/operations/inventory'],
    };
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

  get all(): readonly Upstream[] {
    return [this.inventory];
  }

  onApplicationShutdown(): void {
    for (const agent of this.agents) agent.destroy();
  }
}
