import type { DomainEvent } from '../event.js';
import { topics } from '../topics.js';
import type { DeclarationSnapshot } from './schemas.generated.js';

/** Everything published to the declarations' topic, for exhaustive handlers. */
export type DeclarationEvent =
  | DomainEvent<'com.pinglu.customs.declaration_sent.v1', DeclarationSnapshot>
  | DomainEvent<'com.pinglu.customs.declaration_released.v1', DeclarationSnapshot>
  | DomainEvent<'com.pinglu.customs.declaration_refused.v1', DeclarationSnapshot>;

/** Tells a decoded event that belongs here; its data has been checked by the decoder. */
export const isDeclarationEvent = (event: DomainEvent): event is DeclarationEvent =>
  topics.declaration.eventTypes.includes(event.type);
