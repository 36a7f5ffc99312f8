// Writes apps/<service>/src/migrations/schema.sql: what the migrations of a service make of an empty schema.
// `npm run generate`, after every new migration. The services must be built.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts, provisionDatabase, removePostgresData, startPostgres } from '@pinglu/engines';
import { dumpSchema, migrate } from '../dist/index.js';

/** By hand, as everywhere: the name of the service, and what its data-source.ts calls its database. */
const SERVICES = [
  { name: 'gateway', database: 'gatewayDatabase' },
  { name: 'inventory', database: 'inventoryDatabase' },
  { name: 'catalog-sync', database: 'catalogDatabase' },
  { name: 'order-ingestion', database: 'orderIngestionDatabase' },
  { name: 'customs-declaration', database: 'customsDatabase' },
  { name: 'settlement', database: 'settlementDatabase' },
];

const apps = join(import.meta.dirname, '..', '..', '..', 'apps');
const folder = mkdtempSync(join(tmpdir(), 'pinglu-schemas-'));
// PostgreSQL runs as another user when we are root, and must be able to enter.
chmodSync(folder, 0o755);
const dataDir = join(folder, 'postgres');
try {
  const [port] = await freePorts(1);
  const postgres = await startPostgres({ dataDir, port });
  try {
    const { services } = await provisionDatabase({
      adminUrl: postgres.url(),
      services: SERVICES.map(({ name }) => name),
    });
    for (const { name, database } of SERVICES) {
      const built = await import(join(apps, name, 'dist', 'data-source.js'));
      await migrate(built[database], services[name].migrationUrl);
      const file = join(apps, name, 'src', 'migrations', 'schema.sql');
      writeFileSync(file, await dumpSchema(services[name].migrationUrl, name.replaceAll('-', '_')));
    }
  } finally {
    await postgres.stop();
    await removePostgresData(dataDir);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
