import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { customsDatabase } from '../data-source.js';

describeSchema({
  service: 'customs-declaration',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(customsDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: ['declarant', 'declaration', 'document', 'item', 'receipt', 'shop'],
});
