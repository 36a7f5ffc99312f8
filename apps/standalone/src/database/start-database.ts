import { join } from 'node:path';
import { provisionDatabase, startPostgres, type ProvisionedDatabase } from '@pinglu/engines';
import type { StandaloneConfig } from '../config.js';
import type { Lifetime } from '../lifetime/lifetime.js';
import { LogFile } from '../logs/log-file.js';
import { stopWhenItEnds } from '../lifetime/stop-when-it-ends.js';

export interface Database {
  readonly version: string;
  readonly dataDirectory: string;
  readonly urls: ProvisionedDatabase;
}

/** The embedded PostgreSQL, with a schema and two roles for every service. */
export async function startDatabase(
  config: StandaloneConfig,
  lifetime: Lifetime,
  services: readonly string[],
): Promise<Database> {
  const dataDirectory = join(config.stateDirectory, 'postgres');
  const log = new LogFile(config.logDirectory, 'postgres');
  const server = await lifetime.start(() =>
    startPostgres({ dataDir: dataDirectory, port: config.ports.postgres.port, log: log.writeLine }),
  );
  stopWhenItEnds(server.exited, { name: 'PostgreSQL', log, lifetime });
  const urls = await lifetime.during(provisionDatabase({ adminUrl: server.url(), services }));
  return { version: server.version, dataDirectory, urls };
}
