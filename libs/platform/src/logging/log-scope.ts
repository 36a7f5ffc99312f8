import { AsyncLocalStorage } from 'node:async_hooks';

/** What every line written inside one request or one event carries, so that one grep tells the whole story. */
export interface LogScope {
  readonly requestId?: string;
  readonly correlationId?: string;
  readonly merchantId?: string;
  readonly traceId?: string;
  readonly eventId?: string;
  readonly topic?: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const storage = new AsyncLocalStorage<Mutable<LogScope>>();

/** Runs `fn` with the fields of the scope around it plus these. */
export function runInLogScope<T>(fields: LogScope, fn: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, fn);
}

/** Adds to the scope at hand what became known later, such as the merchant behind an API key. No scope: no effect. */
export function addToLogScope(fields: LogScope): void {
  const scope = storage.getStore();
  if (scope) Object.assign(scope, fields);
}

export function currentLogScope(): LogScope {
  return storage.getStore() ?? {};
}
