import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { ProductSnapshot } from './schemas.generated.js';

/** Everything published to the products' topic, for exhaustive handlers. */
export type ProductEvent = DomainEvent<'com.pinglu.catalog.product_saved.v1', ProductSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isProductEvent = (event: DomainEvent): event is ProductEvent =>
  topics.product.eventTypes.includes(event.type);
