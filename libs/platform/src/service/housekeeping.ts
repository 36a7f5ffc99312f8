import type { Logger } from '../logging/logger.js';

/** A task, and how long it rests in between. */
export interface Chore {
  readonly name: string;
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
}

/** Runs chores now and then, each again only when it has ended. A failing one is logged and tried at its next time. */
export class Housekeeping {
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly running = new Set<Promise<void>>();
  private stopping = false;

  constructor(private readonly logger: Logger) {}

  async start(chores: readonly Chore[]): Promise<void> {
    await Promise.all(chores.map((chore) => this.run(chore)));
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (const timer of this.timers.values()) clearTimeout(timer);
    await Promise.all(this.running);
  }

  private async run(chore: Chore): Promise<void> {
    const work = this.attempt(chore);
    this.running.add(work);
    await work;
    this.running.delete(work);
    if (this.stopping) return;
    this.timers.set(chore.name, setTimeout(() => void this.run(chore), chore.everyMs).unref());
  }

  private async attempt({ name, run }: Chore): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.logger.warn('A housekeeping chore failed and will be tried again.', { chore: name, error });
    }
  }
}
