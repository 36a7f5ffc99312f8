import { join } from 'node:path';
import type { Ports, StandaloneConfig } from './config.js';
import type { InternalTokenKeys } from './keys/internal-token-keys.js';
import type { ServiceDefinition } from './services/service-definition.js';
import { nextSeed } from './stand-ins/next-seed.js';

export interface Secrets {
  readonly keys: InternalTokenKeys;
  readonly operatorKey: string;
}

/** The app under which the simulated Lazada knows us. Not a secret of anybody: no such app exists outside. */
const DEMO_APP = { LAZADA_APP_KEY: '900001', LAZADA_APP_SECRET: 'sandboxSecretDoNotUse0123456789ab' } as const;

/** The same at the simulated Shopee. */
const DEMO_PARTNER = {
  SHOPEE_PARTNER_ID: '1007001',
  SHOPEE_PARTNER_KEY: 'shpk53616e64626f784b6579446f4e6f7455736530313233343536373839303132',
} as const;

/** How often things happen that a marketplace does once a day or a quarter of an hour: a demo is watched, not waited for. */
const DEMO_PACE = { PULL_EVERY_MS: '10000', FINANCE_EVERY_MS: '2000', CUSTOMS_STEP_MS: '300' } as const;

/** The programs of `npm start`. A new one is a new entry here, and its ports in config.ts. */
export function serviceTable(config: StandaloneConfig, secrets: Secrets): readonly ServiceDefinition[] {
  return [...services(config, secrets), ...standIns(config)];
}

const addressOf = (ports: Ports, name: keyof Ports): string => `http://127.0.0.1:${ports[name].port}`;

function services({ root, ports }: StandaloneConfig, { keys, operatorKey }: Secrets): ServiceDefinition[] {
  const entry = (name: string): string => join(root, 'apps', name, 'dist', 'main.js');
  const lazada = addressOf(ports, 'lazadaSimulator');
  const shopee = addressOf(ports, 'shopeeSimulator');
  return [
    {
      name: 'gateway',
      entry: entry('gateway'),
      port: ports.gateway,
      managementPort: ports.gatewayManagement,
      environment: {
        INTERNAL_TOKEN_PRIVATE_KEY: keys.privateKey,
        BOOTSTRAP_OPERATOR_KEY: operatorKey,
        CREDENTIALS_KEY: keys.credentialsKey,
        PUBLIC_URL: addressOf(ports, 'gateway'),
        INVENTORY_URL: addressOf(ports, 'inventory'),
        CATALOG_URL: addressOf(ports, 'catalog'),
        ORDERS_URL: addressOf(ports, 'orders'),
        CUSTOMS_URL: addressOf(ports, 'customs'),
        SETTLEMENT_URL: addressOf(ports, 'settlement'),
        ...DEMO_APP,
        LAZADA_AUTH_URL: `${lazada}/rest`,
        LAZADA_API_URL_TH: `${lazada}/rest`,
        ...DEMO_PARTNER,
        SHOPEE_API_URL: shopee,
        SHOPEE_CONSENT_URL: shopee,
        SHOPEE_LOST_PUSHES_EVERY_MS: '5000',
        DEMO_SIMULATOR_URL: lazada,
      },
    },
    {
      name: 'inventory',
      entry: entry('inventory'),
      port: ports.inventory,
      managementPort: ports.inventoryManagement,
    },
    {
      name: 'catalog-sync',
      entry: entry('catalog-sync'),
      port: ports.catalog,
      managementPort: ports.catalogManagement,
      // Where the demo's pictures are, which is on this machine.
      environment: { PICTURE_SOURCES: shopee },
    },
    {
      name: 'order-ingestion',
      entry: entry('order-ingestion'),
      port: ports.orders,
      managementPort: ports.ordersManagement,
      environment: { PULL_EVERY_MS: DEMO_PACE.PULL_EVERY_MS },
    },
    {
      name: 'customs-declaration',
      entry: entry('customs-declaration'),
      port: ports.customs,
      managementPort: ports.customsManagement,
      environment: {
        CUSTOMS_EXCHANGE_URL: addressOf(ports, 'customsSimulator'),
        CUSTOMS_SIGNER: 'demo',
        CUSTOMS_DEFAULT_DECLARANT: 'demo',
      },
    },
    {
      name: 'settlement',
      entry: entry('settlement'),
      port: ports.settlement,
      managementPort: ports.settlementManagement,
      // A shop that was opened a moment ago has no older account to read.
      environment: {
        FINANCE_EVERY_MS: DEMO_PACE.FINANCE_EVERY_MS,
        FINANCE_FIRST_DAYS: '3',
        FINANCE_OVERLAP_DAYS: '2',
      },
    },
  ];
}

/** Stand-ins for the outside world. No service knows that they are: it is told an address, as it would be of the real one. */
function standIns({ root, ports, stateDirectory }: StandaloneConfig): ServiceDefinition[] {
  const entry = (name: string): string => join(root, 'apps', 'simulators', 'dist', name, 'main.js');
  const seed = String(nextSeed(stateDirectory));
  return [
    {
      name: 'lazada-simulator',
      entry: entry('lazada'),
      port: ports.lazadaSimulator,
      environment: {
        ...DEMO_APP,
        PUSH_URL: `${addressOf(ports, 'gateway')}/push/lazada`,
        SEED: seed,
      },
    },
    {
      name: 'shopee-simulator',
      entry: entry('shopee'),
      port: ports.shopeeSimulator,
      environment: {
        ...DEMO_PARTNER,
        PUSH_URL: `${addressOf(ports, 'gateway')}/push/shopee`,
        SEED: seed,
      },
    },
    {
      name: 'customs-simulator',
      entry: entry('customs-gateway'),
      port: ports.customsSimulator,
      environment: { CUSTOMS_STEP_MS: DEMO_PACE.CUSTOMS_STEP_MS },
    },
  ];
}
