import { setTimeout as delay } from 'node:timers/promises';
import type { Lifetime, Part } from '../lifetime/lifetime.js';
import { LogFile } from '../logs/log-file.js';
import { MAX_RESTARTS, nextRestart } from './restart-policy.js';
import type { ServiceDefinition } from './service-definition.js';
import { ServiceProcess } from './service-process.js';

export interface ServiceGroupOptions {
  readonly definitions: readonly ServiceDefinition[];
  readonly environmentOf: (definition: ServiceDefinition) => Readonly<Record<string, string>>;
  readonly logDirectory: string;
  readonly shutdownGraceMs: number;
  readonly lifetime: Lifetime;
  readonly say: (line: string) => void;
}

interface Member {
  readonly definition: ServiceDefinition;
  readonly log: LogFile;
  readonly endedAtMs: number[];
  process: ServiceProcess | undefined;
}

/** All services: started side by side, kept running, stopped side by side. */
export class ServiceGroup implements Part {
  readonly #members: readonly Member[];
  #isStopping = false;

  constructor(private readonly options: ServiceGroupOptions) {
    this.#members = options.definitions.map((definition) => ({
      definition,
      log: new LogFile(options.logDirectory, definition.name),
      endedAtMs: [],
      process: undefined,
    }));
  }

  /**
   * Resolves when every service is ready. A service that ends before it was ever ready is not started again: that is a
   * wrong setting or a bug, and a second attempt would only delay the message.
   * @throws Sentence
   */
  async start(): Promise<void> {
    await Promise.all(
      this.#members.map(async (member) => {
        const process = this.#launch(member);
        await process.ready();
        this.#keepRunning(member, process);
      }),
    );
  }

  async stop(hurry: AbortSignal): Promise<void> {
    this.#isStopping = true;
    const running = this.#members.flatMap(({ process }) => process ?? []);
    await Promise.all(running.map((process) => process.stop(this.options.shutdownGraceMs, hurry)));
    for (const { log } of this.#members) log.close();
  }

  #launch(member: Member): ServiceProcess {
    const { definition, log } = member;
    member.process = new ServiceProcess({ definition, log, environment: this.options.environmentOf(definition) });
    return member.process;
  }

  #keepRunning(member: Member, process: ServiceProcess): void {
    void process.ended.then((how) => {
      if (!this.#isStopping) void this.#startAgain(member, how);
    });
  }

  async #startAgain(member: Member, how: string): Promise<void> {
    const { name } = member.definition;
    member.endedAtMs.push(performance.now());
    const restart = nextRestart(member.endedAtMs);
    const lastLines = member.process?.lastLogLines() ?? [];
    if (restart === undefined) {
      const sentence = `The service ${name} ended ${MAX_RESTARTS + 1} times in a row (${how}). Above are the last lines of its log, ${member.log.path}.`;
      this.options.lifetime.requestStop({ exitCode: 1, sentence, detail: lastLines });
      return;
    }
    this.#say([
      ...lastLines,
      `The service ${name} ended unexpectedly (${how}). It is started again (${restart.attempt} of ${MAX_RESTARTS}).`,
    ]);
    await delay(restart.delayMs);
    if (this.#isStopping) return;
    const process = this.#launch(member);
    // Also while it is not ready yet: ending then counts as another of the few attempts.
    this.#keepRunning(member, process);
    await process.ready().then(
      () => this.#say([`The service ${name} is ready again.`]),
      () => undefined,
    );
  }

  #say(lines: readonly string[]): void {
    for (const line of lines) this.options.say(line);
  }
}
