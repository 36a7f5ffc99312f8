import { AppError } from '@pinglu/kernel';

/** The handlers of a service are declared in a way the event bus cannot serve. Raised at start. */
export class EventHandlersError extends AppError {
  readonly code = 'event-handlers';
  readonly category = 'internal';
}
