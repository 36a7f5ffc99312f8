import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { WarehouseSnapshot } from './schemas.generated.js';

/** Everything published to the warehouses' topic, for exhaustive handlers. */
export type WarehouseEvent = DomainEvent<'com.pinglu.inventory.warehouse_opened.v1', WarehouseSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isWarehouseEvent = (event: DomainEvent): event is WarehouseEvent =>
  topics.warehouse.eventTypes.includes(event.type);
