import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Logger } from '@pinglu/platform';
import { FetchTransactionsHandler } from './fetch-transactions.handler.js';

/** How often it is looked whether a shop is due: soon enough for one that was connected a moment ago. */
const LOOK_EVERY_MS = 500;

/** Looks for due shops again and again. Several processes may: each shop is claimed by one. */
@Injectable()
export class FetchTransactionsJob implements OnApplicationBootstrap, OnModuleDestroy {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopping = false;

  constructor(
    private readonly handler: FetchTransactionsHandler,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  /** Ends the round at hand: what it has read is written, the rest is read at the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(delayMs: number): void {
    if (this.stopping) return;
    this.timer = setTimeout(() => {
      this.running = this.round().then((more) => this.schedule(more ? 0 : LOOK_EVERY_MS));
    }, delayMs);
  }

  private async round(): Promise<boolean> {
    try {
      return await this.handler.handle();
    } catch (error) {
      this.logger.warn('Due shops could not be looked for and will be again.', { error });
      return false;
    }
  }
}
