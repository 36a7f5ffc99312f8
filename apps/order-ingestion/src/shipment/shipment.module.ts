import { Module } from '@nestjs/common';
import { RawOrderModule } from '../raw-order/raw-order.module.js';
import { PackOrdersHandler } from './pack-order/pack-orders.handler.js';
import { PackOrdersJob } from './pack-order/pack-orders.job.js';
import { RecordOutcomesHandler } from './pack-order/record-outcomes.handler.js';
import { ReleaseParcelConsumer } from './release-parcel/release-parcel.consumer.js';
import { ReleaseParcelHandler } from './release-parcel/release-parcel.handler.js';
import { WantParcelConsumer } from './want-parcel/want-parcel.consumer.js';
import { WantParcelHandler } from './want-parcel/want-parcel.handler.js';
import { ViewShipmentController } from './view-shipment/view-shipment.controller.js';

@Module({
  imports: [RawOrderModule],
  controllers: [WantParcelConsumer, ReleaseParcelConsumer, ViewShipmentController],
  providers: [WantParcelHandler, ReleaseParcelHandler, PackOrdersHandler, RecordOutcomesHandler, PackOrdersJob],
})
export class ShipmentModule {}
