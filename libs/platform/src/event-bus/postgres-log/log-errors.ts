import { AppError } from '@pinglu/kernel';
import { BusUnavailableError } from '../event-bus.js';

/** What PostgreSQL refuses here it refuses for reasons that pass (away, overloaded, shutting down): all may be retried. */
export function toBusError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new BusUnavailableError(`The PostgreSQL event log could not ${what}: ${reason}`, { cause: error });
}
