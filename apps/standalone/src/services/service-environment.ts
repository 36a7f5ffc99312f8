import type { ProvisionedDatabase } from '@pinglu/engines';
import type { StandaloneConfig } from '../config.js';
import type { EventBus } from '../event-bus/start-event-bus.js';
import type { InternalTokenKeys } from '../keys/internal-token-keys.js';
import type { ServiceDefinition } from './service-definition.js';

export interface Surroundings {
  readonly config: StandaloneConfig;
  readonly urls: ProvisionedDatabase;
  readonly bus: EventBus;
  readonly keys: InternalTokenKeys;
}

/** Everything a service process gets to know. The private key is not among it: that is the gateway's own setting. */
export function serviceEnvironment(
  { config, urls, bus, keys }: Surroundings,
  { name, port, managementPort, environment }: ServiceDefinition,
): Record<string, string> {
  if (managementPort === undefined) {
    return { NODE_ENV: 'production', ...config.inherited, HOST: '127.0.0.1', PORT: String(port.port), ...environment };
  }
  const database = urls.services[name];
  if (database === undefined) throw new Error(`No database was made for the service ${name}.`);
  return {
    NODE_ENV: 'production',
    ...config.inherited,
    HOST: '127.0.0.1',
    PORT: String(port.port),
    MANAGEMENT_PORT: String(managementPort.port),
    DATABASE_URL: database.databaseUrl,
    MIGRATION_DATABASE_URL: database.migrationUrl,
    INTERNAL_TOKEN_PUBLIC_KEY: keys.publicKey,
    INTERNAL_SERVICE_SECRET: keys.serviceSecret,
    GATEWAY_URL: `http://127.0.0.1:${config.ports.gateway.port}`,
    SHUTDOWN_GRACE_MS: String(config.shutdownGraceMs),
    ...bus.environment,
    ...environment,
  };
}
