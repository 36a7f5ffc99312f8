import { watchParent } from '../../bootstrap/child.mjs';
import type { Lifetime } from './lifetime.js';

/**
 * One Ctrl-C arrives up to three times: from the terminal, passed on by npm, and passed on by start.mjs. Only what comes
 * later than this is a person pressing it again.
 */
const SAME_REQUEST_MS = 1000;

/**
 * Listens for every way in which we are asked to stop. The first request stops in order, a later one in haste.
 * @param say tells the person at the terminal
 * @returns ends the listening
 */
export function listenForStop(lifetime: Lifetime, say: (line: string) => void): () => void {
  let firstAt: number | undefined;
  const request = (): void => {
    const now = performance.now();
    if (firstAt === undefined) {
      firstAt = now;
      say('Stopping. Press Ctrl-C again to stop without waiting for work in hand.');
      lifetime.requestStop({ exitCode: 0 });
    } else if (now - firstAt > SAME_REQUEST_MS && !lifetime.hurry.aborted) {
      say('Stopping at once.');
      lifetime.hasten();
    }
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, request);
  const unwatch = watchParent(request);
  return () => {
    for (const signal of signals) process.off(signal, request);
    unwatch();
  };
}
