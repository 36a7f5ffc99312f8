const FIRST_MS = 200;
const LONGEST_MS = 60_000;

/** How long to wait after try number `tries`: doubling to a minute, jittered so that declarations do not go in step. */
export function retryAfterMs(tries: number, random: () => number = Math.random): number {
  const ceiling = Math.min(FIRST_MS * 2 ** Math.min(Math.max(tries - 1, 0), 20), LONGEST_MS);
  return Math.round(ceiling / 2 + (random() * ceiling) / 2);
}
