import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { ListingSnapshot } from './schemas.generated.js';

/** Everything published to the listings' topic, for exhaustive handlers. */
export type ListingEvent =
  | DomainEvent<'com.pinglu.catalog.listing_published.v1', ListingSnapshot>
  | DomainEvent<'com.pinglu.catalog.listing_refused.v1', ListingSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isListingEvent = (event: DomainEvent): event is ListingEvent =>
  topics.listing.eventTypes.includes(event.type);
