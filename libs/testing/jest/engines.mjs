import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startContainers } from './containers.mjs';

const stateDir = fileURLToPath(new URL('../../../.pinglu/', import.meta.url));
const runDir = join(stateDir, `test-${process.pid}`);

/** What runs, in the order in which it was started. Setup and teardown share this module and so this list. */
const running = [];

/**
 * Starts the engines of an integration run and publishes where they are:
 * PINGLU_TEST_PG_URL (superuser), PINGLU_TEST_KAFKA (brokers) or PINGLU_TEST_KAFKA_REASON (why there is none),
 * PINGLU_TEST_DIR (scratch folder, removed with the run).
 */
export async function startEngines() {
  // An outer runner that starts several lanes has engines already.
  if (process.env.PINGLU_TEST_PG_URL) return;
  if (process.env.TEST_ENGINES === 'containers') {
    running.push(...(await startContainers()));
    return;
  }
  const engines = await loadEngines();
  await sweep(engines);
  mkdirSync(runDir, { recursive: true });
  process.env.PINGLU_TEST_DIR = runDir;
  const [postgres] = await Promise.all([startPostgres(engines), startKafka(engines)]);
  process.env.PINGLU_TEST_PG_URL = postgres.url();
}

export async function stopEngines() {
  await Promise.all(running.splice(0).map((engine) => engine.stop()));
  if (process.env.PINGLU_TEST_DIR !== runDir) return;
  await removeRun(await loadEngines(), runDir);
}

async function startPostgres(engines) {
  const [port] = await engines.freePorts(1);
  const postgres = await engines.startPostgres({ dataDir: join(runDir, 'postgres'), port });
  running.push(postgres);
  return postgres;
}

/** No Kafka is no failure here: the specs that need it say so and are left out, see describeOnKafka. */
async function startKafka(engines) {
  const libsDir = join(stateDir, 'kafka', 'libs');
  const choice = engines.chooseBus({ libsDir });
  if (choice.kind === 'postgres') {
    process.env.PINGLU_TEST_KAFKA_REASON = choice.reason;
    return;
  }
  try {
    await engines.prepareKafkaJars({ libsDir, log: () => undefined });
    const [port, controllerPort] = await engines.freePorts(2);
    const dir = join(runDir, 'kafka');
    const kafka = await engines.startKafka({ dir, libsDir, port, controllerPort, log: () => undefined });
    running.push(kafka);
    process.env.PINGLU_TEST_KAFKA = kafka.brokers;
  } catch (error) {
    if (!(error instanceof engines.EngineError)) throw error;
    process.env.PINGLU_TEST_KAFKA_REASON = error.message;
  }
}

/**
 * Runs that were killed leave their folders; their engines stop by themselves. Where one is still at it, the folder is
 * left to a later run.
 */
async function sweep(engines) {
  mkdirSync(stateDir, { recursive: true });
  for (const name of readdirSync(stateDir)) {
    const pid = /^test-(\d+)$/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    await removeRun(engines, join(stateDir, name)).catch((error) => {
      if (!(error instanceof engines.EngineError)) throw error;
    });
  }
}

/** Data of PostgreSQL may lie outside the folder, under a link; the folders of single specs are named own-…. */
async function removeRun(engines, dir) {
  const folders = readdirSync(dir).filter((name) => name === 'postgres' || name.startsWith('own-'));
  for (const name of folders) {
    await engines.removePostgresData(name === 'postgres' ? join(dir, name) : join(dir, name, 'postgres'));
  }
  await rm(dir, { recursive: true, force: true });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Jest loads this file as it is, so it needs what the compiler made, not the sources. */
async function loadEngines() {
  try {
    return await import('@pinglu/engines');
  } catch (cause) {
    throw new Error('The engines are not built. Run "npm run build" before the integration specs.', { cause });
  }
}
