const FIRST_MS = 1_000;
const LONGEST_MS = 600_000;

/** How long to wait before try number `attempts + 1`: doubling to ten minutes, jittered so that rows do not go in step. */
export function retryDelayMs(attempts: number, random: () => number = Math.random): number {
  const ceiling = Math.min(FIRST_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 20), LONGEST_MS);
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
