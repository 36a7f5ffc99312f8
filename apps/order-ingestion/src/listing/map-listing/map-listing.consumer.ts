import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ListingEvent } from '@pinglu/contracts';
import { MapListingHandler } from './map-listing.handler.js';

@Controller()
export class MapListingConsumer {
  constructor(private readonly handler: MapListingHandler) {}

  @EventPattern<string>(topics.listing.name)
  async onListingEvents(@Payload() events: readonly ListingEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
