import type { INestApplication, INestMicroservice } from '@nestjs/common';
import type { NestMicroservice } from '@nestjs/microservices';
import { allTopics } from '@pinglu/contracts';
import { AppError } from '@pinglu/kernel';
import { Transactions } from '../database/transactions.js';
import { EventBusServer } from '../event-bus/event-bus-server.js';
import { EventBus } from '../event-bus/event-bus.js';
import { RethrowFilter } from '../event-bus/rethrow.filter.js';
import { backoffMs, Bell } from '../event-bus/waiting.js';
import { Readiness } from '../health/readiness.js';
import { DeadLetterStore } from '../inbox/dead-letter-store.js';
import { DeadLetters } from '../inbox/dead-letters.js';
import { InboxProcessor } from '../inbox/inbox-processor.js';
import { Logger } from '../logging/logger.js';
import { Metrics } from '../metrics/metrics.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { OutboxRelay } from '../outbox/relay.js';
import { messagingMetrics } from './messaging-metrics.js';
import type { ServiceDefinition } from './service-definition.js';

class NotConsumingError extends AppError {
  readonly code = 'not-consuming';
  readonly category = 'unavailable';
  override readonly retryable = true;
}

/**
 * Joins a service to the bus: its handlers read, its outbox is relayed. Neither starts before every topic exists, and
 * until the bus answers, the service serves REST and its events wait in the outbox.
 */
export class Messaging {
  private readonly microservice: INestMicroservice;
  private readonly server: EventBusServer;
  private readonly relay: OutboxRelay;
  private readonly bus: EventBus;
  private readonly logger: Logger;
  private readonly interrupt = new Bell();
  private stopping = false;
  private started: Promise<void> = Promise.resolve();
  private state: 'waiting for the bus' | 'running' = 'waiting for the bus';

  constructor(app: INestApplication, { name, config }: ServiceDefinition) {
    this.bus = app.get(EventBus);
    this.logger = app.get(Logger);
    const metrics = messagingMetrics(app.get(Metrics));
    this.server = new EventBusServer({
      bus: this.bus,
      group: name,
      logger: this.logger,
      process: new InboxProcessor({
        consumer: name,
        transactions: app.get(Transactions),
        deadLetters: app.get(DeadLetterStore),
        logger: this.logger,
        onCounted: metrics.countInbox,
      }),
    });
    this.microservice = connect(app, this.server);
    app.get(DeadLetters).useHandlers((topic, events) => this.server.redeliver(topic, events));
    this.relay = new OutboxRelay({
      databaseUrl: config.DATABASE_URL,
      applicationName: `pinglu-${name}`,
      bus: this.bus,
      bell: app.get(RelayBell),
      logger: this.logger,
      onPublished: metrics.countPublished,
    });
    metrics.watch({ service: name, bus: this.bus, server: this.server, transactions: app.get(Transactions) });
    const readiness = app.get(Readiness);
    readiness.register('bus', () => this.bus.ping());
    readiness.register('consumer', async () => this.assertConsuming());
  }

  /** Returns at once; goes on trying until the bus is there. */
  start(): void {
    this.started = this.startWhenTheBusAnswers();
  }

  /** Ends the batches at hand, then the relay; the bus itself stays open for whoever closes it. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.interrupt.ring();
    await this.started;
    await this.server.close();
    await this.relay.stop();
  }

  private async startWhenTheBusAnswers(): Promise<void> {
    for (let attempt = 0; !this.stopping; attempt += 1) {
      try {
        await this.bus.ensureTopics(allTopics);
        await this.microservice.listen();
        this.relay.start();
        this.state = 'running';
        return;
      } catch (error) {
        const retryInMs = backoffMs(attempt);
        this.logger.warn('The event bus is not there yet; events wait in the outbox.', { error, retryInMs });
        await this.interrupt.wait(retryInMs);
      }
    }
  }

  private assertConsuming(): void {
    if (this.state !== 'running') throw new NotConsumingError('The service still waits for the event bus.');
    if (this.server.subscriptions.some(({ joined }) => !joined)) {
      throw new NotConsumingError('The service does not take part in its consumer group at the moment.');
    }
  }
}

/**
 * Nest takes filters only before the handlers are registered, and registers them while connecting unless told to wait.
 * The init hooks are left to the application, which calls them once for all.
 */
function connect(app: INestApplication, strategy: EventBusServer): INestMicroservice {
  const options = { inheritAppConfig: false, deferInitialization: true };
  const microservice = app.connectMicroservice({ strategy }, options) as NestMicroservice;
  microservice.useGlobalFilters(new RethrowFilter());
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return microservice;
}
