import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnGuarded, type GuardedProcessOptions } from './guarded-process.js';

const dist = new URL('../../dist/index.js', import.meta.url).href;
const PATH = '/usr/bin:/bin';
/** Ends on SIGTERM and says so in a file. */
const polite = (file: string) => `trap 'echo asked > "${file}"; exit 3' TERM; echo up; while :; do sleep 0.05; done`;
const stubborn = `trap '' TERM; echo up; while :; do sleep 0.05; done`;

describe('a guarded process', () => {
  let dir: string;
  let lines: string[];
  const options = (script: string): GuardedProcessOptions => ({
    command: '/bin/sh',
    args: ['-c', script],
    env: { PATH },
    stopSignal: 'SIGTERM',
    log: (line) => lines.push(line),
  });

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'pinglu-guard-'));
    lines = [];
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('is stopped by its signal, and its end is told', async () => {
    const file = join(dir, 'stopped');
    const guarded = await spawnGuarded(options(polite(file)));
    await until(() => lines.includes('up'));
    expect(await guarded.stop()).toEqual({ code: 3, signal: null });
    expect(readFileSync(file, 'utf8')).toBe('asked\n');
    expect(await guarded.stop()).toEqual({ code: 3, signal: null });
    expect(isAlive(guarded.pid)).toBe(false);
  });

  it('is stopped when the process that started it is killed', async () => {
    const file = join(dir, 'stopped');
    const { parent, pid } = await startParent(dir, options(polite(file)));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
    expect(readFileSync(file, 'utf8')).toBe('asked\n');
    await until(() => guardsOf(dir).length === 0);
  });

  it('is killed after the grace when it does not listen, also without the process that started it', async () => {
    const { parent, pid } = await startParent(dir, { ...options(stubborn), graceSeconds: 1 });
    parent.kill('SIGKILL');
    await until(() => !isAlive(pid));
    const guarded = await spawnGuarded({ ...options(stubborn), graceSeconds: 1 });
    await until(() => lines.includes('up'));
    expect(await guarded.stop()).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('tells when it was killed by somebody else', async () => {
    const guarded = await spawnGuarded(options(stubborn));
    process.kill(guarded.pid, 'SIGKILL');
    expect(await guarded.exited).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('is stopped when its guard is killed', async () => {
    const file = join(dir, 'stopped');
    const guarded = await spawnGuarded(options(polite(file)));
    await until(() => lines.includes('up'));
    const guard = Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(guarded.pid)], { encoding: 'utf8' }).stdout);
    process.kill(guard, 'SIGKILL');
    expect(await guarded.exited).toEqual({ code: null, signal: 'SIGKILL' });
    await until(() => existsSync(file));
  });

  it('is stopped when its guard is asked to end', async () => {
    const guarded = await spawnGuarded(options(polite(join(dir, 'stopped'))));
    await until(() => lines.includes('up'));
    const guard = Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(guarded.pid)], { encoding: 'utf8' }).stdout);
    process.kill(guard, 'SIGTERM');
    expect(await guarded.exited).toEqual({ code: 3, signal: null });
  });

  it('has its last words heard before its end is told', async () => {
    const guarded = await spawnGuarded(options('for i in 1 2 3 4 5; do echo "line $i"; done; echo why >&2; exit 4'));
    expect(await guarded.exited).toEqual({ code: 4, signal: null });
    expect(lines.toSorted()).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'why']);
  });

  it('gets the environment it is given and no descriptor of ours', async () => {
    const guarded = await spawnGuarded({
      ...options('echo "have [$HAVE] home [$HOME]"; [ -e /proc/self/fd/3 ] && echo leaked; exit 0'),
      env: { PATH, HAVE: 'a b' },
    });
    await guarded.exited;
    expect(lines).toEqual(['have [a b] home []']);
  });

  it('ends with 127 when there is no such program', async () => {
    const guarded = await spawnGuarded({ ...options(''), command: '/nowhere/postgres' });
    expect(await guarded.exited).toEqual({ code: 127, signal: null });
    expect(lines.join()).toContain('/nowhere/postgres');
  });
});

/** Another Node process that starts the same thing, so that it can be killed. */
async function startParent(dir: string, { log: _, ...options }: GuardedProcessOptions) {
  const file = join(dir, 'parent.mjs');
  writeFileSync(
    file,
    `import { spawnGuarded } from ${JSON.stringify(dist)};
     let announceUp;
     const up = new Promise((resolve) => (announceUp = resolve));
     const guarded = await spawnGuarded({ ...${JSON.stringify(options)}, log: (line) => line === 'up' && announceUp() });
     await up;
     console.log(guarded.pid);`,
  );
  const parent = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve, reject) => {
    parent.once('exit', () => reject(new Error('The parent ended before it was killed.')));
    createInterface({ input: parent.stdout }).once('line', (line) => resolve(Number(line)));
  });
  return { parent, pid };
}

/** Shells of ours that are still there: they carry the folder's name on their command line. */
const guardsOf = (dir: string): string[] =>
  spawnSync('ps', ['-axww', '-o', 'command='], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes('pinglu-guard') && line.includes(dir));

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.startsWith('Z');
  } catch {
    return false;
  }
}

async function until(check: () => boolean): Promise<void> {
  for (const began = performance.now(); !check(); await delay(20)) {
    if (performance.now() - began > 30_000) throw new Error('It did not happen within 30 s.');
  }
}
