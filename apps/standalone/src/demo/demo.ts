import type { StandaloneConfig } from '../config.js';
import type { Stack } from '../start-stack.js';
import { DemoFile } from './demo-file.js';

export interface Demo {
  readonly operatorKey: string;
  readonly seed: Stack['seed'];
}

/** Two merchants with keys by role, so that the first request can be made at once. */
export function demoOf(config: StandaloneConfig): Demo {
  const file = new DemoFile(config.stateDirectory);
  return {
    operatorKey: file.operatorKey(),
    seed: { title: 'Demo merchants', run: async () => undefined, addresses: [['demo keys', file.path]] },
  };
}
