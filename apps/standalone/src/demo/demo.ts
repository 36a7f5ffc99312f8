import type { StandaloneConfig } from '../config.js';
import type { Stack } from '../start-stack.js';
import { join } from 'node:path';
import { DemoFile } from './demo-file.js';
import { fillCatalog } from './fill-catalog.js';
import { openShop, type DemoShop } from './open-shop.js';
import { RestClient } from './rest-client.js';
import { RestGateway } from './rest-gateway.js';
import { seedMerchants } from './seed-merchants.js';

const DEMO_SHOPS: readonly DemoShop[] = [
  { marketplace: 'lazada', country: 'TH' },
  { marketplace: 'shopee', country: 'SG' },
];

export interface Demo {
  readonly operatorKey: string;
  readonly seed: Stack['seed'];
}

/**
 * Two merchants with keys by role, so that the first request can be made at once; the first of them with a shop on each
 * simulated marketplace and a catalog that is listed there.
 */
export function demoOf({ root, stateDirectory, ports }: StandaloneConfig): Demo {
  const address = `http://127.0.0.1:${ports.gateway.port}`;
  const file = new DemoFile(stateDirectory, { api: `${address}/api/v1`, openapi: `${address}/api/openapi.json` });
  const { operatorKey, addresses, merchants } = file.open();
  const gateway = new RestGateway(ports.gateway.port, operatorKey);
  const catalogFile = join(root, 'apps', 'catalog-sync', 'demo', 'catalog.csv');
  const run = async (): Promise<void> => {
    let made = merchants;
    await seedMerchants(gateway, merchants, (now) => {
      made = now;
      file.write({ operatorKey, addresses, merchants: now });
    });
    const merchant = new RestClient(ports.gateway.port, made[0]!.keys.merchant!);
    const shopIds = [];
    for (const shop of DEMO_SHOPS) shopIds.push(await openShop(merchant, shop));
    await fillCatalog(merchant, shopIds, {
      path: catalogFile,
      pictures: `http://127.0.0.1:${ports.shopeeSimulator.port}`,
    });
  };
  return {
    operatorKey,
    seed: {
      title: 'Demo merchants, shops on Lazada and Shopee, a catalog',
      run,
      addresses: [
        ['API', `${address}/api/v1 (described at ${address}/api/openapi.json)`],
        ['console', address],
        ['API keys', file.path],
      ],
    },
  };
}
