import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { ShipmentSnapshot } from './schemas.generated.js';

/** Everything published to the shipments' topic, for exhaustive handlers. */
export type ShipmentEvent =
  | DomainEvent<'com.pinglu.orders.shipment_packed.v1', ShipmentSnapshot>
  | DomainEvent<'com.pinglu.orders.shipment_released.v1', ShipmentSnapshot>
  | DomainEvent<'com.pinglu.orders.shipment_held.v1', ShipmentSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isShipmentEvent = (event: DomainEvent): event is ShipmentEvent =>
  topics.shipment.eventTypes.includes(event.type);
