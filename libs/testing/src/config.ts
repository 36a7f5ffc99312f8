import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the engines of this run are; published by jest/engines.mjs. */
export interface TestEngines {
  /** Superuser of the shared PostgreSQL. */
  readonly postgresUrl: string | undefined;
  /** Brokers of the shared Kafka, or undefined and a reason. */
  readonly kafkaBrokers: string | undefined;
  readonly kafkaReason: string | undefined;
}

/** Of the repository; from `src` and from `dist` alike. */
export const root: string = fileURLToPath(new URL('../../../', import.meta.url)).replace(/\/$/, '');

/** The environment of whoever runs the tests, to be handed on to `npm start`. */
export const inherited: Readonly<Record<string, string | undefined>> = process.env;

const stateDir = join(root, '.pinglu');

/** Shared with `npm start`, so that the jars are fetched once. */
export const kafkaLibsDir: string = join(stateDir, 'kafka', 'libs');

export function readTestEngines(env: NodeJS.ProcessEnv = process.env): TestEngines {
  return {
    postgresUrl: env.PINGLU_TEST_PG_URL || undefined,
    kafkaBrokers: env.PINGLU_TEST_KAFKA || undefined,
    kafkaReason: env.PINGLU_TEST_KAFKA_REASON || undefined,
  };
}

/** The scratch folder of this run. The next run removes it should this one be killed. */
export function scratchDir(env: NodeJS.ProcessEnv = process.env): string {
  const dir = env.PINGLU_TEST_DIR || join(stateDir, `test-${process.pid}`);
  mkdirSync(dir, { recursive: true });
  return dir;
}
