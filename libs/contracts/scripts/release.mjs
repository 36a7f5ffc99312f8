// `node libs/contracts/scripts/release.mjs v0.2.0` keeps the schemas and samples of a release under released/<version>.
// They are what later contracts are compared with, so a folder that exists is never written again.
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const version = process.argv[2] ?? '';
if (!/^v\d+\.\d+\.\d+$/.test(version)) throw new Error('Name the release, for example v0.2.0.');
const target = join(root, 'released', version);
if (existsSync(target)) throw new Error(`The release ${version} has been kept before; choose the next version.`);

const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) =>
  /\.(schema|sample)\.json$/.test(name),
);
mkdirSync(target, { recursive: true });
for (const name of files) copyFileSync(join(root, 'src', name), join(target, basename(name)));
process.stdout.write(`Kept ${files.length} files under released/${version}.\n`);
