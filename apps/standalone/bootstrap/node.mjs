import fs from 'node:fs';
import path from 'node:path';
import { modules } from './places.mjs';
import { Sentence } from './sentence.mjs';

const MINIMUM = [22, 22];

/**
 * The Node that runs everything after the installation. The pinned one is taken whenever it is there, also where the
 * machine's own is new enough: what was tested is then what runs, on every machine. It comes with the packages on Linux;
 * on a Mac the machine's Node must do.
 * @returns {string} path of the program
 */
export function nodeProgram() {
  const pinned = pinnedNode();
  if (fs.existsSync(pinned)) return pinned;
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > MINIMUM[0] || (major === MINIMUM[0] && minor >= MINIMUM[1])) return process.execPath;
  throw new Sentence(
    `Pinglu needs Node ${MINIMUM.join('.')} or newer; this is ${process.versions.node}. Install it from nodejs.org or with your version manager (nvm install 24).`,
  );
}

/** Where the packages put it; absent where there is none for this machine. */
export const pinnedNode = () => path.join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node');

/** True when this very process is the one `nodeProgram` names: no second process is needed then. */
export function runsUnder(program) {
  try {
    return fs.realpathSync(process.execPath) === fs.realpathSync(program);
  } catch {
    return false;
  }
}
