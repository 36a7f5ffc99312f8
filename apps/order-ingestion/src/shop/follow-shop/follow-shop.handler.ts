import { Inject, Injectable } from '@nestjs/common';
import type { ShopEvent, ShopSnapshot } from '@pinglu/contracts';
import { parseCurrency, parseMerchantId, parseShopId } from '@pinglu/kernel';
import { currentTransaction, SERVICE_CONFIG } from '@pinglu/platform';
import type { OrderIngestionConfig } from '../../config.js';
import { FetchOrdersJob } from '../../raw-order/fetch-orders/fetch-orders.job.js';
import { OrderPullRepository } from '../../raw-order/pull-orders/order-pull.repository.js';
import { PullOrdersJob } from '../../raw-order/pull-orders/pull-orders.job.js';
import type { Shop } from '../shop.js';
import { ShopRepository } from '../shop.repository.js';

/** Keeps the shops as the gateway tells of them, and begins to pull the orders of a new one. */
@Injectable()
export class FollowShopHandler {
  constructor(
    private readonly shops: ShopRepository,
    private readonly pulls: OrderPullRepository,
    private readonly pullOrders: PullOrdersJob,
    private readonly fetchOrders: FetchOrdersJob,
    @Inject(SERVICE_CONFIG) private readonly config: OrderIngestionConfig,
  ) {}

  /** Runs in the transaction of the batch. */
  async handle(events: readonly ShopEvent[]): Promise<void> {
    const latest = new Map(events.map(({ data }) => [data.shopId, toShop(data)]));
    const shops = [...latest.values()];
    const added = new Set(await this.shops.save(shops));
    await this.pulls.begin(
      shops
        .filter(({ shopId }) => added.has(shopId))
        .map(({ shopId, merchantId, connectedAt }) => ({
          shopId,
          merchantId,
          changedFrom: new Date(connectedAt.getTime() - this.config.FIRST_PULL_MS),
        })),
    );
    currentTransaction().afterCommit(() => {
      this.pullOrders.ring();
      this.fetchOrders.ring();
    });
  }
}

const toShop = (data: ShopSnapshot): Shop => ({
  shopId: parseShopId(data.shopId),
  merchantId: parseMerchantId(data.merchantId),
  marketplace: data.marketplace,
  country: data.country,
  currency: parseCurrency(data.currency),
  crossBorder: data.crossBorder,
  status: data.status,
  connectedAt: new Date(data.connectedAt),
  version: data.version,
});
