import { mkdtempSync, chmodSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  freePorts,
  removePostgresData,
  startKafka,
  startPostgres,
  type RunningKafka,
  type RunningPostgres,
} from '@pinglu/engines';
import { kafkaLibsDir, scratchDir } from '../config.js';

/** An engine that belongs to one spec, which may kill it. */
export interface OwnEngine<Running> {
  /** The one that runs now; a new object after `restart`. */
  readonly running: Running;
  /** Starts again on the same port and data; stops first when it still runs. */
  restart(): Promise<Running>;
  /** Stops it and removes its data. Call it in `afterAll`. */
  dispose(): Promise<void>;
}

export async function startTestPostgres(
  options: { readonly settings?: Readonly<Record<string, string>> } = {},
): Promise<OwnEngine<RunningPostgres>> {
  const dir = ownFolder();
  const dataDir = join(dir, 'postgres');
  const port = await onePort();
  return ownEngine(dir, {
    start: () => startPostgres({ dataDir, port, ...options }),
    remove: () => removePostgresData(dataDir),
  });
}

/** Needs Java: use it inside `describeOnKafka`, which knows whether the run's own broker could be started. */
export async function startTestKafka(options: { readonly heapMb?: number } = {}): Promise<OwnEngine<RunningKafka>> {
  const dir = ownFolder();
  const port = await onePort();
  const controllerPort = await onePort();
  return ownEngine(dir, {
    start: () =>
      startKafka({
        dir: join(dir, 'kafka'),
        libsDir: kafkaLibsDir,
        port,
        controllerPort,
        log: () => undefined,
        ...options,
      }),
  });
}

interface Stoppable {
  stop(): Promise<void>;
}

async function ownEngine<Running extends Stoppable>(
  dir: string,
  how: { start: () => Promise<Running>; remove?: () => Promise<void> },
): Promise<OwnEngine<Running>> {
  let running = await how.start();
  return {
    get running() {
      return running;
    },
    restart: async () => {
      await running.stop();
      running = await how.start();
      return running;
    },
    dispose: async () => {
      await running.stop();
      await how.remove?.();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL runs as another user when we are root and must be able to enter the folder. */
function ownFolder(): string {
  const dir = mkdtempSync(join(scratchDir(), 'own-'));
  chmodSync(dir, 0o755);
  return dir;
}

async function onePort(): Promise<number> {
  const [port] = await freePorts(1);
  if (port === undefined) throw new Error('The system gave no port.');
  return port;
}
