import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { ReservationSnapshot } from './schemas.generated.js';

/** Everything published to the reservations' topic, for exhaustive handlers. */
export type ReservationEvent =
  | DomainEvent<'com.pinglu.inventory.order_reserved.v1', ReservationSnapshot>
  | DomainEvent<'com.pinglu.inventory.reservation_refused.v1', ReservationSnapshot>
  | DomainEvent<'com.pinglu.inventory.reservation_released.v1', ReservationSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isReservationEvent = (event: DomainEvent): event is ReservationEvent =>
  topics.reservation.eventTypes.includes(event.type);
