import { Module } from '@nestjs/common';
import { AvailabilityModule } from '../availability/availability.module.js';
import { ReservationModule } from '../reservation/reservation.module.js';
import { ViewChainController } from './view-chain.controller.js';

@Module({ imports: [AvailabilityModule, ReservationModule], controllers: [ViewChainController] })
export class ChainModule {}
