import { describeOnKafka, testKafka, type Grouping } from './test-kafka.js';

const absent = { postgresUrl: undefined, kafkaBrokers: undefined, kafkaReason: 'Java was not found.' };

describe('specs that need Kafka', () => {
  let said: string[];
  let grouped: string[];
  const grouping: Grouping = {
    run: (name, body) => (grouped.push(`run ${name}`), body()),
    skip: (name) => grouped.push(`skip ${name}`),
    say: (line) => said.push(line),
  };
  beforeEach(() => ([said, grouped] = [[], []]));

  it('run with its address when it is there', () => {
    const kafka = testKafka({ ...absent, kafkaBrokers: '127.0.0.1:9' });
    const topics = new Set<string>();
    describeOnKafka('relay', (it) => [1, 2].forEach(() => topics.add(it.uniqueTopic('a.v1'))), { kafka, grouping });
    expect([grouped, said, topics.size]).toEqual([['run relay'], [], 2]);
    expect([...topics][0]).toMatch(/^a\.v1\.[0-9a-f]{8}$/);
  });

  it('are skipped with the reason when it is not', () => {
    describeOnKafka('relay', () => undefined, { kafka: testKafka(absent), grouping });
    expect(grouped).toEqual(['skip relay']);
    expect(said.join()).toContain('SKIPPED for want of Kafka: "relay". Java was not found.');
  });
});
