import { setTimeout as delay } from 'node:timers/promises';

export interface WaitOptions {
  /** Ends the sentence "Waited 10000 ms for …": "the warehouse to be opened". */
  readonly what: string;
  /** Default 10 s. Choose it generously: it is only ever used up by a failure. */
  readonly deadlineMs?: number;
  readonly everyMs?: number;
}

/**
 * Asks until the answer is neither false nor nothing, and returns it. A check that throws is asked again; its last
 * error is told when the deadline passes.
 */
export async function waitUntil<T>(
  check: () => T | Promise<T>,
  { what, deadlineMs = 10_000, everyMs = 25 }: WaitOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const began = performance.now();
  let lastError: unknown;
  do {
    try {
      const answer = await check();
      lastError = undefined;
      if (answer !== false && answer !== null && answer !== undefined) {
        return answer as Exclude<T, false | null | undefined>;
      }
    } catch (error) {
      lastError = error;
    }
    await delay(everyMs);
  } while (performance.now() - began < deadlineMs);
  const told = lastError instanceof Error ? ` The last check said: ${lastError.message}` : '';
  throw new Error(`Waited ${deadlineMs} ms for ${what}, and it did not happen.${told}`, { cause: lastError });
}
