import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { topics, type PushEvent } from '@pinglu/contracts';
import { parseMerchantId, parseShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import { FetchOrdersJob } from '../fetch-orders/fetch-orders.job.js';
import { FetchWishRepository } from '../fetch-wish.repository.js';

/** A push comes soon after the change, and the two clocks differ a little; what is missed by this is asked for by name. */
const CHANGED_BEFORE_MS = 60_000;

/**
 * A push says that an order changed, not what it is now: it comes late, twice and out of order. So all it does is make
 * us want to look.
 */
@Controller()
export class ReceivePushConsumer {
  constructor(
    private readonly wishes: FetchWishRepository,
    private readonly job: FetchOrdersJob,
  ) {}

  @EventPattern<string>(topics.lazadaPush.name)
  onLazadaPushes(@Payload() events: readonly PushEvent[]): Promise<void> {
    return this.want(events);
  }

  @EventPattern<string>(topics.shopeePush.name)
  onShopeePushes(@Payload() events: readonly PushEvent[]): Promise<void> {
    return this.want(events);
  }

  private async want(events: readonly PushEvent[]): Promise<void> {
    await this.wishes.add(
      events
        .filter(({ data }) => data.kind === 'order')
        .map(({ data, metadata }) => ({
          shopId: parseShopId(data.shopId),
          merchantId: parseMerchantId(data.merchantId),
          orderNumber: data.reference,
          changedSince: new Date(Date.parse(data.receivedAt) - CHANGED_BEFORE_MS),
          cause: metadata,
        })),
    );
    currentTransaction().afterCommit(() => this.job.ring());
  }
}
