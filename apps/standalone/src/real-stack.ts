import type { StandaloneConfig } from './config.js';
import { demoOf } from './demo/demo.js';
import { internalTokenKeys } from './keys/internal-token-keys.js';
import { serviceTable } from './service-table.js';
import type { Stack } from './start-stack.js';

/** The services of Pinglu and its demo merchants. */
export function realStack(config: StandaloneConfig): Stack {
  const keys = internalTokenKeys(config.stateDirectory);
  const demo = demoOf(config);
  return { keys, services: serviceTable(config, { keys, operatorKey: demo.operatorKey }), seed: demo.seed };
}
