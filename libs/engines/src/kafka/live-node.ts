import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeInUse } from './start-failure.js';

const PID_FILE = 'kafka.pid';
/** When our last run was killed, its guard is just now stopping the node: that takes a second or two. */
const LEAVING_DEADLINE_MS = 15_000;

export const rememberNode = (dir: string, pid: number): Promise<void> => writeFile(join(dir, PID_FILE), String(pid));

/** @throws EngineError `engine-data-in-use` when a node runs in the folder and does not go away */
export async function ensureNoLiveNode(dir: string): Promise<void> {
  const began = performance.now();
  for (let pid = liveNode(dir); pid !== undefined; pid = liveNode(dir)) {
    if (performance.now() - began > LEAVING_DEADLINE_MS) throw nodeInUse(dir, pid);
    await delay(100);
  }
}

/** The process must have our configuration file on its command line: numbers are used again by other programs. */
function liveNode(dir: string): number | undefined {
  let pid: number;
  try {
    pid = Number(readFileSync(join(dir, PID_FILE), 'utf8'));
  } catch {
    return undefined;
  }
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  return commandLine(pid).includes(join(dir, 'server.properties')) ? pid : undefined;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}
