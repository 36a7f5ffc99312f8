import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger, Transactions } from '@pinglu/platform';
import { inParallel } from '../../job/in-parallel.js';
import { Job } from '../../job/job.js';
import { FetchOrdersJob } from '../fetch-orders/fetch-orders.job.js';
import { OrderPullRepository } from './order-pull.repository.js';
import { PullOrdersHandler } from './pull-orders.handler.js';

const SHOPS_AT_ONCE = 4;
const SHOPS_PER_ROUND = 20;

/** Pulls the orders of each shop now and then. */
@Injectable()
export class PullOrdersJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: Job;

  constructor(
    private readonly transactions: Transactions,
    private readonly pulls: OrderPullRepository,
    private readonly handler: PullOrdersHandler,
    private readonly fetchOrders: FetchOrdersJob,
    logger: Logger,
  ) {
    this.job = new Job({ name: 'pull orders', restMs: 1_000, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  ring(): void {
    this.job.ring();
  }

  private async round(): Promise<boolean> {
    const shops = await this.transactions.run({ operator: true }, () => this.pulls.dueShops(SHOPS_PER_ROUND));
    await inParallel(shops, SHOPS_AT_ONCE, async (shop) => {
      if ((await this.handler.handle(shop)) > 0) this.fetchOrders.ring();
    });
    return shops.length === SHOPS_PER_ROUND;
  }
}
