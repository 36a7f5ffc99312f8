import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.js';
import { CountStockController } from './count-stock/count-stock.controller.js';
import { CountStockHandler } from './count-stock/count-stock.handler.js';
import { ReceiveProductConsumer } from './receive-product/receive-product.consumer.js';
import { ReceiveProductHandler } from './receive-product/receive-product.handler.js';
import { StockLedgerModule } from './stock-ledger.module.js';
import { ViewStockController } from './view-stock/view-stock.controller.js';

@Module({
  imports: [AvailabilityModule, StockLedgerModule],
  controllers: [ReceiveProductConsumer, CountStockController, ViewStockController],
  providers: [ReceiveProductHandler, CountStockHandler],
})
export class StockModule {}
