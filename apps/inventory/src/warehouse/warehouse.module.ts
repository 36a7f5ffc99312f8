import { Module } from '@nestjs/common';
import { OpenWarehouseConsumer } from './open-warehouse/open-warehouse.consumer.js';
import { OpenWarehouseHandler } from './open-warehouse/open-warehouse.handler.js';
import { ViewWarehouseController } from './view-warehouse/view-warehouse.controller.js';
import { WarehouseRepository } from './warehouse.repository.js';

@Module({
  controllers: [OpenWarehouseConsumer, ViewWarehouseController],
  providers: [OpenWarehouseHandler, WarehouseRepository],
})
export class WarehouseModule {}
