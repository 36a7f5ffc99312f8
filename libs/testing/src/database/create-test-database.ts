import { randomBytes } from 'node:crypto';
import { provisionDatabase, type ProvisionedDatabase } from '@pinglu/engines';
import { Client, escapeIdentifier } from 'pg';
import { readTestEngines } from '../config.js';

export interface TestDatabase {
  readonly name: string;
  /** The superuser in this database, for looking at everything. */
  readonly adminUrl: string;
  readonly urls: ProvisionedDatabase;
  /** Ends the sessions that are left and removes the database. */
  drop(): Promise<void>;
}

export interface TestDatabaseOptions {
  readonly services: readonly string[];
  /** A PostgreSQL of your own; default: the shared one of the run. */
  readonly serverUrl?: string;
}

/** A fresh database with the schemas and roles of the services, as in production. One per spec file, in `beforeAll`. */
export async function createTestDatabase({ services, serverUrl }: TestDatabaseOptions): Promise<TestDatabase> {
  const server = serverUrl ?? testPostgresUrl();
  const name = `test_${randomBytes(6).toString('hex')}`;
  const urls = await provisionDatabase({ adminUrl: server, services, database: name });
  const adminUrl = new URL(server);
  adminUrl.pathname = `/${name}`;
  return {
    name,
    adminUrl: adminUrl.href,
    urls,
    drop: async () => {
      const admin = new Client({ connectionString: server });
      await admin.connect();
      try {
        await admin.query(`drop database if exists ${escapeIdentifier(name)} with (force)`);
      } finally {
        await admin.end();
      }
    },
  };
}

/** The superuser's URL of the shared PostgreSQL. */
export function testPostgresUrl(): string {
  const { postgresUrl } = readTestEngines();
  if (postgresUrl === undefined) {
    throw new Error('This spec needs PostgreSQL. Run it in the integration lane: LANE=int npx jest <name>.');
  }
  return postgresUrl;
}
