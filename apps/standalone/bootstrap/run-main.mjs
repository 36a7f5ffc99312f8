import fs from 'node:fs';
import path from 'node:path';
import { logDirectory } from './places.mjs';
import { Sentence, sentenceForSystemError } from './sentence.mjs';

/**
 * Runs a command's body and turns every failure into sentences: nobody who types `npm start` reads a stack trace.
 * @param {string} name names the log file of unexpected problems
 * @param {() => Promise<number | void>} body resolves to the exit code
 */
export async function runMain(name, body) {
  // `npm start | head` closes our output; that is no reason to fall over.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  try {
    requireReadableNode();
    process.exit((await body()) ?? 0);
  } catch (error) {
    process.exit(report(name, error));
  }
}

/** These files use what Node 18.15 brought; anything older would fail in the middle with a puzzling message. */
function requireReadableNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 18 || (major === 18 && minor >= 15)) return;
  throw new Sentence(
    `Pinglu needs Node 22.22 or newer; this is ${process.versions.node}. Install it from nodejs.org or with your version manager (nvm install 24).`,
  );
}

/** Prints the error in words and returns the exit code. */
export function report(name, error) {
  const known = error instanceof Sentence ? error.message : sentenceForSystemError(error);
  const lines = [...(error?.detail ?? []), known ?? surprise(name, error)];
  process.stderr.write(`\n${lines.join('\n')}\n`);
  return error?.exitCode ?? 1;
}

function surprise(name, error) {
  const what = `Something unexpected went wrong: ${String(error?.message ?? error).split('\n')[0]}`;
  const file = path.join(logDirectory, `${name}-error.log`);
  try {
    fs.mkdirSync(logDirectory, { recursive: true });
    fs.appendFileSync(file, `${new Date().toISOString()} Node ${process.version}\n${error?.stack ?? error}\n`);
    return `${what}\nDetails are in ${file}; please attach that file when you report it.`;
  } catch {
    return what;
  }
}
