import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '@pinglu/kernel';
import pg from 'pg';
import type { BusLogger } from '../event-bus/bus-logger.js';

export class DatabaseUnavailableError extends AppError {
  readonly code = 'database-unavailable';
  readonly category = 'unavailable';
  override readonly retryable = true;
}

const LOOK_AGAIN_MS = 500;

/**
 * Returns when the database takes connections. A service is often started together with its database, and to restart
 * until it is there would only fill the log. Throws DatabaseUnavailableError after `patienceMs`.
 */
export async function waitForDatabase(url: string, logger: BusLogger, patienceMs = 30_000): Promise<void> {
  const giveUpAt = Date.now() + patienceMs;
  for (let told = false; ; told = true) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (Date.now() > giveUpAt) {
        throw new DatabaseUnavailableError(
          'PostgreSQL could not be reached with DATABASE_URL. Check that it runs and that the role may connect.',
          { cause: error },
        );
      }
      if (!told) logger.warn('PostgreSQL does not answer yet; trying again.', { error });
      await delay(LOOK_AGAIN_MS);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
