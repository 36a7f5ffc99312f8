import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { inventoryDatabase } from '../data-source.js';

describeSchema({
  service: 'inventory',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(inventoryDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: [
    'availability',
    'idempotency_key',
    'reservation',
    'reservation_line',
    'stock',
    'stock_movement',
    'warehouse',
  ],
});
