export { AppError, type AppErrorOptions, type ErrorCategory } from './app-error.js';
export { Clock, SystemClock } from './clock.js';
export {
  InvalidIdError,
  newId,
  parseApiKeyId,
  parseEventId,
  parseMerchantId,
  parseWarehouseId,
  type ApiKeyId,
  type EventId,
  type MerchantId,
  type WarehouseId,
} from './ids.js';
export { fullBucket, takeToken, type BucketDecision, type BucketLimit, type BucketState } from './token-bucket.js';
