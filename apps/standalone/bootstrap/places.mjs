import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** Everything Pinglu writes on this machine, apart from node_modules and dist. */
export const stateDirectory = path.resolve(root, process.env.PINGLU_STATE_DIR || '.pinglu');

export const logDirectory = path.join(stateDirectory, 'logs');
export const lockFile = path.join(stateDirectory, 'run.json');
export const modules = path.join(root, 'node_modules');
