export { checkCompatibility, type ContractSet, type Problem } from './compatibility/check-compatibility.js';
export { InvalidEventError, UnknownEventTypeError, type EventProblem } from './errors.js';
export type { DomainEvent, EventMetadata, PlatformEvent, PlatformEventMetadata } from './event.js';
export type {
  AvailabilityChanged,
  AvailabilitySnapshot,
  OrderReserved,
  ReservationRefused,
  ReservationReleased,
  ReservationSnapshot,
  WarehouseOpened,
  WarehouseSnapshot,
} from './inventory/schemas.generated.js';
export { isWarehouseEvent, type WarehouseEvent } from './inventory/warehouse-event.js';
export { isMerchantEvent, type MerchantEvent } from './merchants/merchant-event.js';
export type {
  MerchantRegistered,
  MerchantRenamed,
  MerchantResumed,
  MerchantSnapshot,
  MerchantSuspended,
} from './merchants/schemas.generated.js';
export { isShopEvent, type ShopEvent } from './shops/shop-event.js';
export type { ShopConnected, ShopDisconnected, ShopSnapshot } from './shops/schemas.generated.js';
export { isPushEvent, type PushEvent } from './marketplace/push-event.js';
export type { PushReceived, PushSnapshot } from './marketplace/schemas.generated.js';
export { isProductEvent, type ProductEvent } from './catalog/product-event.js';
export { isListingEvent, type ListingEvent } from './catalog/listing-event.js';
export type {
  ListingPublished,
  ListingRefused,
  ListingSnapshot,
  ProductSaved,
  ProductSnapshot,
} from './catalog/schemas.generated.js';
export { isOrderEvent, type OrderEvent } from './orders/order-event.js';
export { isShipmentEvent, type ShipmentEvent } from './orders/shipment-event.js';
export type {
  OrderCancelled,
  OrderChanged,
  OrderDelivered,
  OrderPlaced,
  OrderReadyToShip,
  OrderShipped,
  OrderSnapshot,
  ShipmentHeld,
  ShipmentPacked,
  ShipmentReleased,
  ShipmentSnapshot,
} from './orders/schemas.generated.js';
export { isReservationEvent, type ReservationEvent } from './inventory/reservation-event.js';
export { isAvailabilityEvent, type AvailabilityEvent } from './inventory/availability-event.js';
export { isDeclarationEvent, type DeclarationEvent } from './customs/declaration-event.js';
export type {
  DeclarationRefused,
  DeclarationReleased,
  DeclarationSent,
  DeclarationSnapshot,
} from './customs/schemas.generated.js';
export { isStatementEvent, type StatementEvent } from './settlement/statement-event.js';
export type { StatementClosed, StatementOpened, StatementSnapshot } from './settlement/schemas.generated.js';
export type { DeadLetterEvent } from './platform/dead-letter-event.js';
export type { EventDeadLettered } from './platform/schemas.generated.js';
export { decodeDeadLetter, decodeEvent } from './record/decode-event.js';
export { encodeEvent } from './record/encode-event.js';
export type { EventRecord, ReceivedRecord } from './record/event-record.js';
export { sampleRecord, sampleTypes } from './samples.js';
export {
  allTopics,
  deadLetterKey,
  availabilityKey,
  deadLetterTopic,
  listingKey,
  merchantKey,
  orderKey,
  productKey,
  pushKey,
  shopKey,
  statementKey,
  pushTopics,
  topics,
  warehouseKey,
  type TopicSpec,
} from './topics.js';
export { validateForPublishing } from './validate-event.js';
