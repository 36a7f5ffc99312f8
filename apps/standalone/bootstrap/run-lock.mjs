import fs from 'node:fs';
import path from 'node:path';
import { processIdentity } from './process-identity.mjs';
import { Sentence } from './sentence.mjs';

/**
 * `run.json` says which process runs Pinglu in a state directory. Start takes it; reset and install look at it.
 * @typedef {{ pid: number, identity: string, startedAt: string, address: string }} Run
 */

/**
 * The process that runs Pinglu here, or undefined. A file left by a process that is gone, or whose number now belongs to
 * another program, counts as none.
 * @param {string} file
 * @returns {Run | undefined}
 */
export function currentRun(file) {
  const run = readRun(file);
  return run !== undefined && processIdentity(run.pid) === run.identity ? run : undefined;
}

/** @param {Run} run */
export const alreadyRuns = (run) => new Sentence(`Pinglu already runs here (process ${run.pid}): ${run.address}`);

/**
 * Takes the lock for this process.
 * @param {string} file
 * @param {string} address what a second start tells the user
 * @returns {() => void} gives it back
 */
export function takeRunLock(file, address) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const mine = {
    pid: process.pid,
    identity: processIdentity(process.pid),
    startedAt: new Date().toISOString(),
    address,
  };
  const text = `${JSON.stringify(mine, null, 2)}\n`;
  for (;;) {
    if (createWith(file, text)) return () => release(file, mine);
    const other = currentRun(file);
    if (other !== undefined) throw alreadyRuns(other);
    removeStale(file);
  }
}

/** Written aside and then linked: whoever sees the file sees all of it, and only one process can create it. */
function createWith(file, text) {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, text);
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    fs.rmSync(draft, { force: true });
  }
}

/**
 * Moves the dead process's file away. Between our look and the move another start may have put its own file there: then
 * that one goes back, and the caller looks again.
 */
function removeStale(file) {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if (error.code === 'ENOENT') return;
    throw error;
  }
  try {
    if (currentRun(aside) !== undefined) fs.linkSync(aside, file);
  } finally {
    fs.rmSync(aside, { force: true });
  }
}

function release(file, mine) {
  const run = readRun(file);
  if (run?.pid === mine.pid && run.identity === mine.identity) fs.rmSync(file, { force: true });
}

function readRun(file) {
  try {
    const run = JSON.parse(fs.readFileSync(file, 'utf8'));
    return typeof run?.pid === 'number' && typeof run.identity === 'string' ? run : undefined;
  } catch (error) {
    // Half a file can only come from a crash of the machine; it names nobody.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
