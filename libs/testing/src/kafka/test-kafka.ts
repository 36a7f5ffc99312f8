import { randomBytes } from 'node:crypto';
import { readTestEngines, type TestEngines } from '../config.js';

export interface TestKafka {
  /** Such as `127.0.0.1:19092`. */
  readonly brokers: string;
  /** A topic name no other spec has. The topic itself is not made. */
  uniqueTopic(name: string): string;
}

/** The Kafka of this run, or why there is none. */
export function testKafka(engines: TestEngines = readTestEngines()): TestKafka | { readonly unavailable: string } {
  if (engines.kafkaBrokers === undefined) {
    return {
      unavailable:
        engines.kafkaReason ?? 'No Kafka was started. Run the spec in the integration lane: LANE=int npx jest.',
    };
  }
  return {
    brokers: engines.kafkaBrokers,
    uniqueTopic: (name) => `${name}.${randomBytes(4).toString('hex')}`,
  };
}

/** What a spec file offers to group its tests; replaced in the spec of this very file. */
export interface Grouping {
  readonly run: (name: string, body: () => void) => void;
  readonly skip: (name: string, body: () => void) => void;
  readonly say: (line: string) => void;
}

const jestGrouping: Grouping = {
  run: (name, body) => describe(name, body),
  skip: (name, body) => describe.skip(name, body),
  say: (line) => process.stderr.write(line),
};

/** `describe` for what needs a broker. Where none could be started the block is skipped, and says why. */
export function describeOnKafka(
  name: string,
  body: (kafka: TestKafka) => void,
  { kafka = testKafka(), grouping = jestGrouping }: { kafka?: ReturnType<typeof testKafka>; grouping?: Grouping } = {},
): void {
  if ('brokers' in kafka) {
    grouping.run(name, () => body(kafka));
    return;
  }
  grouping.say(`\nSKIPPED for want of Kafka: "${name}". ${kafka.unavailable}\n\n`);
  grouping.skip(name, () => body({ brokers: 'none', uniqueTopic: (topic) => topic }));
}
