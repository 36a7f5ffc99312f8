import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger, Transactions } from '@pinglu/platform';
import { inParallel } from '../../job/in-parallel.js';
import { Job } from '../../job/job.js';
import { ShipmentQueueRepository } from '../shipment-queue.repository.js';
import { PackOrdersHandler } from './pack-orders.handler.js';

const SHOPS_AT_ONCE = 4;
const SHOPS_PER_ROUND = 20;

/** Packs parcels as they are wanted, and announces them. */
@Injectable()
export class PackOrdersJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly job: Job;

  constructor(
    private readonly transactions: Transactions,
    private readonly queue: ShipmentQueueRepository,
    private readonly handler: PackOrdersHandler,
    logger: Logger,
  ) {
    this.job = new Job({ name: 'pack orders', restMs: 1_000, round: () => this.round(), logger });
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
    const shops = await this.transactions.run({ operator: true }, () => this.queue.dueShops(SHOPS_PER_ROUND));
    let taken = 0;
    await inParallel(shops, SHOPS_AT_ONCE, async (shop) => {
      taken += await this.handler.handle(shop);
    });
    return taken > 0;
  }
}
