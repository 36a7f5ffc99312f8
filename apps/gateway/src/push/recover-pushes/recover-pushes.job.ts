import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { LostPushes, PushQueuePort } from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG } from '@pinglu/platform';
import type { GatewayConfig } from '../../config.js';
import { MarketplaceApps } from '../../shop/marketplace-apps.js';
import { MarketplaceNotConfiguredError } from '../../shop/shop.errors.js';
import { PushMalformedError } from '../push.errors.js';
import { ReceivePushHandler } from '../receive-push/receive-push.handler.js';

/**
 * Fetches what Shopee could not deliver. A message is stored before the marketplace is told to forget it, so that a crash
 * in between only makes it come again; what came already is counted and nothing more, so several processes may run this.
 */
@Injectable()
export class RecoverPushesJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly apps: MarketplaceApps,
    private readonly handler: ReceivePushHandler,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'SHOPEE_LOST_PUSHES_EVERY_MS'>,
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
        if (!this.stopped) this.schedule(this.config.SHOPEE_LOST_PUSHES_EVERY_MS);
      });
    }, delayMs).unref();
  }

  private async run(): Promise<void> {
    try {
      const { pushQueue } = this.apps.get('shopee', 'SG').adapter;
      while (!this.stopped && (await this.drain(pushQueue)).more);
    } catch (error) {
      if (error instanceof MarketplaceNotConfiguredError) return;
      this.logger.warn('Messages that a marketplace could not deliver were not fetched and will be at the next time.', {
        error,
      });
    }
  }

  private async drain(queue: PushQueuePort): Promise<LostPushes> {
    const lost = await queue.lost();
    for (const message of lost.messages) await this.store(Buffer.from(message));
    if (lost.lastMessageId !== null) await queue.confirmLost(lost.lastMessageId);
    return lost;
  }

  /** One that cannot be read must not keep the others waiting for ever; polling finds what it was about. */
  private async store(rawBody: Buffer): Promise<void> {
    try {
      await this.handler.recover('shopee', rawBody);
    } catch (error) {
      if (!(error instanceof PushMalformedError)) throw error;
      this.logger.warn('A message of a marketplace’s queue cannot be read and is left out.', { error });
    }
  }
}
