import { Module } from '@nestjs/common';
import { IngestOrderHandler } from './ingest-order/ingest-order.handler.js';
import { RemapLinesHandler } from './remap-lines/remap-lines.handler.js';
import { ViewOrderController } from './view-order/view-order.controller.js';

@Module({
  controllers: [ViewOrderController],
  providers: [IngestOrderHandler, RemapLinesHandler],
  exports: [IngestOrderHandler, RemapLinesHandler],
})
export class OrderModule {}
