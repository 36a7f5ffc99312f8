import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chownSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
} from 'node:fs';
import { chmod, cp, lstat, mkdir, readdir, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { EngineError } from '../engine-error.js';
import { linkLibraries, missingLinks, type PostgresBinaries } from './binaries.js';

/** PostgreSQL refuses to run as root. This id exists everywhere as `nobody`; no user has to be created. */
export const NOBODY = 65_534;

/** Where data and binaries go when `nobody` cannot enter the folders they were meant for. */
export const RELOCATED_ROOT = '/var/lib/pinglu';

/** Where one cluster lives and as whom its server runs. */
export interface Placement {
  /** Real path of the data directory. Need not exist yet; its parent does. */
  readonly dataDir: string;
  readonly binaries: PostgresBinaries;
  /** Undefined: as ourselves. */
  readonly runAs: number | undefined;
}

/**
 * Decides where data and binaries can be used by the user who will run the server, and makes it so.
 * @throws EngineError `engine-not-permitted`
 */
export async function placeCluster(
  wantedDataDir: string,
  binaries: PostgresBinaries,
  log: (line: string) => void,
): Promise<Placement> {
  const dataDir = resolve(wantedDataDir);
  mkdirSync(dirname(dataDir), { recursive: true });
  if (process.getuid?.() !== 0) return { dataDir, binaries: await usableBinaries(binaries, dataDir), runAs: undefined };

  if (!existsSync(binaries.nativeDir)) return { dataDir, binaries, runAs: NOBODY };
  await linkLibraries(binaries);
  const moved = relocatedHome(dataDir);
  if (moved === undefined && reachableByNobody(binaries.nativeDir) && reachableByNobody(dirname(dataDir))) {
    return { dataDir, binaries, runAs: NOBODY };
  }
  const home = moved ?? join(RELOCATED_ROOT, homeName(dataDir));
  await relocate(dataDir, home);
  if (moved === undefined) {
    log(
      `The user "nobody", as whom PostgreSQL runs under root, cannot enter ${dirname(dataDir)} or the installed packages; data and programs are kept in ${home} and ${dataDir} is a link to it.`,
    );
  }
  return {
    dataDir: join(home, 'data'),
    binaries: await copyBinaries(binaries, join(home, 'postgresql')),
    runAs: NOBODY,
  };
}

/** The folder under /var/lib/pinglu to which `dataDir` was moved earlier, or undefined. */
export function relocatedHome(dataDir: string): string | undefined {
  if (!lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink()) return undefined;
  const home = dirname(readlinkSync(dataDir));
  return dirname(home) === RELOCATED_ROOT && basename(home) === homeName(resolve(dataDir)) ? home : undefined;
}

/** Two checkouts with folders of the same name must not share a cluster: the hash keeps them apart. */
function homeName(dataDir: string): string {
  const real = join(realpathSync(dirname(dataDir)), basename(dataDir));
  return `${basename(dataDir)}-${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
}

/** Asked of the system as `nobody` itself, for access lists and mount options count too. */
function reachableByNobody(dir: string): boolean {
  const answer = spawnSync('/bin/sh', ['-c', 'cd "$1" && test -r .', 'sh', realpathSync(dir)], {
    uid: NOBODY,
    gid: NOBODY,
    cwd: '/',
    stdio: 'ignore',
  });
  return answer.status === 0;
}

async function relocate(dataDir: string, home: string): Promise<void> {
  const target = join(home, 'data');
  try {
    await mkdir(home, { recursive: true });
    for (const dir of [RELOCATED_ROOT, home]) await chmod(dir, 0o755);
  } catch (cause) {
    throw new EngineError(
      'engine-not-permitted',
      `PostgreSQL cannot use ${dataDir}, and ${home} cannot be made instead. Move the checkout to a folder that every user may enter, or start as an ordinary user.`,
      { cause },
    );
  }
  const found = await lstat(dataDir).catch(() => undefined);
  if (found?.isDirectory() && (await readdir(dataDir)).length > 0 && !existsSync(target)) {
    await cp(dataDir, `${target}.new`, { recursive: true, preserveTimestamps: true });
    await rename(`${target}.new`, target);
  }
  await rm(dataDir, { recursive: true, force: true });
  await symlink(target, dataDir);
}

/** An ordinary user may work on a checkout that somebody else installed and that is read-only to them. */
async function usableBinaries(binaries: PostgresBinaries, dataDir: string): Promise<PostgresBinaries> {
  if (missingLinks(binaries).length === 0) return binaries;
  try {
    accessSync(join(binaries.nativeDir, 'lib'), constants.W_OK);
  } catch {
    return copyBinaries(binaries, `${dataDir}-programs`);
  }
  await linkLibraries(binaries);
  return binaries;
}

/** Copies once; a half-made copy is never taken for a whole one, since it gets its name last. */
async function copyBinaries(binaries: PostgresBinaries, target: string): Promise<PostgresBinaries> {
  const copy = { nativeDir: join(target, 'native') };
  if (!existsSync(copy.nativeDir)) {
    const unfinished = join(target, `native.${process.pid}`);
    await rm(unfinished, { recursive: true, force: true });
    await cp(binaries.nativeDir, unfinished, { recursive: true, verbatimSymlinks: true });
    await rename(unfinished, copy.nativeDir);
  }
  await linkLibraries(copy);
  return copy;
}

/** Removes the data directory and, where `placeCluster` made any, the copies of the programs. */
export async function removePlacement(wantedDataDir: string): Promise<void> {
  const dataDir = resolve(wantedDataDir);
  const home = relocatedHome(dataDir);
  if (home !== undefined) await rm(home, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
  await rm(`${dataDir}-programs`, { recursive: true, force: true });
}

export function giveTo(path: string, owner: number | undefined): void {
  if (owner !== undefined) chownSync(path, owner, owner);
}
