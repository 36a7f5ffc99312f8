import { findJava, findMaven, type FoundProgram } from '../kafka/java.js';
import { hasKafkaJars } from '../kafka/prepare-jars.js';

export interface BusChoice {
  readonly kind: 'external-kafka' | 'embedded-kafka' | 'postgres';
  /** A sentence for the person at the terminal: what runs and why. */
  readonly reason: string;
}

export interface ChooseBusOptions {
  /** KAFKA_BROKERS as the person set it. */
  readonly kafkaBrokers?: string | undefined;
  readonly libsDir: string;
}

/** What the choice depends on outside its arguments; replaced in tests. */
export interface Surroundings {
  readonly findJava: () => FoundProgram;
  readonly findMaven: () => FoundProgram;
  readonly hasKafkaJars: (libsDir: string) => boolean;
}

/** A broker that somebody runs, else our own Kafka where Java is, else the event log in PostgreSQL. */
export function chooseBus(
  { kafkaBrokers, libsDir }: ChooseBusOptions,
  look: Surroundings = { findJava, findMaven, hasKafkaJars },
): BusChoice {
  const brokers = kafkaBrokers?.trim();
  if (brokers)
    return { kind: 'external-kafka', reason: `Events go to the Kafka at ${brokers}, as KAFKA_BROKERS says.` };
  const java = look.findJava();
  if (!java.usable) return eventLog(java.reason, 'Java 17 or newer and Maven');
  if (look.hasKafkaJars(libsDir)) {
    return { kind: 'embedded-kafka', reason: `Events go to our own Apache Kafka, run by Java ${java.version}.` };
  }
  const maven = look.findMaven();
  if (!maven.usable) return eventLog(maven.reason, 'Maven');
  return {
    kind: 'embedded-kafka',
    reason: `Events go to our own Apache Kafka, run by Java ${java.version}; Maven ${maven.version} fetches it first (44 MB, once).`,
  };
}

const eventLog = (why: string, remedy: string): BusChoice => ({
  kind: 'postgres',
  reason: `Events go to the event log in PostgreSQL, because no Kafka can run here: ${why}. Other systems get webhooks and REST; for Kafka install ${remedy}, or set KAFKA_BROKERS.`,
});
