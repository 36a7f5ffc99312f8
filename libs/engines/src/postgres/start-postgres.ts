import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { EngineError, fromFileSystem } from '../engine-error.js';
import { spawnGuarded, type GuardedProcess, type ProcessEnd } from '../guarded-process/guarded-process.js';
import { ensurePortFree } from '../ports/ports.js';
import { locateBinaries, type PostgresBinaries } from './binaries.js';
import { prepareDataDirectory } from './data-directory.js';
import { ensureNoLiveServer, liveServer } from './live-server.js';
import { placeCluster, removePlacement, type Placement } from './placement.js';
import { dataInUse, failureFromLog } from './start-failure.js';

export interface StartPostgresOptions {
  /** Made when missing. See `placeCluster` for when it becomes a link. */
  readonly dataDir: string;
  readonly port: number;
  readonly log?: (line: string) => void;
  /** Server settings on top of the defaults, such as `{ max_connections: '50' }`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For tests; default: the installed platform package. */
  readonly binaries?: PostgresBinaries;
}

export interface RunningPostgres {
  readonly port: number;
  readonly pid: number;
  /** Such as `18.4`. */
  readonly version: string;
  /** A connection URL on loopback. Defaults: database `postgres`, role `postgres` (the superuser). */
  url(database?: string, role?: string): string;
  /** Ends sessions and writes everything out; resolves when the server is gone. */
  stop(): Promise<void>;
  readonly exited: Promise<ProcessEnd>;
}

/** `fsync` and `synchronous_commit` stay on: a lost order is dearer than a slow demo. No socket file: its path is limited to 107 bytes. */
export const DEFAULT_SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  idle_in_transaction_session_timeout: '30s',
};

/**
 * Starts the bundled PostgreSQL and resolves when it accepts connections. It stops when we end, however we end.
 * @throws EngineError with a sentence for the person at the terminal
 */
export async function startPostgres(options: StartPostgresOptions): Promise<RunningPostgres> {
  try {
    return await start(options);
  } catch (error) {
    throw fromFileSystem(error, options.dataDir);
  }
}

async function start(options: StartPostgresOptions): Promise<RunningPostgres> {
  const log = options.log ?? (() => undefined);
  const placement = await placeCluster(options.dataDir, options.binaries ?? locateBinaries(), log);
  await ensureNoLiveServer(placement.dataDir);
  await ensurePortFree(options.port, 'PostgreSQL', 'POSTGRES_PORT');
  await prepareDataDirectory(placement);
  const { server, version } = await launch(placement, options, log);
  return {
    port: options.port,
    pid: server.pid,
    version,
    url: (database = 'postgres', role = 'postgres') =>
      `postgresql://${encodeURIComponent(role)}@127.0.0.1:${options.port}/${encodeURIComponent(database)}`,
    stop: async () => {
      await server.stop();
    },
    exited: server.exited,
  };
}

/**
 * Removes the cluster's data, and copies of the programs where some were made.
 * @throws EngineError `engine-data-in-use` while a server runs on it
 */
export async function removePostgresData(dataDir: string): Promise<void> {
  const server = liveServer(dataDir);
  if (server !== undefined) throw dataInUse(realpathSync(resolve(dataDir)), server.pid);
  await removePlacement(dataDir);
}

export function serverArguments(dataDir: string, port: number, settings: Readonly<Record<string, string>>): string[] {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  return [
    '-D',
    dataDir,
    '-p',
    String(port),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

async function launch(
  { dataDir, binaries, runAs }: Placement,
  { port, settings = {} }: StartPostgresOptions,
  log: (line: string) => void,
): Promise<{ server: GuardedProcess; version: string }> {
  const lines: string[] = [];
  let announceReady: () => void = () => undefined;
  const ready = new Promise<true>((resolveReady) => (announceReady = () => resolveReady(true)));
  let isReady = false;
  const server = await spawnGuarded({
    command: join(binaries.nativeDir, 'bin', 'postgres'),
    args: serverArguments(dataDir, port, settings),
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stopSignal: 'SIGINT',
    log: (line) => {
      log(line);
      if (isReady) return;
      lines.push(line);
      if (!line.includes('ready to accept connections')) return;
      isReady = true;
      announceReady();
    },
    ...(runAs !== undefined && { uid: runAs, gid: runAs }),
  });
  const began = await Promise.race([ready, server.exited]);
  if (began !== true) throw failureFromLog(lines, { dataDir, phase: 'start', port });
  const version = /starting PostgreSQL (\S+)/.exec(lines.join('\n'))?.[1];
  if (version === undefined) {
    await server.stop();
    throw new EngineError('engine-start-failed', 'PostgreSQL started without telling its version. Run "npm ci" again.');
  }
  return { server, version };
}
