import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
import type { SettlementConfig } from '../config.js';
import { LedgerModule } from '../ledger/ledger.module.js';
import { ShopModule } from '../shop/shop.module.js';
import { FetchTransactionsHandler } from './fetch-transactions/fetch-transactions.handler.js';
import { FetchTransactionsJob } from './fetch-transactions/fetch-transactions.job.js';
import { MarketplaceFinance } from './fetch-transactions/marketplace-finance.js';
import { RecordRowsHandler } from './record-rows/record-rows.handler.js';
import { SettleStatementHandler } from './settle-statement/settle-statement.handler.js';
import { StatementLineRepository } from './statement-line.repository.js';
import { StatementRepository } from './statement.repository.js';
import { ViewStatementLinesController } from './view-statement-lines/view-statement-lines.controller.js';
import { ViewStatementController } from './view-statement/view-statement.controller.js';

@Module({
  imports: [ShopModule, LedgerModule],
  controllers: [ViewStatementController, ViewStatementLinesController],
  providers: [
    FetchTransactionsHandler,
    FetchTransactionsJob,
    MarketplaceFinance,
    RecordRowsHandler,
    SettleStatementHandler,
    StatementLineRepository,
    StatementRepository,
    {
      provide: ShopTokens,
      useFactory: ({ GATEWAY_URL, INTERNAL_SERVICE_SECRET }: SettlementConfig, clock: Clock) =>
        new ShopTokens({ service: 'settlement', gatewayUrl: GATEWAY_URL, secret: INTERNAL_SERVICE_SECRET, clock }),
      inject: [SERVICE_CONFIG, Clock],
    },
    {
      provide: MarketplaceAdapters,
      useFactory: (clock: Clock, metrics: Metrics) =>
        new MarketplaceAdapters({ clock, onCall: marketplaceCallMeter(metrics) }),
      inject: [Clock, Metrics],
    },
  ],
  exports: [StatementLineRepository, StatementRepository],
})
export class StatementModule {}
