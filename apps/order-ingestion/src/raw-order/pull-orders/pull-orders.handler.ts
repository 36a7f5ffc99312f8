import { Inject, Injectable } from '@nestjs/common';
import { AppError, Clock, newId, type MerchantId, type ShopId } from '@pinglu/kernel';
import type { OrderHeader, OrderPage, OrderWindow } from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { OrderIngestionConfig } from '../../config.js';
import { retryDelayMs } from '../../job/retry-delay.js';
import { Marketplaces } from '../../marketplace/marketplaces.js';
import { OrderRepository } from '../../order/order.repository.js';
import { FetchWishRepository } from '../fetch-wish.repository.js';
import { OrderPullRepository, type OrderPull } from './order-pull.repository.js';

/** Until then no other process begins the same pull. Two at once would do no harm, only the work twice. */
const LEASE_MS = 60_000;
const PAGES_AT_MOST = 1_000;
/** Nothing changes later than now by the marketplace's clock, which need not be ours. */
const FAR_FUTURE_MS = 366 * 86_400_000;

interface Progress {
  listed: number;
  missing: number;
  changedTo: Date;
}

/**
 * Looks at all that changed in a shop since a little before the last look, and wants what is not known as it is listed.
 * The windows overlap: a change that the marketplace shows late is seen by the next look.
 */
@Injectable()
export class PullOrdersHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly pulls: OrderPullRepository,
    private readonly wishes: FetchWishRepository,
    private readonly orders: OrderRepository,
    private readonly marketplaces: Marketplaces,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: OrderIngestionConfig,
  ) {}

  /** Answers how many orders are wanted because of it. */
  async handle({ shopId, merchantId }: { shopId: ShopId; merchantId: MerchantId }): Promise<number> {
    const scope = { merchants: [merchantId] };
    const pull = await this.transactions.run(scope, () => this.pulls.claim(shopId, LEASE_MS));
    if (!pull) return 0;
    const beganAt = this.clock.now();
    const since = new Date(pull.changedFrom.getTime() - this.config.PULL_OVERLAP_MS);
    const progress: Progress = { listed: 0, missing: 0, changedTo: pull.changedFrom };
    let errorCode: string | null = null;
    try {
      await this.pages(pull, since, progress);
    } catch (error) {
      errorCode = error instanceof AppError ? error.code : 'unexpected';
      this.logger.warn('The orders of a shop could not be pulled; it is tried again.', { shopId, error });
    }
    // What was seen before a failure is wanted already; the next look asks for it again all the same.
    const changedTo = errorCode === null ? progress.changedTo : pull.changedFrom;
    const nextInMs = errorCode === null ? this.config.PULL_EVERY_MS : retryDelayMs(pull.failures + 1);
    await this.transactions.run(scope, () =>
      this.pulls.end(
        {
          id: newId(beganAt.getTime()),
          ...{ shopId, merchantId, changedFrom: since, changedTo, beganAt, errorCode },
          ...{ listed: progress.listed, missing: progress.missing },
          endedAt: this.clock.now(),
        },
        nextInMs,
      ),
    );
    return progress.missing;
  }

  private async pages(pull: OrderPull, since: Date, progress: Progress): Promise<void> {
    const until = new Date(this.clock.now().getTime() + FAR_FUTURE_MS);
    const seen = new Set<string>();
    let cursor: string | null = null;
    for (let page = 0; page < PAGES_AT_MOST; page += 1) {
      const window: OrderWindow = { since, until, cursor };
      const { items, nextCursor, incomplete }: OrderPage = await this.marketplaces.call(
        pull.shopId,
        (adapter, access) => adapter.orders.listUpdatedSince(access, window),
      );
      if (incomplete) {
        this.logger.warn('More orders changed within one second than the marketplace lists.', { shopId: pull.shopId });
      }
      // Pages overlap, and an order that changes meanwhile comes again.
      const fresh = items.filter(({ orderNumber, updatedAt }) => !seen.has(`${orderNumber}/${updatedAt.getTime()}`));
      for (const { orderNumber, updatedAt } of fresh) seen.add(`${orderNumber}/${updatedAt.getTime()}`);
      progress.listed += fresh.length;
      progress.missing += await this.wantMissing(pull, fresh);
      for (const { updatedAt } of fresh) if (updatedAt > progress.changedTo) progress.changedTo = updatedAt;
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }

  private async wantMissing({ shopId, merchantId }: OrderPull, headers: readonly OrderHeader[]): Promise<number> {
    if (headers.length === 0) return 0;
    const numbers = headers.map(({ orderNumber }) => orderNumber);
    return this.transactions.run({ merchants: [merchantId] }, async () => {
      const known = await this.orders.knownUpdates(shopId, numbers);
      const pending = await this.wishes.pending(shopId, numbers);
      const missing = headers.filter(
        ({ orderNumber, updatedAt }) =>
          !pending.has(orderNumber) && (known.get(orderNumber)?.getTime() ?? -Infinity) < updatedAt.getTime(),
      );
      await this.wishes.add(
        missing.map(({ orderNumber, updatedAt }) => ({
          ...{ shopId, merchantId, orderNumber },
          changedSince: updatedAt,
          cause: null,
        })),
      );
      return missing.length;
    });
  }
}
