import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { chmod, mkdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../engine-error.js';
import { spawnGuarded } from '../guarded-process/guarded-process.js';
import { NOBODY, giveTo, type Placement } from './placement.js';
import { failureFromLog } from './start-failure.js';

export const POSTGRES_MAJOR = '18';

/** Without the locale flags an unset LANG gives a SQL_ASCII cluster, which accepts bytes that are no text. */
const INITDB_ARGS = [
  ...['-U', 'postgres', '-A', 'trust', '-E', 'UTF8'],
  ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
];

/**
 * Makes the cluster when there is none; refuses one that this server cannot use.
 * @throws EngineError `engine-data-incompatible`, `engine-disk-full`, `engine-start-failed`
 */
export async function prepareDataDirectory(placement: Placement): Promise<void> {
  const { dataDir } = placement;
  const entries = existsSync(dataDir) ? readdirSync(dataDir) : [];
  if (entries.length === 0) return initCluster(placement);
  if (!entries.includes('PG_VERSION')) {
    throw new EngineError(
      'engine-data-incompatible',
      `The folder ${dataDir} is not empty and holds no PostgreSQL data. Move it away or choose another folder.`,
    );
  }
  const found = readFileSync(join(dataDir, 'PG_VERSION'), 'utf8').trim();
  if (found !== POSTGRES_MAJOR) {
    throw new EngineError(
      'engine-data-incompatible',
      `The data in ${dataDir} was written by PostgreSQL ${found}, and this is PostgreSQL ${POSTGRES_MAJOR}. Move the folder away to keep it, or run "npm run reset" to begin with an empty database.`,
      { meta: { found, expected: POSTGRES_MAJOR } },
    );
  }
  await takeOver(placement);
}

async function initCluster(placement: Placement): Promise<void> {
  const { dataDir, binaries, runAs } = placement;
  // Made under another name and renamed when whole: an initdb that was cut off must not look like a cluster.
  const unfinished = `${dataDir}.new`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { mode: 0o700 });
  giveTo(unfinished, runAs);
  const lines: string[] = [];
  const initdb = await spawnGuarded({
    command: join(binaries.nativeDir, 'bin', 'initdb'),
    args: ['-D', unfinished, ...INITDB_ARGS],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stopSignal: 'SIGINT',
    log: (line) => lines.push(line),
    ...(runAs !== undefined && { uid: runAs, gid: runAs }),
  });
  const end = await initdb.exited;
  if (end.code !== 0) {
    await rm(unfinished, { recursive: true, force: true });
    throw failureFromLog(lines, { dataDir, phase: 'initialise' });
  }
  if (existsSync(dataDir)) await rmdir(dataDir);
  await rename(unfinished, dataDir);
}

/** A cluster that an ordinary user made is given to `nobody` when root starts it, and the other way round refused. */
async function takeOver({ dataDir, runAs }: Placement): Promise<void> {
  const owner = (await stat(dataDir)).uid;
  if (runAs === undefined) {
    if (owner === process.getuid?.()) return;
    throw new EngineError(
      'engine-not-permitted',
      `The data in ${dataDir} belongs to another user, because it was made by root or by somebody else. Start as that user, or have root run "npm run reset".`,
    );
  }
  if (owner === NOBODY) return;
  execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, dataDir]);
  await chmod(dataDir, 0o700);
}
