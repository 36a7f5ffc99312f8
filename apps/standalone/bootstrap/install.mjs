import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runChild } from './child.mjs';
import { INSTALL_BYTES, requireFreeDisk } from './disk.mjs';
import { lockFile, modules, root, stateDirectory } from './places.mjs';
import { currentRun } from './run-lock.mjs';
import { Sentence } from './sentence.mjs';

const stamp = path.join(modules, '.pinglu-install');

/** False when the packages are absent, half installed, or those of another lockfile. */
export function isInstalled() {
  return isInstalledByUs() || isInstalledByHand();
}

function isInstalledByUs() {
  try {
    return fs.readFileSync(stamp, 'utf8') === lockfileHash();
  } catch {
    return false;
  }
}

/**
 * Somebody ran `npm ci` themselves: npm leaves its own lockfile in node_modules when, and only when, it has finished.
 * The compiler stands for the development packages, which `--omit=dev` leaves out.
 */
function isInstalledByHand() {
  try {
    const finishedAt = fs.statSync(path.join(modules, '.package-lock.json')).mtimeMs;
    return (
      finishedAt >= fs.statSync(path.join(root, 'package-lock.json')).mtimeMs &&
      fs.existsSync(path.join(modules, '@typescript', 'native'))
    );
  } catch {
    return false;
  }
}

/** The stamp also names the platform: a folder shared with a virtual machine holds the other one's programs. */
function lockfileHash() {
  const lockfile = fs.readFileSync(path.join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lockfile).digest('hex')} ${process.platform}-${process.arch}\n`;
}

/**
 * Step "Installing packages": exactly what package-lock.json says, or nothing when that is what is there.
 * @param {import('./say.mjs').Progress} progress
 */
export async function ensureInstalled(progress) {
  if (isInstalled()) return;
  const run = currentRun(lockFile);
  if (run !== undefined) {
    throw new Sentence(
      `The packages must be installed anew, but Pinglu runs from them (process ${run.pid}). Stop it with Ctrl-C first.`,
    );
  }
  requireFreeDisk(root, INSTALL_BYTES, 'Installing the packages');
  await progress.step('Installing packages', npmCi);
}

async function npmCi() {
  // Removed first: when the installation is interrupted, the next command must begin it again.
  fs.rmSync(stamp, { force: true });
  const tail = [];
  const keep = (line) => {
    if (line.trim() === '') return;
    tail.push(line);
    if (tail.length > 200) tail.shift();
  };
  const { command, args } = npmCommand();
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', '--progress=false'];
  const ended = await startNpm(command, [...args, ...flags], keep);
  if (ended.stopped)
    throw new Sentence('The installation was stopped. Run the command again to finish it.', { exitCode: 130 });
  if (ended.code !== 0)
    throw new Sentence(explain(tail.join('\n')), { detail: tail.slice(-8).map((line) => `    ${line}`) });
  fs.writeFileSync(stamp, lockfileHash());
}

async function startNpm(command, args, onLine) {
  try {
    return await runChild(command, args, { cwd: root, env: npmEnvironment(), onLine });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Sentence('npm was not found. It comes with Node: install Node 24 from nodejs.org and run npm start.');
  }
}

/** The npm that runs us, by the Node that runs us; a bare `node start.mjs` takes the one on the PATH. */
function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(script) ? { command: process.execPath, args: [script] } : { command: 'npm', args: [] };
}

/**
 * npm keeps its downloads in the home directory. Users of containers and services often have none they can write to;
 * theirs are then kept beside our own state.
 */
function npmEnvironment() {
  const env = { ...process.env };
  // Set by `npm test -- …` and the like for us; npm would take them for its own settings.
  delete env.npm_config_argv;
  if (env.npm_config_cache && canWrite(env.npm_config_cache)) return env;
  if (!env.npm_config_cache && canWrite(home())) return env;
  return { ...env, npm_config_cache: path.join(stateDirectory, 'npm-cache') };
}

function home() {
  try {
    return os.homedir();
  } catch {
    return '';
  }
}

/** True when the folder, or the nearest one above it that exists, can be written to. */
function canWrite(folder) {
  if (folder === '' || folder === '/') return isWritable('/');
  return fs.existsSync(folder) ? isWritable(folder) : canWrite(path.dirname(folder));
}

function isWritable(folder) {
  try {
    fs.accessSync(folder, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** npm's codes in words. The lines above say the rest. */
function explain(output) {
  if (/ENOSPC/.test(output))
    return 'The disk is full: the packages could not be installed. Free 1.5 GB and run the command again.';
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/.test(output)
  ) {
    return 'The packages could not be downloaded: there is no connection to the npm registry. Check the network (and the proxy settings of npm) and run the command again.';
  }
  if (/\bE40[13]\b|ENEEDAUTH/.test(output)) {
    return 'The npm registry refused the download. Check the registry and the login in your npm settings (npm config list).';
  }
  if (/\bE404\b|ETARGET/.test(output)) {
    return 'The npm registry does not have one of the packages. If npm is set to a company registry, ask its owner to mirror the package named above.';
  }
  if (/EACCES|EPERM/.test(output)) {
    return `npm may not write in ${root}. Run the command as the owner of the folder, or take it over (chown -R).`;
  }
  if (/EUSAGE/.test(output))
    return 'package-lock.json does not match package.json. Check out both from the same commit.';
  if (/EINTEGRITY/.test(output))
    return 'A downloaded package is damaged. Run npm cache clean --force and the command again.';
  return 'The packages could not be installed; the lines above are the last of npm.';
}
