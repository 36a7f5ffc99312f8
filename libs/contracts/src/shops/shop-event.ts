import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { ShopSnapshot } from './schemas.generated.js';

/** Everything published to the shops' topic, for exhaustive handlers. */
export type ShopEvent =
  | DomainEvent<'com.pinglu.shops.shop_connected.v1', ShopSnapshot>
  | DomainEvent<'com.pinglu.shops.shop_disconnected.v1', ShopSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isShopEvent = (event: DomainEvent): event is ShopEvent => topics.shop.eventTypes.includes(event.type);
