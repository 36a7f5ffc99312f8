import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';
import { createInterface } from 'node:readline';
import type { Duplex, Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError } from '../engine-error.js';
import { guardScript } from './guard-script.js';

const LAST_WORDS_MS = 500;

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface GuardedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment of the process; nothing is inherited. Default: empty but for what the shell sets. */
  readonly env?: NodeJS.ProcessEnv;
  /** Default `/`, which every user can enter. */
  readonly cwd?: string;
  readonly uid?: number;
  readonly gid?: number;
  /**
   * What the process takes as a request to end well: SIGINT for PostgreSQL, SIGTERM for most. A shell starts its
   * children with SIGINT ignored, so only a program that sets its own handler, as PostgreSQL does, sees SIGINT.
   */
  readonly stopSignal: 'SIGINT' | 'SIGTERM';
  /** Seconds between the stop signal and SIGKILL. Default 30. */
  readonly graceSeconds?: number;
  /** Gets every line of standard output and standard error. */
  readonly log: (line: string) => void;
}

export interface GuardedProcess {
  /** Process id of the command itself, not of the guard. */
  readonly pid: number;
  /** Resolves when the process has ended, for whatever reason. Never rejects. */
  readonly exited: Promise<ProcessEnd>;
  /** Sends the stop signal, and SIGKILL after the grace; resolves when the process has ended. May be called twice. */
  stop(): Promise<ProcessEnd>;
}

/**
 * Starts a process that cannot outlive us, even when we are killed with SIGKILL and have no chance to clean up.
 *
 * Between us and the process stands a few lines of POSIX shell (guard-script.ts) which holds one end of a socket. The
 * kernel closes our end when we die, the guard sees the end of file and sends the stop signal. `stop()` uses the same
 * way: it closes the socket. The process has its own session, so that Ctrl-C in a terminal reaches only us and we
 * decide the order in which things stop.
 *
 * A command that does not exist ends at once with code 127, as in a shell.
 * @throws EngineError `engine-start-failed` when not even the shell can be started
 */
export async function spawnGuarded(options: GuardedProcessOptions): Promise<GuardedProcess> {
  const guard = spawn(
    '/bin/sh',
    [
      '-c',
      guardScript,
      'pinglu-guard',
      options.stopSignal.slice('SIG'.length),
      String(options.graceSeconds ?? 30),
      options.command,
      ...options.args,
    ],
    {
      cwd: options.cwd ?? '/',
      env: options.env ?? {},
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      ...(options.uid !== undefined && { uid: options.uid }),
      ...(options.gid !== undefined && { gid: options.gid }),
    },
  );
  for (const output of [guard.stdout, guard.stderr]) if (output !== null) forwardLines(output, options.log);
  // Node makes extra 'pipe' descriptors as two-way sockets: the guard writes the process id, we write nothing.
  const lifeline = guard.stdio[3] as Duplex;
  lifeline.on('error', () => undefined);

  const exited = whenEnded(guard);
  const pid = await readPid(lifeline, guard, options.command);
  return {
    pid,
    exited,
    stop: () => {
      lifeline.destroy();
      return exited;
    },
  };
}

/**
 * Last words travel through pipes and may arrive after the news of the end, so they are awaited; but not for ever, since
 * a grandchild that lives on keeps the pipes open.
 */
async function whenEnded(guard: ChildProcess): Promise<ProcessEnd> {
  const closed = new Promise<void>((resolve) => guard.once('close', () => resolve()));
  const end = await new Promise<ProcessEnd>((resolve) => {
    guard.once('error', () => resolve({ code: 127, signal: null }));
    guard.once('exit', (code, signal) => resolve(signal ? { code: null, signal } : endFromShell(code ?? 1)));
  });
  // When somebody kills the guard alone, its watcher is still there: closing the socket makes it stop the process.
  guard.stdio[3]?.destroy();
  await Promise.race([closed, delay(LAST_WORDS_MS, undefined, { ref: false })]);
  return end;
}

/** A shell reports "killed by signal n" as 128 + n. */
export function endFromShell(status: number): ProcessEnd {
  const name = Object.entries(constants.signals).find(([, number]) => number === status - 128)?.[0];
  return name === undefined ? { code: status, signal: null } : { code: null, signal: name };
}

function readPid(lifeline: Readable, guard: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    const fail = (cause?: unknown) =>
      reject(
        new EngineError('engine-start-failed', `The shell that should run ${command} could not be started.`, { cause }),
      );
    guard.once('error', fail);
    lifeline.once('end', () => fail());
    lifeline.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const pid = /^(\d+)\n/.exec(text)?.[1];
      if (pid !== undefined) resolve(Number(pid));
    });
  });
}

function forwardLines(output: Readable, log: (line: string) => void): void {
  createInterface({ input: output, crlfDelay: Infinity }).on('line', log);
}
