import { AppError } from '@pinglu/kernel';

/** SQLSTATE classes and codes that speak of the server's state or of other transactions, not of our statement. */
const PASSING_SQLSTATE = /^(08|53|57P|58|40001|40P01|55P03|25P0[234])/;
const BROKEN_CONNECTION = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const BROKEN_CLIENT = /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying)/;

/** database: our own store is away, nothing can be written, not even a dead letter. passing: may succeed later. */
export type FailureKind = 'database' | 'passing' | 'lasting';

export function kindOfFailure(error: unknown): FailureKind {
  if (error instanceof AppError) return error.retryable ? 'passing' : 'lasting';
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && (PASSING_SQLSTATE.test(code) || BROKEN_CONNECTION.has(code))) return 'database';
  if (typeof message === 'string' && BROKEN_CLIENT.test(message)) return 'database';
  return 'lasting';
}

export interface FailureReport {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
}

/** What may be kept of an error and shown: the words of errors that are ours, only the class of all others. */
export function reportOf(error: unknown): FailureReport {
  if (error instanceof AppError) return { code: error.code, message: error.message, retryable: error.retryable };
  const name = error instanceof Error ? error.name : 'unknown';
  const { code } = (error ?? {}) as { code?: unknown };
  const detail = typeof code === 'string' ? `${name} ${code}` : name;
  return {
    code: 'handler-failed',
    message: `The handler failed (${detail}); its log has the cause.`,
    retryable: false,
  };
}
