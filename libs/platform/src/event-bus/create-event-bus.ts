import type { BusLogger } from './bus-logger.js';
import type { EventBus } from './event-bus.js';
import { KafkaEventBus } from './kafka/kafka-event-bus.js';
import { PostgresLogEventBus } from './postgres-log/postgres-log-event-bus.js';

export type EventBusConfig =
  | { readonly kind: 'kafka'; readonly brokers: readonly string[]; readonly clientId: string }
  | { readonly kind: 'postgres-log'; readonly url: string; readonly clientId: string };

/** Connects when it is first used, so that a service can start while the bus is still away. */
export function createEventBus(config: EventBusConfig, logger: BusLogger): EventBus {
  switch (config.kind) {
    case 'kafka':
      return new KafkaEventBus(config, logger);
    case 'postgres-log':
      return new PostgresLogEventBus(config, logger);
  }
}
