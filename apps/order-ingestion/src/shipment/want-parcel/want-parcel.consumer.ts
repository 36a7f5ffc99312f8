import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ReservationEvent } from '@pinglu/contracts';
import { WantParcelHandler } from './want-parcel.handler.js';

@Controller()
export class WantParcelConsumer {
  constructor(private readonly handler: WantParcelHandler) {}

  @EventPattern<string>(topics.reservation.name)
  async onReservationEvents(@Payload() events: readonly ReservationEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
