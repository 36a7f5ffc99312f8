import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.js';
import { StockLedgerModule } from '../stock/stock-ledger.module.js';
import { FollowOrderConsumer } from './follow-order/follow-order.consumer.js';
import { FollowOrderHandler } from './follow-order/follow-order.handler.js';
import { ReservationRepository } from './reservation.repository.js';

@Module({
  imports: [AvailabilityModule, StockLedgerModule],
  controllers: [FollowOrderConsumer],
  providers: [ReservationRepository, FollowOrderHandler],
  exports: [ReservationRepository],
})
export class ReservationModule {}
