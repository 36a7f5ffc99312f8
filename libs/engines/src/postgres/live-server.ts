import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dataInUse } from './start-failure.js';

/** A server whose starter was killed a moment ago is on its way out; worth waiting for rather than refusing. */
const LEAVING_DEADLINE_MS = 10_000;
const FIRST_LOOK_DEADLINE_MS = 1_000;

interface LiveServer {
  readonly pid: number;
  readonly stopping: boolean;
}

/** Reads the server's own lock file: line 1 is its process id, line 8 its state. */
export function liveServer(dataDir: string): LiveServer | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid) || !looksLikePostgres(pid)) return undefined;
  return { pid, stopping: lines[7]?.trim() === 'stopping' };
}

/** @throws EngineError `engine-data-in-use` when a server is there and does not go away */
export async function ensureNoLiveServer(dataDir: string): Promise<void> {
  const began = performance.now();
  for (let server = liveServer(dataDir); server !== undefined; server = liveServer(dataDir)) {
    const deadlineMs = server.stopping ? LEAVING_DEADLINE_MS : FIRST_LOOK_DEADLINE_MS;
    if (performance.now() - began > deadlineMs) throw dataInUse(dataDir, server.pid);
    await delay(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** After a restart of the machine the number may belong to any program. Where it cannot be looked up, assume it does. */
function looksLikePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return process.platform !== 'linux';
  }
}
