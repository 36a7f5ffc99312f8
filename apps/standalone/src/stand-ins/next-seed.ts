import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Another seed for every start. A stand-in for a marketplace begins empty each time and counts its orders from where its
 * seed says; with the same one it would give the numbers of orders that our database holds already.
 */
export function nextSeed(stateDirectory: string): number {
  const directory = join(stateDirectory, 'simulators');
  const file = join(directory, 'seed');
  mkdirSync(directory, { recursive: true });
  const seed = lastSeed(file) + 1;
  writeFileSync(file, `${seed}\n`);
  return seed;
}

function lastSeed(file: string): number {
  try {
    const seed = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(seed) && seed > 0 ? seed : 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
