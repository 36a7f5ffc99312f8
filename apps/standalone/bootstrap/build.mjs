import path from 'node:path';
import { runChild } from './child.mjs';
import { buildConsole } from './console.mjs';
import { freeBytes, LEFT_BYTES } from './disk.mjs';
import { nodeProgram } from './node.mjs';
import { modules, root } from './places.mjs';
import { Sentence } from './sentence.mjs';

/** Compiles everything that changed since the last time. Resolves to the compiler's lines when it found errors. */
export async function compile() {
  const lines = [];
  const compiler = path.join(modules, '.bin', 'tsc');
  const ended = await runChild(nodeProgram(), [compiler, '-b', '--pretty', 'false'], {
    cwd: root,
    onLine: (line) => lines.push(line),
  });
  if (ended.stopped) throw new Sentence('The build was stopped.', { exitCode: 130 });
  return ended.code === 0
    ? []
    : lines.length > 0
      ? lines
      : [`The compiler ended with code ${ended.code ?? ended.signal}.`];
}

/** @param {import('./say.mjs').Progress} progress */
export async function ensureBuilt(progress) {
  await progress.step('Building', async () => {
    const errors = await compile();
    if (errors.length === 0) errors.push(...(await buildConsole()));
    if (errors.length === 0) return;
    // The compiler does not say so: it breaks down with a trace of its own.
    if (freeBytes(root) < LEFT_BYTES) {
      throw new Sentence(
        'The disk is full: the build could not be written. Free some space and run the command again.',
      );
    }
    throw new Sentence(
      'The code does not compile; the lines above are the compiler’s. Correct them and run the command again.',
      {
        detail: errors.slice(0, 20),
      },
    );
  });
}
