import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EngineError, fromFileSystem } from '../engine-error.js';
import { spawnGuarded, type GuardedProcess, type ProcessEnd } from '../guarded-process/guarded-process.js';
import { ensurePortFree } from '../ports/ports.js';
import { countBrokers } from './admin-call.js';
import { loggingProperties, renderServerProperties } from './deploy-files.js';
import { findJava } from './java.js';
import { DEFAULT_HEAP_MB, jvmArguments } from './jvm-arguments.js';
import { ensureNoLiveNode, rememberNode } from './live-node.js';
import { kafkaFailure } from './start-failure.js';
import { randomClusterId } from './cluster-id.js';

export interface StartKafkaOptions {
  /** Holds data, configuration and temporary files. Made when missing. */
  readonly dir: string;
  /** Where `prepareKafkaJars` put the jars. */
  readonly libsDir: string;
  readonly port: number;
  readonly controllerPort: number;
  readonly heapMb?: number;
  readonly log: (line: string) => void;
}

export interface RunningKafka {
  /** For KAFKA_BROKERS: `127.0.0.1:19092`. */
  readonly brokers: string;
  readonly port: number;
  readonly pid: number;
  /** As the broker tells it, such as `4.3.1`. */
  readonly version: string;
  stop(): Promise<void>;
  readonly exited: Promise<ProcessEnd>;
}

const ADMIN_DEADLINE_MS = 30_000;

/**
 * Starts one Kafka node (broker and controller) and resolves when it answers an admin call. It stops when we end,
 * however we end.
 * @throws EngineError with a sentence for the person at the terminal
 */
export async function startKafka(options: StartKafkaOptions): Promise<RunningKafka> {
  try {
    return await start(options);
  } catch (error) {
    throw fromFileSystem(error, options.dir);
  }
}

async function start(options: StartKafkaOptions): Promise<RunningKafka> {
  const java = findJava();
  if (!java.usable) {
    throw new EngineError(
      'engine-platform-unsupported',
      `Kafka cannot run here: ${java.reason}. Install Java 17 or newer.`,
    );
  }
  const dir = resolve(options.dir);
  await ensureNoLiveNode(dir);
  await ensurePortFree(options.port, 'Kafka', 'KAFKA_PORT');
  await ensurePortFree(options.controllerPort, 'Kafka controller', 'KAFKA_CONTROLLER_PORT');
  const node: KafkaNode = { java: java.path, dir, ...(await writeConfiguration(dir, options)), log: options.log };
  await formatOnce(node);
  const { server, version } = await launch(node);
  await waitForAdminAnswer(options.port, server, node);
  return {
    brokers: `127.0.0.1:${options.port}`,
    port: options.port,
    pid: server.pid,
    version,
    stop: async () => {
      await server.stop();
    },
    exited: server.exited,
  };
}

interface KafkaNode {
  readonly java: string;
  readonly dir: string;
  readonly jvm: readonly string[];
  readonly propertiesFile: string;
  readonly log: (line: string) => void;
}

async function writeConfiguration(
  dir: string,
  { port, controllerPort, libsDir, heapMb = DEFAULT_HEAP_MB }: StartKafkaOptions,
): Promise<Pick<KafkaNode, 'jvm' | 'propertiesFile'>> {
  const tempDir = join(dir, 'tmp');
  const propertiesFile = join(dir, 'server.properties');
  const loggingFile = join(dir, 'log4j2.properties');
  // A JVM that was killed leaves unpacked native libraries behind.
  await rm(tempDir, { recursive: true, force: true });
  await mkdir(tempDir, { recursive: true });
  await writeFile(propertiesFile, renderServerProperties({ port, controllerPort, dataDir: join(dir, 'data') }));
  await writeFile(loggingFile, loggingProperties());
  return { propertiesFile, jvm: jvmArguments({ heapMb, libsDir: resolve(libsDir), loggingFile, tempDir }) };
}

/** The tool writes meta.properties last, so its presence means that formatting was finished. */
async function formatOnce(node: KafkaNode): Promise<void> {
  if (existsSync(join(node.dir, 'data', 'meta.properties'))) return;
  const lines: string[] = [];
  const tool = await spawnJava(node, {
    main: ['kafka.tools.StorageTool', 'format', '-g', '-t', randomClusterId(), '-c', node.propertiesFile],
    log: (line) => lines.push(line),
  });
  const end = await tool.exited;
  if (end.code !== 0) throw kafkaFailure(lines, node.dir);
}

async function launch(node: KafkaNode): Promise<{ server: GuardedProcess; version: string }> {
  const lines: string[] = [];
  let announce: () => void = () => undefined;
  const started = new Promise<true>((resolveStarted) => (announce = () => resolveStarted(true)));
  let isStarted = false;
  const server = await spawnJava(node, {
    main: ['kafka.Kafka', node.propertiesFile],
    log: (line) => {
      node.log(line);
      if (isStarted) return;
      lines.push(line);
      if (!line.includes('Kafka Server started')) return;
      isStarted = true;
      announce();
    },
  });
  await rememberNode(node.dir, server.pid);
  if ((await Promise.race([started, server.exited])) !== true) throw kafkaFailure(lines, node.dir);
  const version = /Kafka version: (\S+)/.exec(lines.join('\n'))?.[1];
  if (version === undefined) {
    await server.stop();
    throw new EngineError('engine-start-failed', 'Kafka started without telling its version. Run "npm run reset".');
  }
  return { server, version };
}

function spawnJava(
  { java, jvm, dir }: KafkaNode,
  { main, log }: { main: readonly string[]; log: (line: string) => void },
): Promise<GuardedProcess> {
  return spawnGuarded({
    command: java,
    args: [...jvm, ...main],
    // Nothing of ours: a JVM prints its environment into crash reports.
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    cwd: dir,
    stopSignal: 'SIGTERM',
    log,
  });
}

async function waitForAdminAnswer(port: number, server: GuardedProcess, node: KafkaNode): Promise<void> {
  let ended = false;
  void server.exited.then(() => (ended = true));
  for (const began = performance.now(); performance.now() - began < ADMIN_DEADLINE_MS && !ended;) {
    if ((await countBrokers(port).catch(() => 0)) > 0) return;
    await delay(50);
  }
  await server.stop();
  throw kafkaFailure(['Kafka started but did not answer an admin call.'], node.dir);
}
