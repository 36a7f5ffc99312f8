import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { PushQueuePort } from '@pinglu/marketplace';
import { Job, Logger, SERVICE_CONFIG } from '@pinglu/platform';
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
  private readonly job: Job;

  constructor(
    private readonly apps: MarketplaceApps,
    private readonly handler: ReceivePushHandler,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) config: Pick<GatewayConfig, 'SHOPEE_LOST_PUSHES_EVERY_MS'>,
  ) {
    const restMs = config.SHOPEE_LOST_PUSHES_EVERY_MS;
    this.job = new Job({ name: 'recover pushes', restMs, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.job.stop();
  }

  private async round(): Promise<boolean> {
    const queue = this.queue();
    if (queue === undefined) return false;
    const lost = await queue.lost();
    for (const message of lost.messages) await this.store(Buffer.from(message));
    if (lost.lastMessageId !== null) await queue.confirmLost(lost.lastMessageId);
    return lost.more;
  }

  /** Undefined where nobody has an app of that marketplace. */
  private queue(): PushQueuePort | undefined {
    try {
      return this.apps.get('shopee', 'SG').adapter.pushQueue;
    } catch (error) {
      if (error instanceof MarketplaceNotConfiguredError) return undefined;
      throw error;
    }
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
