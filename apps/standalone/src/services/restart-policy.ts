/** Restarts within this time count together; a service that ran longer begins with a clean slate. */
const WINDOW_MS = 5 * 60_000;
export const MAX_RESTARTS = 3;
const FIRST_DELAY_MS = 500;

/**
 * Whether a service that ended by itself is started again. Something that fails once an hour should heal; something that
 * fails at once again and again should be seen by a person.
 * @param endedAtMs when it ended by itself, oldest first, the present time last
 * @returns milliseconds to wait and which attempt this is, or undefined: give up
 */
export function nextRestart(endedAtMs: readonly number[]): { delayMs: number; attempt: number } | undefined {
  const now = endedAtMs.at(-1) ?? 0;
  const attempt = endedAtMs.filter((endedAt) => now - endedAt < WINDOW_MS).length;
  return attempt > MAX_RESTARTS ? undefined : { delayMs: FIRST_DELAY_MS * 2 ** (attempt - 1), attempt };
}
