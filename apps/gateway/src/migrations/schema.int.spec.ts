import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { gatewayDatabase } from '../data-source.js';

describeSchema({
  service: 'gateway',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(gatewayDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: [
    'api_key',
    'audit_entry',
    'idempotency_key',
    'merchant',
    'push',
    'shop',
    'shop_authorization',
    'shop_credential',
  ],
});
