import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { readMavenEnvironment } from '../config.js';
import { EngineError, fromFileSystem } from '../engine-error.js';
import { KAFKA_POM_FILE } from './deploy-files.js';
import { findMaven, type FoundProgram } from './java.js';

/** Written last; holds the hash of the pom the jars were fetched for. */
const MARKER = '.complete';

export interface PrepareJarsOptions {
  /** Default: `deploy/kafka/pom.xml`. */
  readonly pomFile?: string;
  readonly libsDir: string;
  readonly log: (line: string) => void;
  /** For tests; default: the Maven on PATH. */
  readonly maven?: FoundProgram;
}

/** True when the jars of this very pom are there, so that neither Maven nor a network is needed. */
export function hasKafkaJars(libsDir: string, pomFile: string = KAFKA_POM_FILE): boolean {
  try {
    return readFileSync(join(libsDir, MARKER), 'utf8') === fingerprint(pomFile);
  } catch {
    return false;
  }
}

/**
 * Fetches Kafka's jars with Maven, once. They appear under their final name whole or not at all.
 * @throws EngineError `engine-download-failed`
 */
export async function prepareKafkaJars(options: PrepareJarsOptions): Promise<void> {
  const { pomFile = KAFKA_POM_FILE, libsDir, log } = options;
  if (hasKafkaJars(libsDir, pomFile)) return;
  const maven = options.maven ?? findMaven();
  if (!maven.usable) {
    throw new EngineError(
      'engine-download-failed',
      `Apache Kafka cannot be fetched: ${maven.reason}. Install Maven, or set KAFKA_BROKERS to a running broker.`,
    );
  }
  const target = resolve(libsDir);
  const unfinished = `${target}.${process.pid}.${randomBytes(3).toString('hex')}`;
  try {
    mkdirSync(dirname(target), { recursive: true });
    await copyDependencies({ maven: maven.path, pomFile, outputDir: unfinished, log });
    await writeFile(join(unfinished, MARKER), fingerprint(pomFile));
    // Another process may have finished in the meantime; what it made is as good as ours.
    if (hasKafkaJars(target, pomFile)) return;
    await rm(target, { recursive: true, force: true });
    await rename(unfinished, target).catch((error: unknown) => {
      if (!hasKafkaJars(target, pomFile)) throw error;
    });
  } catch (error) {
    throw fromFileSystem(error, target);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

interface CopyDependencies {
  readonly maven: string;
  readonly pomFile: string;
  readonly outputDir: string;
  readonly log: (line: string) => void;
}

async function copyDependencies({ maven, pomFile, outputDir, log }: CopyDependencies): Promise<void> {
  const args = ['-q', '-B', '-f', pomFile, 'dependency:copy-dependencies', '-DincludeScope=runtime'];
  const child = spawn(maven, [...args, `-DoutputDirectory=${outputDir}`], {
    env: readMavenEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  for (const output of [child.stdout, child.stderr]) {
    createInterface({ input: output }).on('line', (line) => {
      log(line);
      if (complaint === '' && line.includes('ERROR')) complaint = line.replace(/^.*?ERROR\]?\s*/, '');
    });
  }
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(null));
    child.once('close', done);
  });
  if (code === 0 && existsSync(outputDir)) return;
  throw new EngineError(
    'engine-download-failed',
    `Maven could not fetch Apache Kafka. Check the network and Maven's settings, or set KAFKA_BROKERS to a running broker. It said: ${complaint || 'nothing'}`,
  );
}

const fingerprint = (pomFile: string): string => createHash('sha256').update(readFileSync(pomFile)).digest('hex');
