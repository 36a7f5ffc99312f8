import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  chooseBus,
  freePorts,
  prepareKafkaJars,
  provisionDatabase,
  removePostgresData,
  startKafka,
  startPostgres,
  type ProvisionedDatabase,
} from '@pinglu/engines';
import { benchConfig } from './config.js';

export interface BenchEngines {
  readonly urls: ProvisionedDatabase;
  /** Undefined where no broker can be had; `busReason` says why. */
  readonly kafkaBrokers: readonly string[] | undefined;
  readonly busReason: string;
  stop(): Promise<void>;
}

/** Fresh engines for one run, on free ports; nothing of them is left afterwards. */
export async function startEngines(services: readonly string[], say: (line: string) => void): Promise<BenchEngines> {
  const directory = join(benchConfig.stateDirectory, `bench-${process.pid}`);
  const libsDir = join(benchConfig.stateDirectory, 'kafka', 'libs');
  mkdirSync(directory, { recursive: true });
  const [postgresPort, kafkaPort, controllerPort] = await freePorts(3);
  const dataDir = join(directory, 'postgres');
  const postgres = await startPostgres({ dataDir, port: postgresPort! });
  const stops: (() => Promise<unknown>)[] = [() => postgres.stop(), () => removePostgresData(dataDir)];
  const urls = await provisionDatabase({ adminUrl: postgres.url(), services });
  const choice = chooseBus({
    libsDir,
    ...(benchConfig.kafkaBrokers !== undefined && { kafkaBrokers: benchConfig.kafkaBrokers }),
  });
  let kafkaBrokers: readonly string[] | undefined;
  if (choice.kind === 'external-kafka') kafkaBrokers = benchConfig.kafkaBrokers!.split(',');
  if (choice.kind === 'embedded-kafka') {
    await prepareKafkaJars({ libsDir, log: say });
    const kafka = await startKafka({
      dir: join(directory, 'kafka'),
      libsDir,
      port: kafkaPort!,
      controllerPort: controllerPort!,
      log: () => undefined,
    });
    stops.unshift(() => kafka.stop());
    kafkaBrokers = [kafka.brokers];
  }
  return {
    urls,
    kafkaBrokers,
    busReason: choice.reason,
    stop: async () => {
      for (const stop of stops) await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
