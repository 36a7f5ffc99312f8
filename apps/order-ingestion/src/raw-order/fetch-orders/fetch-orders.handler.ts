import { Inject, Injectable } from '@nestjs/common';
import { AppError, Clock } from '@pinglu/kernel';
import { InvalidRequestError, RetryableMarketplaceError, type MarketplaceOrder } from '@pinglu/marketplace';
import { Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { OrderIngestionConfig } from '../../config.js';
import { holding } from '../../job/holding.js';
import { retryDelayMs } from '../../job/retry-delay.js';
import { Marketplaces } from '../../marketplace/marketplaces.js';
import { IngestOrderHandler, type Arrival } from '../../order/ingest-order/ingest-order.handler.js';
import type { Shop } from '../../shop/shop.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { FetchWishRepository, type ClaimedWish, type DueShop } from '../fetch-wish.repository.js';
import { RawOrderRepository } from '../raw-order.repository.js';
import { toReading } from '../to-reading.js';
import { readOrders, type OrdersRead } from './read-orders.js';

/** As many as the marketplace lets one ask for at once. */
const ORDERS_AT_ONCE = 50;
/** A push may be quicker than the marketplace's own reads; after this many looks there is no such order. */
const LOOKS_FOR_UNKNOWN = 5;

/** Fetches what is wanted of one shop: reads, keeps the answer word for word, takes it in. */
@Injectable()
export class FetchOrdersHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly wishes: FetchWishRepository,
    private readonly raws: RawOrderRepository,
    private readonly shops: ShopRepository,
    private readonly marketplaces: Marketplaces,
    private readonly ingest: IngestOrderHandler,
    private readonly clock: Clock,
    private readonly logger: Logger,
    @Inject(SERVICE_CONFIG) private readonly config: OrderIngestionConfig,
  ) {}

  /** Answers how many orders it took on. */
  async handle({ shopId, merchantId }: DueShop): Promise<number> {
    const scope = { merchants: [merchantId] };
    const leaseMs = this.config.HOLD_MS;
    const wishes = await this.transactions.run(scope, () =>
      this.wishes.claim(shopId, { limit: ORDERS_AT_ONCE, leaseMs }),
    );
    if (wishes.length === 0) return 0;
    const numbers = wishes.map(({ orderNumber }) => orderNumber);
    const renew = () =>
      this.transactions.run(scope, () => this.wishes.renew(shopId, { orderNumbers: numbers, leaseMs }));
    await holding({ renew, everyMs: leaseMs / 3 }, () => this.fetch(wishes));
    return wishes.length;
  }

  private async fetch(wishes: readonly ClaimedWish[]): Promise<void> {
    const { shopId, merchantId } = wishes[0]!;
    const scope = { merchants: [merchantId] };
    let read: OrdersRead;
    try {
      read = await this.marketplaces.call(shopId, (adapter, access) =>
        readOrders(adapter, access, { orders: wishes, now: this.clock.now() }),
      );
    } catch (error) {
      this.logger.warn('Orders of a shop could not be read; they stay wanted.', {
        shopId,
        orders: wishes.length,
        error,
      });
      await this.transactions.run(scope, () => this.wishes.postpone(wishes.map((wish) => later(wish, error))));
      return;
    }
    // By itself and first: whatever becomes of the rest, what the marketplace said is kept.
    await this.transactions.run(scope, () => this.raws.save(this.rawsOf(wishes, read), this.config.RAW_KEPT_DAYS));
    await this.transactions.run(scope, () => this.takeIn(wishes, read));
  }

  private rawsOf(wishes: readonly ClaimedWish[], { found }: OrdersRead) {
    return wishes.flatMap(({ shopId, merchantId, orderNumber, claimedAt }) => {
      const order = found.get(orderNumber);
      return order ? [{ shopId, merchantId, orderNumber, body: JSON.stringify(order), readAt: claimedAt }] : [];
    });
  }

  private async takeIn(wishes: readonly ClaimedWish[], read: OrdersRead): Promise<void> {
    const { shopId } = wishes[0]!;
    const shop = await this.shops.lockForOrders(shopId);
    await this.wishes.lock(
      shopId,
      wishes.map(({ orderNumber }) => orderNumber),
    );
    const arrivals: Arrival[] = [];
    const done: ClaimedWish[] = [];
    const failed: ReturnType<typeof later>[] = [];
    for (const wish of wishes) {
      const order = read.found.get(wish.orderNumber);
      try {
        if (order) arrivals.push(this.arrival(wish, order, shop!));
        else if (!mayBeGivenUp(wish, read)) {
          failed.push(later(wish, read.failed.get(wish.orderNumber)));
          continue;
        }
        done.push(wish);
      } catch (error) {
        this.logger.error('An order that was read could not be understood; it is kept as it came.', {
          shopId,
          orderNumber: wish.orderNumber,
          error,
        });
        failed.push(later(wish, error));
      }
    }
    await this.ingest.handle(shop!, arrivals);
    await this.wishes.fulfil(done);
    await this.wishes.postpone(failed);
  }

  private arrival({ claimedAt, cause }: ClaimedWish, order: MarketplaceOrder, { currency }: Shop): Arrival {
    return { reading: toReading(order, { readAt: claimedAt, currency }), cause };
  }
}

/** A push may name what the shop does not have, or what is no order number at all. */
function mayBeGivenUp({ attempts, orderNumber }: ClaimedWish, { failed }: OrdersRead): boolean {
  const error = failed.get(orderNumber);
  return attempts >= LOOKS_FOR_UNKNOWN && (error === undefined || error instanceof InvalidRequestError);
}

function later(wish: ClaimedWish, error: unknown) {
  const wait = error instanceof RetryableMarketplaceError ? (error.retryAfterMs ?? 0) : 0;
  return {
    wish,
    delayMs: Math.max(wait, retryDelayMs(wish.attempts)),
    errorCode: error instanceof AppError ? error.code : error === undefined ? 'order-not-found' : 'unexpected',
  };
}
