import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type ListingEvent } from '@pinglu/contracts';
import { FollowListingHandler } from './follow-listing.handler.js';

@Controller()
export class FollowListingConsumer {
  constructor(private readonly handler: FollowListingHandler) {}

  @EventPattern<string>(topics.listing.name)
  async onListingEvents(@Payload() events: readonly ListingEvent[]): Promise<void> {
    await this.handler.handle(events);
  }
}
