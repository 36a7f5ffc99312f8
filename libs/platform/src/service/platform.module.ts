import { Global, Module, type DynamicModule, type Provider } from '@nestjs/common';
import { Clock, SystemClock } from '@pinglu/kernel';
import { DataSource } from 'typeorm';
import { Transactions } from '../database/transactions.js';
import { EventBus } from '../event-bus/event-bus.js';
import { Readiness } from '../health/readiness.js';
import { DeadLetterStore } from '../inbox/dead-letter-store.js';
import { DeadLetters } from '../inbox/dead-letters.js';
import { operationsController } from '../inbox/operations.controller.js';
import { Logger } from '../logging/logger.js';
import { Metrics } from '../metrics/metrics.js';
import { EventFactory } from '../outbox/event-factory.js';
import { Outbox } from '../outbox/outbox.js';
import { OutboxDeadLetters } from '../outbox/outbox-dead-letters.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { SERVICE_CONFIG, type ServiceDefinition } from './service-definition.js';

/** What stands before Nest does, because it must outlive it or is needed to report why it does not start. */
export interface ServiceParts {
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  readonly dataSource: DataSource;
  readonly bus: EventBus;
  readonly clock?: Clock;
}

/** Gives every module of a service what the platform has. */
@Global()
@Module({})
export class PlatformModule {
  static forService({ name, config }: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const providers: Provider[] = [
      { provide: SERVICE_CONFIG, useValue: config },
      { provide: Clock, useValue: parts.clock ?? new SystemClock() },
      { provide: Logger, useValue: parts.logger },
      { provide: Metrics, useValue: parts.metrics },
      { provide: Readiness, useValue: parts.readiness },
      { provide: DataSource, useValue: parts.dataSource },
      { provide: EventBus, useValue: parts.bus },
      Transactions,
      RelayBell,
      Outbox,
      OutboxDeadLetters,
      { provide: EventFactory, useFactory: (clock: Clock) => new EventFactory(name, clock), inject: [Clock] },
      {
        provide: DeadLetterStore,
        useFactory: (outbox: Outbox, clock: Clock) => new DeadLetterStore(name, outbox, clock),
        inject: [Outbox, Clock],
      },
      {
        provide: DeadLetters,
        useFactory: (transactions: Transactions, store: DeadLetterStore) => new DeadLetters(name, transactions, store),
        inject: [Transactions, DeadLetterStore],
      },
    ];
    return { module: PlatformModule, controllers: [operationsController(name)], providers, exports: providers };
  }
}
