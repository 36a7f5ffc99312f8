import { join } from 'node:path';
import { chooseBus, prepareKafkaJars, startKafka, type BusChoice } from '@pinglu/engines';
import type { StandaloneConfig } from '../config.js';
import type { Lifetime } from '../lifetime/lifetime.js';
import { stopWhenItEnds } from '../lifetime/stop-when-it-ends.js';
import { LogFile } from '../logs/log-file.js';

export interface EventBus {
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

export async function startEventBus(
  choice: BusChoice,
  { config, lifetime, busUrl }: { config: StandaloneConfig; lifetime: Lifetime; busUrl: string },
): Promise<EventBus> {
  switch (choice.kind) {
    case 'postgres':
      return {
        reason: choice.reason,
        address: 'event log in PostgreSQL, schema bus',
        environment: { BUS_DATABASE_URL: busUrl },
      };
    case 'external-kafka': {
      const brokers = config.kafkaBrokers ?? '';
      return { reason: choice.reason, address: `${brokers} (Kafka)`, environment: { KAFKA_BROKERS: brokers } };
    }
    case 'embedded-kafka':
      return startOwnKafka(choice.reason, config, lifetime);
  }
}

async function startOwnKafka(reason: string, config: StandaloneConfig, lifetime: Lifetime): Promise<EventBus> {
  const log = new LogFile(config.logDirectory, 'kafka');
  const libsDir = libsDirectory(config);
  await lifetime.during(prepareKafkaJars({ libsDir, log: log.writeLine }));
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
    reason,
    address: `${kafka.brokers} (Apache Kafka ${kafka.version})`,
    environment: { KAFKA_BROKERS: kafka.brokers },
  };
}
