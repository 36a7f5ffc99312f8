import fs from 'node:fs';
import path from 'node:path';
import { compile } from './build.mjs';
import { runChild } from './child.mjs';
import { nodeProgram } from './node.mjs';
import { modules, root, stateDirectory } from './places.mjs';
import { Sentence } from './sentence.mjs';
import { readJestReport } from './tally.mjs';

/**
 * @typedef {import('./tally.mjs').Tally} Tally
 * @typedef {{ name: string, title: string, run: (jestArgs: readonly string[]) => Promise<Tally> }} Lane
 */

const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));

/** What `npm test` does, in order of price. @type {readonly Lane[]} */
export const LANES = [
  { name: 'format', title: 'Format', run: () => check([['prettier', '--check', '--log-level', 'warn', '.']]) },
  {
    name: 'lint',
    title: 'Lint',
    // The rule on module boundaries passes silently when no project graph was written before: hence two commands. They
    // stand in package.json, where the guard of these rules finds them too.
    run: () => check(scripts.lint.split(' && ').map((command) => command.split(' '))),
  },
  { name: 'types', title: 'Types', run: checkTypes },
  { name: 'unit', title: 'Unit tests', run: (args) => jest('unit', args) },
  { name: 'int', title: 'Integration tests (real engines)', run: (args) => jest('int', args) },
  { name: 'e2e', title: 'End-to-end tests (the whole of npm start)', run: (args) => jest('e2e', args) },
];

/** Some tests drive compiled programs; their lanes need a build when they run alone. */
export const needsBuild = (lane) => lane.name === 'int' || lane.name === 'e2e';

const passed = { passed: 1, failed: 0, skipped: 0, notes: [] };
const failed = { passed: 0, failed: 1, skipped: 0, notes: [] };

/** A static check counts as one test. */
async function check(commands) {
  for (const [name, ...args] of commands) {
    const ended = await run([path.join(modules, '.bin', name), ...args], { NX_DAEMON: 'false', NX_TUI: 'false' });
    if (ended.code !== 0) return failed;
  }
  return passed;
}

async function checkTypes() {
  const errors = await compile();
  for (const line of errors) process.stdout.write(`${line}\n`);
  return errors.length === 0 ? passed : failed;
}

async function jest(lane, args) {
  const folder = path.join(stateDirectory, 'test');
  fs.mkdirSync(folder, { recursive: true });
  const report = path.join(folder, `${lane}.json`);
  fs.rmSync(report, { force: true });
  const ended = await run(
    [path.join(modules, '.bin', 'jest'), '--json', `--outputFile=${report}`, ...args],
    { LANE: lane },
    // With --json Jest writes the whole report on standard output as well.
    ['ignore', 'ignore', 'inherit'],
  );
  return readJestReport(report, ended);
}

async function run(args, env, stdio = ['ignore', 'inherit', 'inherit']) {
  const ended = await runChild(nodeProgram(), args, { cwd: root, stdio, env: { ...process.env, ...env } });
  if (ended.stopped) throw new Sentence('The tests were stopped.', { exitCode: 130 });
  return ended;
}
