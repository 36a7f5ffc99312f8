import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Job, Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { GatewayConfig } from '../../config.js';
import { ShopCredentialRepository } from '../shop-credential.repository.js';
import { RefreshTokenHandler } from './refresh-token.handler.js';

const shopsAtOnce = 100;

/** Refreshes the tokens of shops before they end. Several processes may run it: each shop is refreshed by one of them. */
@Injectable()
export class RefreshTokenJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: Job;
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly credentials: ShopCredentialRepository,
    private readonly handler: RefreshTokenHandler,
    private readonly clock: Clock,
    logger: Logger,
    @Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'TOKEN_REFRESH_EVERY_MS'>,
  ) {
    const restMs = config.TOKEN_REFRESH_EVERY_MS;
    this.job = new Job({ name: 'refresh tokens', restMs, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.job.stop();
  }

  /** Never asks for another round at once: a shop whose refresh failed is still due, and has to wait. */
  private async round(): Promise<false> {
    const due = await this.transactions.run({ operator: true }, () =>
      this.credentials.listDue(this.clock.now(), shopsAtOnce),
    );
    for (const shopId of due) {
      if (this.stopping) break;
      await this.handler.execute(shopId, ({ nextRefreshAt }, now) => nextRefreshAt <= now);
    }
    return false;
  }
}
