import { ContractViolationError, OutcomeUnknownError } from '../port/errors.js';

/** A write was done, and its answer cannot be read: what it made is known only by reading it back. */
export function readingWrite<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ContractViolationError)) throw error;
    const { marketplace, operation, requestId } = error;
    throw new OutcomeUnknownError(
      { cause: error.explanation.cause, advice: 'The call was accepted; read back what it has made.' },
      { marketplace, operation, ...(requestId !== null && { requestId }) },
    );
  }
}
