import type { RunningServer } from './http-server.js';

/** How a simulator runs as a process of its own. */
export interface RunOptions<Config, Running extends RunningServer> {
  /** @throws Error that says which setting is wrong; its message is all that is told of it */
  readonly readConfig: () => Config;
  readonly start: (config: Config) => Promise<Running>;
  /** What is said on standard output once it runs, line by line. */
  readonly greeting: (running: Running, config: Config) => readonly string[];
}

/** Runs until the process is told to end. */
export async function runSimulator<Config, Running extends RunningServer>(
  options: RunOptions<Config, Running>,
): Promise<void> {
  const config = configOrExit(options.readConfig);
  const simulator = await options.start(config);
  for (const line of options.greeting(simulator, config)) process.stdout.write(`${line}\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
}

function configOrExit<Config>(readConfig: () => Config): Config {
  try {
    return readConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
