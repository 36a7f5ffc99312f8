import { NestFactory } from '@nestjs/core';
import { Module, type Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppError, Clock, SystemClock } from '@pinglu/kernel';
import type { DataSource } from 'typeorm';
import { RateLimiter } from '../auth/rate-limit/rate-limiter.js';
import { createDataSource } from '../database/data-source.js';
import { assertMigrated, migrate } from '../database/migrate.js';
import { currentTransaction, Transactions } from '../database/transactions.js';
import { createEventBus, type EventBusConfig } from '../event-bus/create-event-bus.js';
import { ManagementServer } from '../health/management-server.js';
import { Readiness } from '../health/readiness.js';
import { createHttpDoor } from '../http/door/create-http-door.js';
import type { HttpDoor } from '../http/door/http-door.js';
import { forgetOldIdempotencyKeys } from '../http/idempotency/forget-old-keys.js';
import { JsonLogger, type Logger } from '../logging/logger.js';
import { NestLogger } from '../logging/nest-logger.js';
import { callBudgetMeter } from '../metrics/call-budget.js';
import { Metrics } from '../metrics/metrics.js';
import { startTracing } from '../tracing/start-tracing.js';
import { waitForDatabase } from '../database/wait-for-database.js';
import { Housekeeping } from './housekeeping.js';
import { Messaging } from './messaging.js';
import { PlatformModule, type ServiceParts } from './platform.module.js';
import type { ServiceDefinition } from './service-definition.js';

export interface RunningService {
  /** Of the public port. */
  readonly port: number;
  readonly managementPort: number;
  readonly app: NestExpressApplication;
  readonly logger: Logger;
  /** Finishes what is in hand for at most SHUTDOWN_GRACE_MS, then closes everything. */
  stop(): Promise<void>;
}

/** For specs: replaces what is otherwise made here. */
export interface StartOverrides {
  readonly logger?: Logger;
  readonly clock?: Clock;
}

class StillStartingError extends AppError {
  readonly code = 'still-starting';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor() {
    super('The service is still starting.');
  }
}

const INBOX_KEPT_DAYS = 35;
const HOUR_MS = 3_600_000;

/** Starts a service in this process: migrates, connects, listens. Rejects with the reason when it cannot start. */
export async function startService(
  definition: ServiceDefinition,
  overrides: StartOverrides = {},
): Promise<RunningService> {
  const { name, config } = definition;
  const logger = overrides.logger ?? new JsonLogger({ service: name, level: config.LOG_LEVEL });
  const closers: (() => Promise<unknown>)[] = [];
  const closeAll = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const tracing = await startTracing({ serviceName: name, endpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT });
    closers.push(() => tracing.stop());
    const metrics = new Metrics(name);
    const readiness = new Readiness(2_000, (check, error) => logger.debug('A health check failed.', { check, error }));
    readiness.register('start', () => Promise.reject(new StillStartingError()));
    const management = await ManagementServer.start({
      host: config.HOST,
      port: config.MANAGEMENT_PORT,
      readiness,
      metrics,
    });
    closers.push(() => management.stop());

    const dataSource = await connectDatabase(definition, logger);
    closers.push(() => dataSource.destroy());
    readiness.register('database', async () => {
      await dataSource.query('select 1');
    });
    const bus = createEventBus(busOf(definition), logger);
    closers.push(() => bus.close());

    const clock = overrides.clock ?? new SystemClock();
    const app = await createApp(definition, { logger, metrics, readiness, dataSource, bus, clock });
    closers.push(() => app.close());
    const door = openDoor(app, definition, { logger, metrics, clock });
    const messaging = new Messaging(app, definition);
    const housekeeping = new Housekeeping(logger);
    await housekeeping.start(choresOf(definition, app.get(Transactions)));
    closers.push(() => housekeeping.stop());
    await app.init();
    messaging.start();
    closers.push(() => messaging.stop());
    const port = await door.listen(config.PORT, config.HOST);
    closers.push(async () => {
      readiness.startDraining();
      await door.close(config.SHUTDOWN_GRACE_MS);
    });
    readiness.register('start', async () => undefined);
    logger.info('The service is up.', { port, managementPort: management.port, bus: bus.kind });
    return { port, managementPort: management.port, app, logger, stop: closeAll };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

async function connectDatabase({ name, config, database }: ServiceDefinition, logger: Logger): Promise<DataSource> {
  await waitForDatabase(config.DATABASE_URL, logger);
  if (config.MIGRATION_DATABASE_URL !== undefined) {
    const migrations = await migrate(database, config.MIGRATION_DATABASE_URL);
    if (migrations.length > 0) logger.info('The database was migrated.', { migrations });
  }
  const dataSource = createDataSource(database, { url: config.DATABASE_URL, applicationName: `pinglu-${name}` });
  await dataSource.initialize();
  try {
    await assertMigrated(database, dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

function busOf({ name, config }: ServiceDefinition): EventBusConfig {
  const clientId = `pinglu-${name}`;
  return config.kafkaBrokers.length > 0
    ? { kind: 'kafka', brokers: config.kafkaBrokers, clientId }
    : { kind: 'postgres-log', url: config.BUS_DATABASE_URL!, clientId };
}

async function createApp(definition: ServiceDefinition, parts: ServiceParts): Promise<NestExpressApplication> {
  return NestFactory.create<NestExpressApplication>(rootModule(definition, parts), {
    bodyParser: false,
    logger: new NestLogger(parts.logger),
    abortOnError: false,
  });
}

function rootModule(definition: ServiceDefinition, parts: ServiceParts): Type {
  @Module({ imports: [PlatformModule.forService(definition, parts), definition.module] })
  class ServiceModule {}
  return ServiceModule;
}

function openDoor(
  app: NestExpressApplication,
  definition: ServiceDefinition,
  { logger, metrics, clock }: { logger: Logger; metrics: Metrics; clock: Clock },
): HttpDoor {
  const { title, version, description, problems, bodyLimitBytes, callLimit, failureLimit } = definition;
  const meter = callBudgetMeter(metrics);
  return createHttpDoor(app, {
    logger,
    metrics,
    problems,
    openApi: { title, version, description },
    ...(bodyLimitBytes !== undefined && { bodyLimitBytes }),
    ...(callLimit && { calls: new RateLimiter({ name: 'calls', limit: callLimit, clock, meter }) }),
    ...(failureLimit && { failures: new RateLimiter({ name: 'failures', limit: failureLimit, clock, meter }) }),
  });
}

function choresOf({ database }: ServiceDefinition, transactions: Transactions) {
  const chores = [
    {
      name: 'inbox partitions',
      everyMs: HOUR_MS,
      run: () => transactions.run({}, () => currentTransaction().query('select maintain_inbox($1)', [INBOX_KEPT_DAYS])),
    },
  ];
  if (database.migrations.some(({ name }) => name.startsWith('CreateIdempotencyKey'))) {
    chores.push({
      name: 'idempotency keys',
      everyMs: HOUR_MS,
      run: async () => [{ forgotten: await forgetOldIdempotencyKeys(transactions) }],
    });
  }
  return chores;
}
