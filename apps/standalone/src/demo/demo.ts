import type { StandaloneConfig } from '../config.js';
import type { Stack } from '../start-stack.js';
import { DemoFile } from './demo-file.js';
import { RestGateway } from './rest-gateway.js';
import { seedMerchants } from './seed-merchants.js';

export interface Demo {
  readonly operatorKey: string;
  readonly seed: Stack['seed'];
}

/** Two merchants with keys by role, so that the first request can be made at once. */
export function demoOf({ stateDirectory, ports }: StandaloneConfig): Demo {
  const address = `http://127.0.0.1:${ports.gateway.port}`;
  const file = new DemoFile(stateDirectory, { api: `${address}/api/v1`, openapi: `${address}/api/openapi.json` });
  const { operatorKey, addresses, merchants } = file.open();
  const gateway = new RestGateway(ports.gateway.port, operatorKey);
  return {
    operatorKey,
    seed: {
      title: 'Demo merchants',
      run: () => seedMerchants(gateway, merchants, (made) => file.write({ operatorKey, addresses, merchants: made })),
      addresses: [
        ['API', `${address}/api/v1 (described at ${address}/api/openapi.json)`],
        ['API keys', file.path],
      ],
    },
  };
}
