export { checkCompatibility, type ContractSet, type Problem } from './compatibility/check-compatibility.js';
export { InvalidEventError, UnknownEventTypeError, type EventProblem } from './errors.js';
export type { DomainEvent, EventMetadata, PlatformEvent, PlatformEventMetadata } from './event.js';
export type { WarehouseOpened, WarehouseSnapshot } from './inventory/schemas.generated.js';
export { isWarehouseEvent, type WarehouseEvent } from './inventory/warehouse-event.js';
export { isMerchantEvent, type MerchantEvent } from './merchants/merchant-event.js';
export type {
  MerchantRegistered,
  MerchantRenamed,
  MerchantResumed,
  MerchantSnapshot,
  MerchantSuspended,
} from './merchants/schemas.generated.js';
export type { DeadLetterEvent } from './platform/dead-letter-event.js';
export type { EventDeadLettered } from './platform/schemas.generated.js';
export { decodeDeadLetter, decodeEvent } from './record/decode-event.js';
export { encodeEvent } from './record/encode-event.js';
export type { EventRecord, ReceivedRecord } from './record/event-record.js';
export { sampleRecord, sampleTypes } from './samples.js';
export {
  allTopics,
  deadLetterKey,
  deadLetterTopic,
  merchantKey,
  topics,
  warehouseKey,
  type TopicSpec,
} from './topics.js';
export { validateForPublishing } from './validate-event.js';
