import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { SettlementConfig } from './config.js';
import { settlementDatabase } from './data-source.js';
import { orderRecordProblems } from './order-record/order-record.problems.js';
import { statementProblems } from './statement/statement.problems.js';

export const settlementService = (config: SettlementConfig): ServiceDefinition<SettlementConfig> => ({
  name: 'settlement',
  title: 'Pinglu settlement',
  description: 'What the marketplaces owe a merchant: statements, a double-entry ledger, payouts.',
  version: '0.1.0',
  config,
  module: AppModule,
  database: settlementDatabase,
  problems: [...statementProblems, ...orderRecordProblems],
});
