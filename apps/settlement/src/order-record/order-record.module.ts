import { Module } from '@nestjs/common';
import { LedgerModule } from '../ledger/ledger.module.js';
import { StatementModule } from '../statement/statement.module.js';
import { OrderRecordRepository } from './order-record.repository.js';
import { RecordOrderConsumer } from './record-order/record-order.consumer.js';
import { RecordOrderHandler } from './record-order/record-order.handler.js';
import { ViewChainController } from './view-chain/view-chain.controller.js';
import { ViewOrderFinanceController } from './view-order-finance/view-order-finance.controller.js';

@Module({
  imports: [LedgerModule, StatementModule],
  controllers: [RecordOrderConsumer, ViewOrderFinanceController, ViewChainController],
  providers: [OrderRecordRepository, RecordOrderHandler],
})
export class OrderRecordModule {}
