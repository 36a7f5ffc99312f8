import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CustomsDeclarationConfig } from '../../config.js';
import { SendBell } from '../../job/bells.js';
import { Job } from '../../job/job.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { SendDeclarationHandler } from './send-declaration.handler.js';

const AT_ONCE = 8;

/** Sends what is due: by the bell of the same process, else by looking, because another process may have been killed. */
@Injectable()
export class SendDeclarationJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: Job;

  constructor(
    @Inject(SERVICE_CONFIG) config: CustomsDeclarationConfig,
    private readonly declarations: DeclarationRepository,
    private readonly transactions: Transactions,
    private readonly handler: SendDeclarationHandler,
    private readonly clock: Clock,
    private readonly logger: Logger,
    bell: SendBell,
  ) {
    this.job = new Job({
      name: 'send declarations',
      round: () => this.round(),
      everyMs: config.SEND_POLL_MS,
      bell,
      logger,
    });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  private async round(): Promise<boolean> {
    const due = await this.transactions.run({ operator: true }, () =>
      this.declarations.dueToSend(this.clock.now(), AT_ONCE),
    );
    const outcomes = await Promise.allSettled(due.map((key) => this.handler.handle(key)));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') {
        // Its lease runs out, and it is taken up again.
        this.logger.error('A declaration could not be sent.', { error: outcome.reason as unknown });
      }
    }
    return due.length === AT_ONCE;
  }
}
