import { spawn } from 'node:child_process';
import fs from 'node:fs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {{ code: number | null, signal: string | null, stopped: boolean }} Ended
 *   `stopped`: we were asked to stop while it ran
 */

/**
 * Runs a program to its end and passes on signals, and the death of our own parent. Never rejects for what the program
 * does; rejects when it cannot be started.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ onLine?: (line: string) => void, killAfterMs?: number, cwd?: string, env?: object, stdio?: unknown }} options
 *   those of `spawn`; with `onLine` standard output and standard error are read line by line instead of being shown; with
 *   `killAfterMs` a program that was told to stop gets only so long
 * @returns {Promise<Ended>}
 */
export function runChild(command, args, { onLine, killAfterMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit', ...options });
    let stopped = false;
    let killer;
    const stop = (signal) => {
      stopped = true;
      child.kill(signal);
      if (killAfterMs !== undefined) killer ??= setTimeout(() => child.kill('SIGKILL'), killAfterMs);
    };
    const handlers = SIGNALS.map((signal) => [signal, () => stop(signal)]);
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const unwatch = watchParent(() => stop('SIGTERM'));
    const finish = () => {
      clearTimeout(killer);
      for (const [signal, handler] of handlers) process.off(signal, handler);
      unwatch();
    };
    if (onLine) for (const output of [child.stdout, child.stderr]) readLines(output, onLine);
    child.once('error', (error) => {
      finish();
      reject(error);
    });
    child.once('close', (code, signal) => {
      finish();
      resolve({ code, signal, stopped });
    });
  });
}

/**
 * Calls back once when the process that started us is gone: npm killed with SIGKILL cannot tell us, but then somebody has
 * another parent.
 * @param {() => void} gone
 * @returns {() => void} ends the watch
 */
export function watchParent(gone) {
  const before = lineage();
  const timer = setInterval(() => {
    if (lineage() === before) return;
    clearInterval(timer);
    gone();
  }, 1000);
  timer.unref();
  return () => clearInterval(timer);
}

/** Our parent; and where that is the shell in which npm runs a script, npm behind it: the shell outlives npm. */
function lineage() {
  const parent = process.ppid;
  return isScriptShell(parent) ? `${parent} ${parentOf(parent)}` : `${parent}`;
}

function isScriptShell(pid) {
  if (process.env.npm_lifecycle_script === undefined) return false;
  const [, flag, script] = procFile(pid, 'cmdline').split('\0');
  return flag === '-c' && script?.startsWith(process.env.npm_lifecycle_script);
}

function parentOf(pid) {
  const stat = procFile(pid, 'stat');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
}

/** Empty where there is no /proc: the shells there replace themselves by the script, so npm is our parent. */
function procFile(pid, name) {
  try {
    return fs.readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

function readLines(stream, onLine) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
