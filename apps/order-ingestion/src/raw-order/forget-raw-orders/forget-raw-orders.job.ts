import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Logger, Transactions } from '@pinglu/platform';
import { Job } from '../../job/job.js';
import { ShopRepository } from '../../shop/shop.repository.js';
import { OrderPullRepository } from '../pull-orders/order-pull.repository.js';
import { RawOrderRepository } from '../raw-order.repository.js';

const HOUR_MS = 3_600_000;
const ROWS_AT_ONCE = 1_000;
const RUNS_KEPT_MS = 35 * 24 * HOUR_MS;

/** Removes what marketplaces said of buyers when its time is over, and old records of pulls with it. */
@Injectable()
export class ForgetRawOrdersJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: Job;

  constructor(
    private readonly transactions: Transactions,
    private readonly shops: ShopRepository,
    private readonly raws: RawOrderRepository,
    private readonly pulls: OrderPullRepository,
    private readonly clock: Clock,
    logger: Logger,
  ) {
    this.job = new Job({ name: 'forget raw orders', restMs: HOUR_MS, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.job.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.job.stop();
  }

  /** Merchant by merchant: not even this job may see the raw orders of all. */
  private async round(): Promise<boolean> {
    const now = this.clock.now();
    let more = false;
    for (const merchantId of await this.transactions.run({ operator: true }, () => this.shops.merchants())) {
      await this.transactions.run({ merchants: [merchantId] }, async () => {
        if ((await this.raws.forget(now, ROWS_AT_ONCE)) === ROWS_AT_ONCE) more = true;
        await this.pulls.forgetRuns(new Date(now.getTime() - RUNS_KEPT_MS));
      });
    }
    return more;
  }
}
