import fs from 'node:fs';
import path from 'node:path';
import { lockFile, stateDirectory } from './places.mjs';
import { processIdentity } from './process-identity.mjs';
import { currentRun } from './run-lock.mjs';
import { runMain } from './run-main.mjs';
import { Sentence } from './sentence.mjs';

/** `npm run reset`: as if Pinglu had never run here. Works without installed packages. */

/** Where the data of an installation goes that the database's user cannot enter; libs/engines, placement.ts. */
const RELOCATED_ROOT = '/var/lib/pinglu';

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

function removeDatabase(directory) {
  requireNoServer(directory);
  if (!fs.lstatSync(directory, { throwIfNoEntry: false })?.isSymbolicLink()) return;
  const data = path.resolve(path.dirname(directory), fs.readlinkSync(directory));
  const home = path.dirname(data);
  // A link made by a person leads to a folder of theirs: then only what the database wrote is removed.
  if (path.dirname(home) === RELOCATED_ROOT) fs.rmSync(home, { recursive: true, force: true });
  else if (fs.existsSync(path.join(data, 'PG_VERSION'))) fs.rmSync(data, { recursive: true, force: true });
  fs.rmSync(directory, { force: true });
}

/** When Pinglu was killed, its database writes out what it holds before it ends. */
function requireNoServer(directory) {
  const pid = serverOf(directory);
  if (pid === undefined) return;
  throw new Sentence(
    `The database is still stopping, or somebody started it by hand (process ${pid}). Run npm run reset again in a moment.`,
  );
}

function serverOf(directory) {
  try {
    const pid = Number(fs.readFileSync(path.join(directory, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const isServer =
      process.platform !== 'linux' || fs.readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
    return isServer && processIdentity(pid) !== undefined ? pid : undefined;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}
