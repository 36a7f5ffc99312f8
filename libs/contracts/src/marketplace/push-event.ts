import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { PushSnapshot } from './schemas.generated.js';

/** Everything published to a marketplace's topic of pushes, for exhaustive handlers. */
export type PushEvent = DomainEvent<'com.pinglu.marketplace.push_received.v1', PushSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isPushEvent = (event: DomainEvent): event is PushEvent =>
  topics.lazadaPush.eventTypes.includes(event.type);
