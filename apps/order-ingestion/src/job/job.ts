import type { Logger } from '@pinglu/platform';

export interface JobOptions {
  /** For the log. */
  readonly name: string;
  /** How long it rests when nothing was left to do, unless it is woken. */
  readonly restMs: number;
  /** One round; true when there may be more to do at once. */
  readonly round: () => Promise<boolean>;
  readonly logger: Logger;
}

/**
 * Work that waits in a table. A round takes some of it; the next follows at once while there is more, else when somebody
 * rings or after a rest: what was written by another process is found without a ring.
 */
export class Job {
  private running: Promise<void> | undefined;
  private stopping = false;
  private rung = false;
  private release: (() => void) | undefined;

  constructor(private readonly options: JobOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the round at hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.ring();
    await this.running;
  }

  ring(): void {
    this.rung = true;
    this.release?.();
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      // Taken down before the round looks, so that a ring during the round is not lost.
      this.rung = false;
      const more = await this.attempt();
      if (!more) await this.rest();
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

  private async rest(): Promise<void> {
    if (this.rung || this.stopping) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.options.restMs);
      this.release = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.release = undefined;
  }
}
