import type { StandaloneConfig } from './config.js';
import type { Database } from './database/start-database.js';
import type { EventBus } from './event-bus/start-event-bus.js';
import type { Stack } from './start-stack.js';

export interface Started {
  readonly stack: Stack;
  readonly database: Database;
  readonly bus: EventBus;
  readonly config: StandaloneConfig;
}

/** What the person at the terminal needs next, aligned. */
export function summaryLines({ stack, database, bus, config }: Started): string[] {
  const rows: (readonly [string, string])[] = [
    ...stack.seed.addresses,
    ...stack.services.map(({ name, port }) => [name, `http://127.0.0.1:${port.port}`] as const),
    ...stack.services.flatMap(({ name, managementPort }) => {
      if (managementPort === undefined) return [];
      const address = `http://127.0.0.1:${managementPort.port}`;
      return [[`${name} health`, `${address}/health/ready   metrics ${address}/metrics`] as const];
    }),
    ['PostgreSQL', `postgresql://postgres@127.0.0.1:${config.ports.postgres.port}/pinglu (${database.version})`],
    ['event bus', bus.address],
    ['data', config.stateDirectory],
    ['logs', config.logDirectory],
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  return [
    '',
    'Pinglu runs.',
    '',
    ...rows.map(([what, where]) => `  ${what.padEnd(width)}  ${where}`),
    '',
    'Ctrl-C stops everything; npm run reset removes the data.',
  ];
}
