import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kafka, logLevel } from 'kafkajs';
import { chooseBus } from '../bus-choice/choose-bus.js';
import { freePorts } from '../ports/ports.js';
import { prepareKafkaJars } from './prepare-jars.js';
import { startKafka, type RunningKafka } from './start-kafka.js';

const libsDir = fileURLToPath(new URL('../../../../.pinglu/kafka/libs', import.meta.url));
const choice = chooseBus({ libsDir });

if (choice.kind === 'postgres') {
  process.stderr.write(`\nSKIPPED for want of Kafka: "starting Kafka". ${choice.reason}\n\n`);
}
const describeWithJava = choice.kind === 'postgres' ? describe.skip : describe;

describeWithJava('starting Kafka', () => {
  let dir: string;
  let ports: { port: number; controllerPort: number };
  const started: RunningKafka[] = [];
  const start = async (): Promise<RunningKafka> => {
    const running = await startKafka({ dir, libsDir, ...ports, log: () => undefined });
    started.push(running);
    return running;
  };

  beforeAll(() => prepareKafkaJars({ libsDir, log: () => undefined }));
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'pinglu-kafka-'));
    const [port, controllerPort] = (await freePorts(2)) as [number, number];
    ports = { port, controllerPort };
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((running) => running.stop()));
    rmSync(dir, { recursive: true, force: true });
  });

  it('runs the Kafka that the pom names, and answers a client at once', async () => {
    const running = await start();
    const pom = readFileSync(fileURLToPath(new URL('../../../../deploy/kafka/pom.xml', import.meta.url)), 'utf8');
    expect(running.version).toBe(/<kafka.version>(.*)<\/kafka.version>/.exec(pom)?.[1]);
    const admin = client(running).admin();
    await admin.connect();
    expect((await admin.describeCluster()).brokers).toEqual([{ nodeId: 1, host: '127.0.0.1', port: ports.port }]);
    await admin.disconnect();
  });

  it('keeps what it acknowledged when it is killed', async () => {
    const first = await start();
    await createTopic(first, 'kept.v1');
    const sent = Array.from({ length: 200 }, (_, i) => ({ key: `k${i % 7}`, value: `v${i}` }));
    await produce(first, 'kept.v1', sent);
    process.kill(first.pid, 'SIGKILL');
    expect(await first.exited).toEqual({ code: null, signal: 'SIGKILL' });
    const received = await consume(await start(), { topic: 'kept.v1', count: sent.length });
    expect(received.toSorted()).toEqual(sent.map(({ value }) => value).toSorted());
  });

  it('makes no topic by accident', async () => {
    const running = await start();
    await expect(produce(running, 'mispelt.v1', [{ key: 'k', value: 'v' }])).rejects.toThrow(
      'This server does not host this topic-partition',
    );
  });

  it('says which variable moves a port that is taken', async () => {
    await start();
    const [controllerPort] = (await freePorts(1)) as [number];
    await expect(
      startKafka({ dir: join(dir, 'other'), libsDir, port: ports.port, controllerPort, log: () => undefined }),
    ).rejects.toMatchObject({
      code: 'engine-port-taken',
      message: `Port ${ports.port} (Kafka) is taken by another program. Stop it or set KAFKA_PORT to a free port.`,
    });
  });

  it('refuses a second node on the same data', async () => {
    const running = await start();
    const [port, controllerPort] = (await freePorts(2)) as [number, number];
    await expect(startKafka({ dir, libsDir, port, controllerPort, log: () => undefined })).rejects.toMatchObject({
      code: 'engine-data-in-use',
      message: expect.stringContaining(`(process ${running.pid})`),
    });
  });
});

/** The first member of the first group waits until Kafka has made its topic of offsets, hence the many tries. */
const client = (running: RunningKafka): Kafka =>
  new Kafka({
    brokers: [running.brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 100, maxRetryTime: 500, retries: 20 },
  });

async function createTopic(running: RunningKafka, topic: string): Promise<void> {
  const admin = client(running).admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 4 }], waitForLeaders: true });
  await admin.disconnect();
}

async function produce(
  running: RunningKafka,
  topic: string,
  messages: { key: string; value: string }[],
): Promise<void> {
  const producer = client(running).producer({ idempotent: true, maxInFlightRequests: 1, retry: { retries: 3 } });
  await producer.connect();
  try {
    await producer.send({ topic, acks: -1, messages });
  } finally {
    await producer.disconnect();
  }
}

async function consume(running: RunningKafka, { topic, count }: { topic: string; count: number }): Promise<string[]> {
  const consumer = client(running).consumer({ groupId: 'check' });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const values: string[] = [];
  await new Promise<void>((resolve, reject) => {
    // "The coordinator is loading" ends a run of kafkajs, which then begins another by itself.
    consumer.on('consumer.crash', ({ payload }) => payload.restart || reject(payload.error));
    void consumer.run({
      eachBatch: async ({ batch }) => {
        values.push(...batch.messages.map((message) => String(message.value)));
        if (values.length >= count) resolve();
      },
    });
  });
  await consumer.disconnect();
  return values;
}
