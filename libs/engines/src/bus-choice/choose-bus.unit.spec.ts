import type { FoundProgram } from '../kafka/java.js';
import { chooseBus, type Surroundings } from './choose-bus.js';

const java: FoundProgram = { usable: true, path: '/usr/bin/java', version: '21' };
const maven: FoundProgram = { usable: true, path: '/usr/bin/mvn', version: '3.9.9' };
const missing = (reason: string): FoundProgram => ({ usable: false, reason });
const machine = (has: { java?: FoundProgram; maven?: FoundProgram; jars?: boolean }): Surroundings => ({
  findJava: () => has.java ?? java,
  findMaven: () => has.maven ?? maven,
  hasKafkaJars: () => has.jars ?? false,
});
const libsDir = '/pinglu/kafka/libs';

describe('choosing the event bus', () => {
  it('takes the broker somebody named before anything else', () => {
    expect(chooseBus({ kafkaBrokers: ' kafka-1:9092,kafka-2:9092 ', libsDir }, machine({}))).toEqual({
      kind: 'external-kafka',
      reason: 'Events go to the Kafka at kafka-1:9092,kafka-2:9092, as KAFKA_BROKERS says.',
    });
  });

  it('takes an empty KAFKA_BROKERS for none', () => {
    expect(chooseBus({ kafkaBrokers: '  ', libsDir }, machine({})).kind).toBe('embedded-kafka');
  });

  it('says that Maven fetches Kafka first when the jars are not there', () => {
    expect(chooseBus({ libsDir }, machine({}))).toEqual({
      kind: 'embedded-kafka',
      reason: 'Events go to our own Apache Kafka, run by Java 21; Maven 3.9.9 fetches it first (44 MB, once).',
    });
  });

  it('needs no Maven once the jars are there', () => {
    expect(chooseBus({ libsDir }, machine({ jars: true, maven: missing('Maven was not found') }))).toEqual({
      kind: 'embedded-kafka',
      reason: 'Events go to our own Apache Kafka, run by Java 21.',
    });
  });

  it.each([
    ['Java', { java: missing('Java was not found'), jars: true }, 'Java was not found.', 'Java 17 or newer and Maven'],
    ['Maven', { maven: missing('Maven was not found') }, 'Maven was not found.', 'Maven'],
  ])('falls back to PostgreSQL without %s, and says why and what to install', (_, has, why, remedy) => {
    const choice = chooseBus({ libsDir }, machine(has));
    expect(choice.kind).toBe('postgres');
    expect(choice.reason).toContain(`because no Kafka can run here: ${why}`);
    expect(choice.reason).toContain(`for Kafka install ${remedy}, or set KAFKA_BROKERS.`);
  });
});
