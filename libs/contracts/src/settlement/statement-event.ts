import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { StatementSnapshot } from './schemas.generated.js';

/** Everything published to the statements' topic, for exhaustive handlers. */
export type StatementEvent =
  | DomainEvent<'com.pinglu.settlement.statement_opened.v1', StatementSnapshot>
  | DomainEvent<'com.pinglu.settlement.statement_closed.v1', StatementSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isStatementEvent = (event: DomainEvent): event is StatementEvent =>
  topics.statement.eventTypes.includes(event.type);
