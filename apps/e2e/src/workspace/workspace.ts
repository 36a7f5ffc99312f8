import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository. */
export const root = fileURLToPath(new URL('../../../../', import.meta.url));

export interface PackageJson {
  readonly name: string;
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly nx?: { readonly name: string; readonly tags: readonly string[] };
}

export interface Project {
  /** As Nx and Jest call it: `kernel`. */
  readonly name: string;
  /** From the root, with slashes: `libs/kernel`. */
  readonly folder: string;
  readonly packageJson: PackageJson;
}

/** Every project, as the workspaces of package.json find them. */
export function projects(): readonly Project[] {
  return ['libs', 'apps'].flatMap((top) =>
    readdirSync(join(root, top)).map((name) => {
      const folder = `${top}/${name}`;
      return { name, folder, packageJson: readJson<PackageJson>(`${folder}/package.json`) };
    }),
  );
}

/** The files below a folder that somebody wrote: neither installed nor compiled. Paths from the root, with slashes. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path));
}

export function readText(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function readJson<T>(path: string): T {
  return JSON.parse(readText(path)) as T;
}

/** For configuration files, which explain themselves in comments; text that holds `//` after a blank is not understood. */
export function readJsonWithComments<T>(path: string): T {
  return JSON.parse(readText(path).replaceAll(/(^|\s)\/\/.*$/gm, '')) as T;
}
