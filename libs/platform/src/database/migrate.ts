import { AppError } from '@pinglu/kernel';
import type { DataSource } from 'typeorm';
import { createDataSource, type ServiceDatabase } from './data-source.js';

/** The database lacks migrations that this version of the service was written for. */
export class DatabaseBehindError extends AppError {
  readonly code = 'database-behind';
  readonly category = 'unavailable';
  override readonly retryable = true;

  constructor(missing: readonly string[]) {
    super(
      `The database lacks ${missing.length} migration(s), the first is ${missing[0]}. ` +
        'Start one process of this service with MIGRATION_DATABASE_URL set, or run its migrations by hand.',
      { meta: { missing } },
    );
  }
}

// Any number that no other lock uses; the lock is per database, so two services may share it.
const MIGRATION_LOCK = 7_146_001;

/**
 * Runs what has not run yet, as the owner of the schema. Forward only. Two processes at once are safe: the second waits
 * for the first, then finds nothing to do. Answers the names of the migrations that ran.
 */
export async function migrate(database: ServiceDatabase, ownerUrl: string): Promise<string[]> {
  // Two connections: TypeORM runs the migrations on one while this function holds the lock on the other.
  const dataSource = createDataSource(database, { url: ownerUrl, applicationName: 'pinglu-migrate', poolSize: 2 });
  await dataSource.initialize();
  const lock = dataSource.createQueryRunner();
  try {
    // A lock that waits would be an idle transaction in the eyes of the server; a session lock is not.
    await lock.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await dataSource.runMigrations();
    return ran.map((migration) => migration.name);
  } finally {
    await lock.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await dataSource.destroy();
  }
}

/** Throws DatabaseBehindError when a migration of this service has not run. Read with the application role. */
export async function assertMigrated(database: ServiceDatabase, dataSource: DataSource): Promise<void> {
  const rows: { name: string }[] = await dataSource
    .query('select name from migration')
    .catch((error: { code?: string }) => {
      if (error.code === '42P01') return [];
      throw error;
    });
  const ran = new Set(rows.map((row) => row.name));
  const missing = database.migrations.map((migration) => migration.name).filter((name) => !ran.has(name));
  if (missing.length > 0) throw new DatabaseBehindError(missing);
}
