import { delimiter, dirname, join } from 'node:path';
import { root } from './workspace.js';

/**
 * For programs of node_modules that are to run elsewhere than in this repository, on the Node that runs us. Nx, which may
 * be running this spec, tells its children by NX_… which workspace they are in: theirs is another one.
 */
export function toolEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const path = [dirname(process.execPath), join(root, 'node_modules', '.bin'), env['PATH'] ?? ''].join(delimiter);
  const kept = Object.entries(env).filter(([name]) => !name.startsWith('NX_'));
  return { ...Object.fromEntries(kept), PATH: path };
}
