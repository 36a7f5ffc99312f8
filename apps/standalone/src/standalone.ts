import { chmodSync, mkdirSync } from 'node:fs';
import { EngineError } from '@pinglu/engines';
import { takeRunLock } from '../bootstrap/run-lock.mjs';
import { Progress } from '../bootstrap/say.mjs';
import { Sentence } from '../bootstrap/sentence.mjs';
import { readConfig, type StandaloneConfig } from './config.js';
import { Lifetime, StopRequested, type StopReason } from './lifetime/lifetime.js';
import { listenForStop } from './lifetime/stop-requests.js';
import { realStack } from './real-stack.js';
import { startStack, type Stack } from './start-stack.js';

export interface StandaloneOptions {
  /** Steps that start.mjs has shown already, and how many there are in all. */
  readonly stepsDone: number;
  readonly totalSteps: number;
  /** What runs; replaced in tests. */
  readonly stack?: (config: StandaloneConfig) => Stack;
}

/**
 * Starts everything, waits until something asks for the end, stops everything.
 * @returns the exit code
 * @throws Sentence when the start fails; whatever was up is stopped by then
 */
export async function runStandalone({ stepsDone, totalSteps, stack = realStack }: StandaloneOptions): Promise<number> {
  const config = readConfig();
  const progress = new Progress({ total: totalSteps, done: stepsDone });
  // Engines may run as another user, who has to be able to enter; what is secret inside is closed by itself.
  mkdirSync(config.stateDirectory, { recursive: true });
  const release = takeRunLock(config.lockFile, `http://127.0.0.1:${config.ports.gateway.port}`);
  const lifetime = new Lifetime();
  const unlisten = listenForStop(lifetime, (line) => progress.say(line));
  try {
    chmodSync(config.stateDirectory, 0o755);
    const reason = await startStack(stack(config), { config, lifetime, progress }).then(
      () => lifetime.stopRequested,
      (error: unknown) => (error instanceof StopRequested ? lifetime.stopRequested : Promise.reject(error)),
    );
    explain(reason, progress);
    await lifetime.stopAll();
    progress.say('Pinglu has stopped.');
    return reason.exitCode;
  } catch (error) {
    await lifetime.stopAll();
    throw error instanceof EngineError ? new Sentence(error.message) : error;
  } finally {
    unlisten();
    release();
  }
}

function explain({ sentence, detail = [] }: StopReason, progress: Progress): void {
  if (sentence === undefined) return;
  for (const line of [...detail, sentence]) progress.say(line);
}
