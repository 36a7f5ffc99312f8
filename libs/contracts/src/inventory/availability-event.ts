import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { AvailabilitySnapshot } from './schemas.generated.js';

/** Everything published to the availability's topic, for exhaustive handlers. */
export type AvailabilityEvent = DomainEvent<'com.pinglu.inventory.availability_changed.v1', AvailabilitySnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isAvailabilityEvent = (event: DomainEvent): event is AvailabilityEvent =>
  topics.availability.eventTypes.includes(event.type);
