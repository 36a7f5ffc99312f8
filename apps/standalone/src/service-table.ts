import { join } from 'node:path';
import type { StandaloneConfig } from './config.js';
import type { InternalTokenKeys } from './keys/internal-token-keys.js';
import type { ServiceDefinition } from './services/service-definition.js';

export interface Secrets {
  readonly keys: InternalTokenKeys;
  readonly operatorKey: string;
}

/** The services of `npm start`. A new one is a new entry here, and two ports in config.ts. */
export function serviceTable({ root, ports }: StandaloneConfig, secrets: Secrets): readonly ServiceDefinition[] {
  const entry = (name: string): string => join(root, 'apps', name, 'dist', 'main.js');
  return [
    {
      name: 'gateway',
      entry: entry('gateway'),
      port: ports.gateway,
      managementPort: ports.gatewayManagement,
      environment: {
        INTERNAL_TOKEN_PRIVATE_KEY: secrets.keys.privateKey,
        BOOTSTRAP_OPERATOR_KEY: secrets.operatorKey,
        INVENTORY_URL: `http://127.0.0.1:${ports.inventory.port}`,
      },
    },
    {
      name: 'inventory',
      entry: entry('inventory'),
      port: ports.inventory,
      managementPort: ports.inventoryManagement,
    },
  ];
}
