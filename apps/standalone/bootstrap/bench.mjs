import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runChild } from './child.mjs';
import { requireFreeDisk, START_BYTES } from './disk.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { nodeProgram } from './node.mjs';
import { root } from './places.mjs';
import { runMain } from './run-main.mjs';
import { Progress } from './say.mjs';
import { Sentence } from './sentence.mjs';

/** `npm run bench -- NAME [--json]`: with `--json` the steps go to standard error, for standard output is for programs. */

await runMain('bench', async () => {
  const args = process.argv.slice(2);
  const out = args.includes('--json') ? process.stderr : process.stdout;
  const progress = new Progress({ total: isInstalled() ? 1 : 2, out });
  await ensureInstalled(progress);
  requireFreeDisk(root, START_BYTES, 'A benchmark');
  await ensureBuilt(progress);
  const program = path.join(root, 'apps', 'bench', 'dist', 'main.js');
  if (!fs.existsSync(program)) throw new Sentence(`The build did not write ${program}. Run npm run build to see why.`);
  const ended = await runChild(nodeProgram(), [program, ...args], { cwd: root });
  return ended.code ?? 1;
});
