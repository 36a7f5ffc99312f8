import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnGuarded } from '@pinglu/engines';
import type { Lifetime } from '../lifetime/lifetime.js';
import type { LogFile } from '../logs/log-file.js';

export interface FetchJarsOptions {
  readonly libsDir: string;
  readonly log: LogFile;
  readonly lifetime: Lifetime;
  /** Maven is a tool of the person who started us, with their settings and proxies. */
  readonly inherited: Readonly<Record<string, string>>;
}

const program = fileURLToPath(new URL('./fetch-jars-process.js', import.meta.url));

/**
 * Fetches Kafka's jars in a process of its own, because Maven may take minutes and has to end with us, also when we are
 * killed.
 * @returns why they cannot be had, in sentences; undefined when they are there
 * @throws StopRequested when a stop comes first
 */
export async function fetchJars({ libsDir, log, lifetime, inherited }: FetchJarsOptions): Promise<string | undefined> {
  removeUnfinished(libsDir);
  let lastLine = '';
  const fetching = await lifetime.start(() =>
    spawnGuarded({
      command: process.execPath,
      args: [program, libsDir],
      env: { ...inherited },
      stopSignal: 'SIGTERM',
      graceSeconds: 5,
      log: (line) => {
        log.writeLine(line);
        lastLine = line;
      },
    }).then((child) => ({ exited: child.exited, stop: async () => void (await child.stop()) })),
  );
  const { code } = await lifetime.during(fetching.exited);
  return code === 0 ? undefined : lastLine;
}

/** What a killed download left beside its goal: `libs.<process id>`. */
function removeUnfinished(libsDir: string): void {
  const parent = dirname(libsDir);
  try {
    for (const name of readdirSync(parent)) {
      if (new RegExp(`^${basename(libsDir)}\\.\\d+$`).test(name)) rmSync(join(parent, name), { recursive: true });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
