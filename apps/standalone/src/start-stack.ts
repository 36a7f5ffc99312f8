import type { BusChoice } from '@pinglu/engines';
import type { Progress } from '../bootstrap/say.mjs';
import type { StandaloneConfig } from './config.js';
import { startDatabase } from './database/start-database.js';
import { warnOfAnotherBus } from './event-bus/last-bus.js';
import { decideBus, startEventBus } from './event-bus/start-event-bus.js';
import type { InternalTokenKeys } from './keys/internal-token-keys.js';
import type { Lifetime } from './lifetime/lifetime.js';
import { checkPorts } from './ports/check-ports.js';
import { isOurs, type ServiceDefinition } from './services/service-definition.js';
import { serviceEnvironment } from './services/service-environment.js';
import { ServiceGroup } from './services/service-group.js';
import { summaryLines } from './summary.js';

/** What runs on top of the engines. */
export interface Stack {
  readonly keys: InternalTokenKeys;
  readonly services: readonly ServiceDefinition[];
  /** Fills an empty installation with something to look at; does nothing the second time. */
  readonly seed: {
    readonly title: string;
    readonly run: () => Promise<void>;
    /** Lines for the list at the end, as [what, where]. */
    readonly addresses: readonly (readonly [string, string])[];
  };
}

export interface Surroundings {
  readonly config: StandaloneConfig;
  readonly lifetime: Lifetime;
  readonly progress: Progress;
}

/**
 * Engines, then services, then the demo.
 * @throws Sentence or EngineError when something cannot start; StopRequested when a stop comes first
 */
export async function startStack(stack: Stack, { config, lifetime, progress }: Surroundings): Promise<void> {
  const choice = decideBus(config);
  await checkPorts(neededPorts(config, choice, stack.services));

  const database = await progress.step('Starting PostgreSQL', () =>
    startDatabase(
      config,
      lifetime,
      stack.services.filter(isOurs).map(({ name }) => name),
    ),
  );
  const bus = await progress.step('Starting the event bus', async () => {
    progress.note(choice.reason);
    const started = await startEventBus(choice, { config, lifetime, busUrl: database.urls.busUrl });
    if (started.reason !== choice.reason) progress.note(started.reason);
    const warning = warnOfAnotherBus(config.stateDirectory, started.kind);
    if (warning !== undefined) progress.note(warning);
    return started;
  });
  await progress.step(`Starting ${stack.services.map(({ name }) => name).join(', ')}`, () => {
    const group = new ServiceGroup({
      definitions: stack.services,
      environmentOf: (definition) =>
        serviceEnvironment({ config, urls: database.urls, bus, keys: stack.keys }, definition),
      logDirectory: config.logDirectory,
      shutdownGraceMs: config.shutdownGraceMs,
      lifetime,
      say: (line) => progress.say(line),
    });
    lifetime.add(group);
    return lifetime.during(group.start());
  });
  await progress.step(stack.seed.title, () => lifetime.during(stack.seed.run()));
  for (const line of summaryLines({ stack, database, bus, config })) progress.say(line);
}

function neededPorts(config: StandaloneConfig, choice: BusChoice, services: readonly ServiceDefinition[]) {
  const { postgres, kafka, kafkaController } = config.ports;
  return [
    ...services.flatMap(({ port, managementPort }) => (managementPort ? [port, managementPort] : [port])),
    postgres,
    ...(choice.kind === 'embedded-kafka' ? [kafka, kafkaController] : []),
  ];
}
