import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { MerchantSnapshot } from './schemas.generated.js';

/** Everything published to the merchants' topic, for exhaustive handlers. */
export type MerchantEvent =
  | DomainEvent<'com.pinglu.merchants.merchant_registered.v1', MerchantSnapshot>
  | DomainEvent<'com.pinglu.merchants.merchant_renamed.v1', MerchantSnapshot>
  | DomainEvent<'com.pinglu.merchants.merchant_suspended.v1', MerchantSnapshot>
  | DomainEvent<'com.pinglu.merchants.merchant_resumed.v1', MerchantSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isMerchantEvent = (event: DomainEvent): event is MerchantEvent =>
  topics.merchant.eventTypes.includes(event.type);
