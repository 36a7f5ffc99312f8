import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Job, Logger } from '@pinglu/platform';
import { WriteBackHandler } from './write-back.handler.js';

const REST_MS = 200;

/** Keeps the marketplaces' stock in step. */
@Injectable()
export class WriteBackJob implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly job: Job;

  constructor(handler: WriteBackHandler, logger: Logger) {
    this.job = new Job({
      name: 'write stock back',
      restMs: REST_MS,
      logger,
      round: async () => (await handler.writeOnce()) > 0,
    });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async onModuleDestroy(): Promise<void> {
    await this.job.stop();
  }
}
