import { DataSource, type DataSourceOptions, type EntitySchema, type MigrationInterface } from 'typeorm';

export interface ServiceDatabase {
  readonly entities: readonly (abstract new (...args: never[]) => object | EntitySchema)[];
  /** In order, the platform's own first. Listed by hand: a glob picks up whatever lies in the folder. */
  readonly migrations: readonly (new () => MigrationInterface)[];
}

export interface ConnectOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize?: number;
}

/** A TypeORM data source that is not yet connected. `search_path` comes from the role, so no schema is named here. */
export function createDataSource(database: ServiceDatabase, options: ConnectOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    poolSize: options.poolSize ?? 10,
    entities: [...database.entities] as DataSourceOptions['entities'],
    migrations: [...database.migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    installExtensions: false,
    extra: { connectionTimeoutMillis: 10_000 },
  });
}
