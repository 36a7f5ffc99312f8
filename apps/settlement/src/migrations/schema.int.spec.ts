import { join } from 'node:path';
import { dumpSchema, migrate } from '@pinglu/platform';
import { describeSchema } from '@pinglu/testing';
import { settlementDatabase } from '../data-source.js';

describeSchema({
  service: 'settlement',
  schemaFile: join(__dirname, 'schema.sql'),
  migrate: (ownerUrl) => migrate(settlementDatabase, ownerUrl),
  dump: dumpSchema,
  tenantTables: [
    'finance_fetch',
    'finance_row',
    'ledger_entry',
    'ledger_posting',
    'order_record',
    'payout',
    'shop',
    'statement',
    'statement_line',
  ],
});
