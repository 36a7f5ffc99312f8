import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { GatewayConfig } from '../../config.js';
import { ShopCredentialRepository } from '../shop-credential.repository.js';
import { RefreshTokenHandler } from './refresh-token.handler.js';

const shopsAtOnce = 100;

/** Refreshes the tokens of shops before they end. Several processes may run it: each shop is refreshed by one of them. */
@Injectable()
export class RefreshTokenJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly credentials: ShopCredentialRepository,
    private readonly handler: RefreshTokenHandler,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'TOKEN_REFRESH_EVERY_MS'>,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(0);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => {
      this.working = this.run().finally(() => {
        if (!this.stopped) this.schedule(this.config.TOKEN_REFRESH_EVERY_MS);
      });
    }, delayMs).unref();
  }

  private async run(): Promise<void> {
    try {
      const due = await this.transactions.run({ operator: true }, () =>
        this.credentials.listDue(this.clock.now(), shopsAtOnce),
      );
      for (const shopId of due) {
        if (this.stopped) return;
        await this.handler.execute(shopId, ({ nextRefreshAt }, now) => nextRefreshAt <= now);
      }
    } catch (error) {
      this.logger.warn('The tokens of shops could not be looked through and will be at the next time.', { error });
    }
  }
}
