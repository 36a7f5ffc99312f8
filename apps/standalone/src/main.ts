import { runMain } from '../bootstrap/run-main.mjs';
import { runStandalone } from './standalone.js';

/** `--steps=2/6`: how far start.mjs has counted. */
const [, done, total] = /^--steps=(\d+)\/(\d+)$/.exec(process.argv[2] ?? '') ?? [];

await runMain('standalone', () => runStandalone({ stepsDone: Number(done ?? 0), totalSteps: Number(total ?? 4) }));
