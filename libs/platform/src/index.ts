// database
export { createDataSource, type ServiceDatabase } from './database/data-source.js';
export { assertMigrated, DatabaseBehindError, migrate } from './database/migrate.js';
export { messagingMigrations } from './database/platform-migrations.js';
export {
  currentTransaction,
  NoTransactionError,
  ScopeWidenedError,
  Transactions,
  type Transaction,
  type TransactionScope,
} from './database/transactions.js';
// event-bus
export { createEventBus, type EventBusConfig } from './event-bus/create-event-bus.js';
export {
  BusUnavailableError,
  EventBus,
  GroupRunningError,
  RecordRefusedError,
  type BatchContext,
  type BusRecord,
  type OutgoingRecord,
  type Subscription,
} from './event-bus/event-bus.js';
export type { BusLogger } from './event-bus/bus-logger.js';
// outbox, inbox
export { DeadLetters, type DeadLetter, type RetryResult } from './inbox/dead-letters.js';
export { EventFactory, type Fact } from './outbox/event-factory.js';
export { Outbox, type OutboxItem } from './outbox/outbox.js';
export { OutboxDeadLetters } from './outbox/outbox-dead-letters.js';
export { RelayBell } from './outbox/relay-bell.js';
export { OutboxRelay, type RelayOptions } from './outbox/relay.js';
