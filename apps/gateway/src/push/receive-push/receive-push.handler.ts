import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@pinglu/kernel';
import { WebhookRejectedError, type MarketplacePush } from '@pinglu/marketplace';
import { Metrics, Transactions } from '@pinglu/platform';
import { MarketplaceApps } from '../../shop/marketplace-apps.js';
import { ShopRepository, type ShopOwner } from '../../shop/shop.repository.js';
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
  async lazada(delivery: Delivery): Promise<void> {
    const marketplace = 'lazada';
    const message = this.verified(delivery);
    const outcome = await this.transactions.run({ operator: true }, async () => {
      const owner = await this.ownerOf(message);
      const { rawBody } = delivery;
      const now = this.clock.now();
      const push = recordPush({ pushId: newId(now.getTime()), marketplace, rawBody, message, owner, now });
      if (!(await this.pushes.addOrCount(push))) return 'repeated';
      await this.events.publish(push);
      return owner ? 'stored' : 'of nobody';
    });
    this.received.inc({ marketplace, outcome });
  }

  private verified({ rawBody, headers }: Delivery): MarketplacePush {
    // One app, one secret for all countries: any of them will do.
    const { push } = this.apps.get('lazada', 'SG').adapter;
    try {
      push.verify({ rawBody, headers, now: this.clock.now() });
      return push.parse(rawBody);
    } catch (error) {
      if (!(error instanceof WebhookRejectedError)) throw error;
      this.received.inc({ marketplace: 'lazada', outcome: error.reason });
      if (error.reason === 'stale') throw new PushStaleError(error);
      throw error.reason === 'body-not-a-message' ? new PushMalformedError(error) : new PushForgedError(error);
    }
  }

  private async ownerOf({ externalSellerId, country }: MarketplacePush): Promise<ShopOwner | undefined> {
    if (externalSellerId === null) return undefined;
    return this.shops.findOwner('lazada', externalSellerId, country);
  }
}
