import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeInUse } from './start-failure.js';

const PID_FILE = 'kafka.pid';
/** When our last run was killed, its guard is just now stopping the node: that takes a second or two. */
const LEAVING_DEADLINE_MS = 15_000;

interface LiveNode {
  readonly pid: number;
  /** Whoever started it is gone, so its guard is stopping it. */
  readonly leaving: boolean;
}

/** Two numbers: the node and the process that started it. */
export const rememberNode = (dir: string, pid: number): Promise<void> =>
  writeFile(join(dir, PID_FILE), `${pid} ${process.pid}`);

/** @throws EngineError `engine-data-in-use` when a node runs in the folder and does not go away */
export async function ensureNoLiveNode(dir: string): Promise<void> {
  const began = performance.now();
  for (let node = liveNode(dir); node !== undefined; node = liveNode(dir)) {
    if (!node.leaving || performance.now() - began > LEAVING_DEADLINE_MS) throw nodeInUse(dir, node.pid);
    await delay(100);
  }
}

/** The process must have our configuration file on its command line: numbers are used again by other programs. */
function liveNode(dir: string): LiveNode | undefined {
  let numbers: number[];
  try {
    numbers = readFileSync(join(dir, PID_FILE), 'utf8').split(' ').map(Number);
  } catch {
    return undefined;
  }
  const [pid = 0, starter = 0] = numbers;
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (!commandLine(pid).includes(join(dir, 'server.properties'))) return undefined;
  return { pid, leaving: commandLine(starter) === '' };
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
  }
}
