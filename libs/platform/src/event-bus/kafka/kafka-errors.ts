import { AppError } from '@pinglu/kernel';
import { BusUnavailableError, RecordRefusedError } from '../event-bus.js';

/** Answers of a broker that do not change by asking again. A missing permission is not one: an operator can grant it. */
const REFUSALS = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_TOPIC_EXCEPTION',
  'INVALID_RECORD',
  'INVALID_PARTITIONS',
]);
const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE']);
const LOST_MEMBERSHIP = new Set(['UNKNOWN_MEMBER_ID', 'ILLEGAL_GENERATION', 'FENCED_INSTANCE_ID']);

/** The broker's names for what went wrong, outermost first: the client wraps its errors in several layers. */
function protocolTypes(error: unknown): string[] {
  const types: string[] = [];
  for (let depth = 0, at: unknown = error; depth < 8 && at instanceof Error; depth++) {
    if ('type' in at && typeof at.type === 'string') types.push(at.type);
    if ('errors' in at && Array.isArray(at.errors)) types.push(...at.errors.flatMap(protocolTypes));
    at = at.cause;
  }
  return types;
}

const answers = (error: unknown, set: ReadonlySet<string>) => protocolTypes(error).find((type) => set.has(type));

export const isTooLarge = (error: unknown): boolean => answers(error, TOO_LARGE) !== undefined;
export const isMembershipLost = (error: unknown): boolean => answers(error, LOST_MEMBERSHIP) !== undefined;

/** Our word for a failure of the Kafka client; an error that is ours already is passed on. */
export function toBusError(error: unknown, what: string): AppError {
  if (error instanceof AppError) return error;
  const refusal = answers(error, REFUSALS);
  if (refusal !== undefined) {
    return new RecordRefusedError(`Kafka refused to ${what}: ${refusal}.`, { meta: { answer: refusal }, cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new BusUnavailableError(`Kafka could not ${what}: ${reason}`, { cause: error });
}
