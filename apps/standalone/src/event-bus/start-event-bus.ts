import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chooseBus, hasKafkaJars, startKafka, type BusChoice } from '@pinglu/engines';
import { Sentence } from '../../bootstrap/sentence.mjs';
import type { StandaloneConfig } from '../config.js';
import type { Lifetime } from '../lifetime/lifetime.js';
import { stopWhenItEnds } from '../lifetime/stop-when-it-ends.js';
import { LogFile } from '../logs/log-file.js';
import { fetchJars } from './fetch-jars.js';

export interface EventBus {
  readonly kind: BusChoice['kind'];
  /** What carries events and why; a sentence. */
  readonly reason: string;
  /** For the list of addresses: "127.0.0.1:19092 (Apache Kafka 4.3.1)". */
  readonly address: string;
  /** Tells services where the bus is. */
  readonly environment: Readonly<Record<string, string>>;
}

const kafkaDirectory = (config: StandaloneConfig): string => join(config.stateDirectory, 'kafka');
const libsDirectory = (config: StandaloneConfig): string => join(kafkaDirectory(config), 'libs');

/** Asked before any port is looked at: without a Kafka of ours its ports may be anybody's. */
export function decideBus(config: StandaloneConfig): BusChoice {
  if (config.withoutKafka) {
    return { kind: 'postgres', reason: 'Events go to the event log in PostgreSQL, as EVENT_BUS says.' };
  }
  return chooseBus({ kafkaBrokers: config.kafkaBrokers, libsDir: libsDirectory(config) });
}

export interface BusSurroundings {
  readonly config: StandaloneConfig;
  readonly lifetime: Lifetime;
  readonly busUrl: string;
}

/** @throws Sentence, EngineError, StopRequested */
export async function startEventBus({ kind, reason }: BusChoice, surroundings: BusSurroundings): Promise<EventBus> {
  switch (kind) {
    case 'postgres':
      return eventLog(reason, surroundings);
    case 'external-kafka': {
      const brokers = surroundings.config.kafkaBrokers ?? '';
      return { kind, reason, address: `${brokers} (Kafka)`, environment: { KAFKA_BROKERS: brokers } };
    }
    case 'embedded-kafka':
      return startOwnKafka(reason, surroundings);
  }
}

const eventLog = (reason: string, { busUrl }: BusSurroundings): EventBus => ({
  kind: 'postgres',
  reason,
  address: 'event log in PostgreSQL, schema bus',
  environment: { BUS_DATABASE_URL: busUrl },
});

async function startOwnKafka(reason: string, surroundings: BusSurroundings): Promise<EventBus> {
  const { config, lifetime } = surroundings;
  const log = new LogFile(config.logDirectory, 'kafka');
  const libsDir = libsDirectory(config);
  if (!hasKafkaJars(libsDir)) {
    const problem = await fetchJars({ libsDir, log, lifetime, inherited: config.inherited });
    if (problem !== undefined) return withoutJars(problem, surroundings);
  }
  const kafka = await lifetime.start(() =>
    startKafka({
      dir: kafkaDirectory(config),
      libsDir,
      port: config.ports.kafka.port,
      controllerPort: config.ports.kafkaController.port,
      log: log.writeLine,
    }),
  );
  stopWhenItEnds(kafka.exited, { name: 'Kafka', log, lifetime });
  return {
    kind: 'embedded-kafka',
    reason,
    address: `${kafka.brokers} (Apache Kafka ${kafka.version})`,
    environment: { KAFKA_BROKERS: kafka.brokers },
  };
}

/**
 * A machine with Maven and no way to its repositories should still start, the first time. Where Kafka already holds
 * events, going another way would leave them behind.
 */
function withoutJars(problem: string, surroundings: BusSurroundings): EventBus {
  if (existsSync(join(kafkaDirectory(surroundings.config), 'data'))) throw new Sentence(problem);
  return eventLog(`${problem.replace(/\.?$/, '.')} Until then events go to the event log in PostgreSQL.`, surroundings);
}
