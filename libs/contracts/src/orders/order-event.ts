import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { OrderSnapshot } from './schemas.generated.js';

/** Everything published to the orders' topic, for exhaustive handlers. */
export type OrderEvent =
  | DomainEvent<'com.pinglu.orders.order_placed.v1', OrderSnapshot>
  | DomainEvent<'com.pinglu.orders.order_changed.v1', OrderSnapshot>
  | DomainEvent<'com.pinglu.orders.order_ready_to_ship.v1', OrderSnapshot>
  | DomainEvent<'com.pinglu.orders.order_shipped.v1', OrderSnapshot>
  | DomainEvent<'com.pinglu.orders.order_delivered.v1', OrderSnapshot>
  | DomainEvent<'com.pinglu.orders.order_cancelled.v1', OrderSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isOrderEvent = (event: DomainEvent): event is OrderEvent => topics.order.eventTypes.includes(event.type);
