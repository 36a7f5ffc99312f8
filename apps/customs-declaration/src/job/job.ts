import type { Logger, RelayBell } from '@pinglu/platform';

export interface JobOptions {
  readonly name: string;
  /** One round; true when there may be more to do at once. */
  readonly round: () => Promise<boolean>;
  /** How long to rest after a round that found nothing. */
  readonly everyMs: number;
  readonly bell: RelayBell;
  readonly logger: Logger;
}

/** Runs rounds until it is stopped. A round that fails is logged, and the next one comes at its time. */
export class Job {
  private stopping = false;
  private running: Promise<void> | undefined;

  constructor(private readonly options: JobOptions) {}

  start(): void {
    this.running ??= this.run();
  }

  /** Ends the round at hand. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.options.bell.ring();
    await this.running;
  }

  get isStopping(): boolean {
    return this.stopping;
  }

  private async run(): Promise<void> {
    while (!this.stopping) {
      const more = await this.attempt();
      if (!more && !this.stopping) await this.options.bell.wait(this.options.everyMs);
    }
  }

  private async attempt(): Promise<boolean> {
    const { name, round, logger } = this.options;
    try {
      return await round();
    } catch (error) {
      logger.warn('A round of a job failed; the next one comes at its time.', { job: name, error });
      return false;
    }
  }
}
