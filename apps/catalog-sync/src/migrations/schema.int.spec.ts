import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { catalogDatabase } from '../data-source.js';

describeSchema({
  service: 'catalog-sync',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(catalogDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: [
    'catalog_import',
    'catalog_import_piece',
    'catalog_import_remark',
    'idempotency_key',
    'listing',
    'product',
    'shop',
    'sku',
  ],
});
