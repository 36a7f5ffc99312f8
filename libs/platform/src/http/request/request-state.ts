import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '../../auth/principal/principal.js';

/** What is known of the request at hand. The guard fills in the caller. */
export interface RequestState {
  readonly requestId: string;
  principal?: Principal;
}

const storage = new AsyncLocalStorage<RequestState>();

export const runInRequest = <T>(state: RequestState, fn: () => T): T => storage.run(state, fn);

/** Undefined outside a request, as in a consumer or a job. */
export const currentRequestState = (): RequestState | undefined => storage.getStore();
