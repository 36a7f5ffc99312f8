import fs from 'node:fs';
import path from 'node:path';
import { lockFile, stateDirectory } from './places.mjs';
import { currentRun } from './run-lock.mjs';
import { runMain } from './run-main.mjs';
import { Sentence } from './sentence.mjs';

/** `npm run reset`: as if Pinglu had never run here. Works without installed packages. */

await runMain('reset', async () => {
  const run = currentRun(lockFile);
  if (run !== undefined) {
    throw new Sentence(`Pinglu runs here (process ${run.pid}). Stop it with Ctrl-C, then run npm run reset again.`);
  }
  if (!fs.existsSync(stateDirectory)) {
    process.stdout.write('There is nothing to remove.\n');
    return;
  }
  requireOurs(stateDirectory);
  removeDatabase(path.join(stateDirectory, 'postgres'));
  fs.rmSync(stateDirectory, { recursive: true, force: true });
  process.stdout.write(`Removed ${stateDirectory}. The next npm start begins with empty data.\n`);
});

/** PINGLU_STATE_DIR may point anywhere: a folder that holds none of our files is not ours to delete. */
function requireOurs(directory) {
  const known = ['logs', 'postgres', 'kafka', 'keys', 'demo.json', 'npm-cache', 'test'];
  const entries = fs.readdirSync(directory);
  if (entries.length === 0 || entries.some((entry) => known.includes(entry))) return;
  throw new Sentence(
    `${directory} does not look like a folder of Pinglu; nothing was removed. Check PINGLU_STATE_DIR.`,
  );
}

/**
 * Where the repository's folder is closed to the user the database runs as, the data lies elsewhere behind a link. The
 * target goes too, when it is what it should be.
 */
function removeDatabase(link) {
  if (!fs.lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const target = path.resolve(path.dirname(link), fs.readlinkSync(link));
  if (fs.existsSync(path.join(target, 'PG_VERSION')) || path.basename(target).startsWith('pinglu')) {
    fs.rmSync(target, { recursive: true, force: true });
  }
  fs.rmSync(link, { force: true });
}
