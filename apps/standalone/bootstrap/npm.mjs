import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runChild } from './child.mjs';
import { root, stateDirectory } from './places.mjs';
import { Sentence } from './sentence.mjs';

/**
 * Runs `npm ci`, quietly.
 * @throws {Sentence} with npm's own words above it
 */
export async function npmCi() {
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
  if (ended.code !== 0) throw new Sentence(explain(tail.join('\n')), { detail: lastWords(tail) });
}

/** npm's error begins with its code and ends with advice that is longer than the error. */
function lastWords(lines) {
  const begin = lines.findLastIndex((line) => /^npm (error|ERR!) code /.test(line));
  const words = begin < 0 ? lines.slice(-8) : lines.slice(begin, begin + 6);
  return words.map((line) => `    ${line}`);
}

async function startNpm(command, args, onLine) {
  try {
    // Told to stop, npm first finishes what it is at, which may take a minute; nothing of it is kept.
    return await runChild(command, args, { cwd: root, env: npmEnvironment(), onLine, killAfterMs: 1000 });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    throw new Sentence('npm was not found. It comes with Node: install Node 24 from nodejs.org and run npm start.');
  }
}

/**
 * The npm that runs us, by the Node that runs npm: ours may be the one in node_modules, which npm is about to remove. A
 * bare `node start.mjs` takes the npm on the PATH.
 */
function npmCommand() {
  const script = process.env.npm_execpath ?? '';
  return /npm-cli\.c?js$/.test(script)
    ? { command: process.env.npm_node_execpath ?? process.execPath, args: [script] }
    : { command: 'npm', args: [] };
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
