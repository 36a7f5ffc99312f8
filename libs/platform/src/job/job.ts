import { Bell } from '../event-bus/waiting.js';
import type { BusLogger } from '../event-bus/bus-logger.js';

export interface JobOptions {
  /** For the log. */
  readonly name: string;
  /** How long it rests when nothing was left to do, unless it is woken. */
  readonly restMs: number;
  /** One round; true when there may be more to do at once. */
  readonly round: () => Promise<boolean>;
  readonly logger: BusLogger;
}

/**
 * Work that waits in a table. A round takes some of it; the next follows at once while there is more, else when somebody
 * rings or after a rest: what was written by another process is found without a ring.
 */
export class Job {
  private readonly bell = new Bell();
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(private readonly options: JobOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the round at hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.bell.ring();
    await this.running;
  }

  /** There is work. A ring during a round is kept for the next. */
  ring(): void {
    this.bell.ring();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const more = await this.attempt();
      if (!more && !this.stopping) await this.bell.wait(this.options.restMs);
    }
  }

  private async attempt(): Promise<boolean> {
    const { name, round, logger } = this.options;
    try {
      return await round();
    } catch (error) {
      logger.warn('A round of a job failed and will be tried again.', { job: name, error });
      return false;
    }
  }
}
