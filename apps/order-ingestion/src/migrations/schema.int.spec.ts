import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { orderIngestionDatabase } from '../data-source.js';

describeSchema({
  service: 'order-ingestion',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(orderIngestionDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: [
    'fetch_wish',
    'listing_variant',
    'order_history',
    'order_line',
    'order_pull',
    'order_pull_run',
    'raw_order',
    'sales_order',
    'shipment',
    'shipment_line',
    'shop',
  ],
});
