import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@pinglu/kernel';
import { WebhookRejectedError, type MarketplaceAdapter, type MarketplacePush } from '@pinglu/marketplace';
import { Metrics, Transactions } from '@pinglu/platform';
import { MarketplaceApps } from '../../shop/marketplace-apps.js';
import { ShopRepository, type ShopOwner } from '../../shop/shop.repository.js';
import type { Marketplace } from '../../shop/shop.js';
import { recordPush } from '../push.js';
import { PushForgedError, PushMalformedError, PushStaleError } from '../push.errors.js';
import { PushEvents } from '../push.events.js';
import { PushRepository } from '../push.repository.js';

export interface Delivery {
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Verify, store the message as it came and its event in one transaction, and answer; the work happens elsewhere. */
@Injectable()
export class ReceivePushHandler {
  private readonly received;

  constructor(
    private readonly transactions: Transactions,
    private readonly apps: MarketplaceApps,
    private readonly shops: ShopRepository,
    private readonly pushes: PushRepository,
    private readonly events: PushEvents,
    private readonly clock: Clock,
    metrics: Metrics,
  ) {
    this.received = metrics.counter('pushes_total', 'Pushes of marketplaces, by what became of them.', [
      'marketplace',
      'outcome',
    ]);
  }

  /** @throws PushForgedError, PushStaleError, PushMalformedError: then nothing is stored */
  async receive(marketplace: Marketplace, delivery: Delivery): Promise<void> {
    const message = this.verified(marketplace, delivery);
    await this.store(marketplace, delivery.rawBody, message);
  }

  /** A message that was asked for over a signed call, because it could not be delivered. @throws PushMalformedError */
  async recover(marketplace: Marketplace, rawBody: Buffer): Promise<void> {
    const { push } = this.appOf(marketplace);
    await this.store(
      marketplace,
      rawBody,
      this.told(marketplace, () => push.parse(rawBody)),
    );
  }

  private async store(marketplace: Marketplace, rawBody: Buffer, message: MarketplacePush): Promise<void> {
    const outcome = await this.transactions.run({ operator: true }, async () => {
      const owner = await this.ownerOf(marketplace, message);
      const now = this.clock.now();
      const push = recordPush({ pushId: newId(now.getTime()), marketplace, rawBody, message, owner, now });
      if (!(await this.pushes.addOrCount(push))) return 'repeated';
      await this.events.publish(push);
      return owner ? 'stored' : 'of nobody';
    });
    this.received.inc({ marketplace, outcome });
  }

  private verified(marketplace: Marketplace, { rawBody, headers }: Delivery): MarketplacePush {
    const { push } = this.appOf(marketplace);
    return this.told(marketplace, () => {
      push.verify({ rawBody, headers, now: this.clock.now() });
      return push.parse(rawBody);
    });
  }

  /** One app, one secret for all countries: any of them will do. */
  private appOf(marketplace: Marketplace): Pick<MarketplaceAdapter, 'push'> {
    return this.apps.get(marketplace, 'SG').adapter;
  }

  private told(marketplace: Marketplace, read: () => MarketplacePush): MarketplacePush {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof WebhookRejectedError)) throw error;
      this.received.inc({ marketplace, outcome: error.reason });
      if (error.reason === 'stale') throw new PushStaleError(error);
      throw error.reason === 'body-not-a-message' ? new PushMalformedError(error) : new PushForgedError(error);
    }
  }

  private async ownerOf(
    marketplace: Marketplace,
    { externalSellerId, country }: MarketplacePush,
  ): Promise<ShopOwner | undefined> {
    if (externalSellerId === null) return undefined;
    return this.shops.findOwner(marketplace, externalSellerId, country);
  }
}
