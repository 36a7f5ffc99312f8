import fs from 'node:fs';
import path from 'node:path';
import { ensureBuilt } from './build.mjs';
import { runChild } from './child.mjs';
import { requireFreeDisk, START_BYTES } from './disk.mjs';
import { ensureInstalled } from './install.mjs';
import { nodeProgram, runsUnder } from './node.mjs';
import { lockFile, root } from './places.mjs';
import { alreadyRuns, currentRun } from './run-lock.mjs';
import { runMain } from './run-main.mjs';
import { Progress } from './say.mjs';
import { Sentence } from './sentence.mjs';

/** `npm start`: what a fresh clone lacks, then the supervisor (apps/standalone/src). */

const STEPS = 6;
/** The supervisor waits most of the time: memory before speed. */
const SMALL = ['--max-semi-space-size=1', '--optimize-for-size'];
const compiled = path.join(root, 'apps', 'standalone', 'dist');

await runMain('start', async () => {
  if (process.platform === 'win32') {
    throw new Sentence(
      'Pinglu runs on Linux and macOS. On Windows, use the Windows Subsystem for Linux (wsl --install).',
    );
  }
  // Looked at before anything else: an installation or a build must not change files under a running Pinglu.
  const run = currentRun(lockFile);
  if (run !== undefined) throw alreadyRuns(run);

  const progress = new Progress({ total: STEPS });
  await ensureInstalled(progress);
  if (progress.done === 0) await progress.step('Packages are installed', () => undefined);
  requireFreeDisk(root, START_BYTES, 'Starting Pinglu');
  await ensureBuilt(progress);
  return supervise(progress.done);
});

/**
 * Under the pinned Node already (npm puts it first on the PATH once the packages are there) the supervisor runs in this
 * process, which saves one. Otherwise this process only passes signals on.
 */
async function supervise(stepsDone) {
  const supervisor = path.join(compiled, 'main.js');
  if (!fs.existsSync(supervisor))
    throw new Sentence(`The build did not write ${supervisor}. Run npm run build to see why.`);
  const program = nodeProgram();
  if (runsUnder(program)) {
    const { runStandalone } = await import(path.join(compiled, 'standalone.js'));
    return runStandalone({ stepsDone, totalSteps: STEPS });
  }
  const ended = await runChild(program, [...SMALL, supervisor, `--steps=${stepsDone}/${STEPS}`], { cwd: root });
  return ended.code ?? 1;
}
