import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { newId, type ListingId, type MerchantId } from '@pinglu/kernel';
import { Job, Logger, SERVICE_CONFIG, Transactions } from '@pinglu/platform';
import type { CatalogConfig } from '../../config.js';
import { ListingRepository } from '../listing.repository.js';
import { PublishBell } from './publish-bell.js';
import { PublishListing } from './publish-listing.js';

const REST_MS = 500;
const AT_A_TIME = 40;
const SIDE_BY_SIDE = 4;

/** Brings to the marketplaces what is wanted there. Any number of processes may do so at once. */
@Injectable()
export class PublishListingsJob implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly job: Job;
  private stopping = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly listings: ListingRepository,
    private readonly publishListing: PublishListing,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<CatalogConfig, 'LISTING_LEASE_MS'>,
    private readonly bell: PublishBell,
    private readonly logger: Logger,
  ) {
    this.job = new Job({ name: 'publish listings', restMs: REST_MS, round: () => this.round(), logger });
  }

  onApplicationBootstrap(): void {
    this.bell.answer(() => this.job.ring());
    this.job.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.job.stop();
  }

  private async round(): Promise<boolean> {
    const due = await this.transactions.run({ operator: true }, () => this.listings.findDue(AT_A_TIME));
    const waiting = due.values();
    let worked = false;
    const lane = async (): Promise<void> => {
      for (const one of waiting) {
        if (this.stopping) return;
        if (await this.publish(one)) worked = true;
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane));
    return worked;
  }

  /** False when another process was quicker. One that fails does not hold up the others; its lease ends by itself. */
  private async publish({ listingId, merchantId }: { listingId: ListingId; merchantId: MerchantId }): Promise<boolean> {
    try {
      const claim = await this.transactions.run({ merchants: [merchantId] }, () =>
        this.listings.claim(listingId, newId(), this.config.LISTING_LEASE_MS),
      );
      if (claim) await this.publishListing.execute(claim);
      return claim !== undefined;
    } catch (error) {
      this.logger.error('Work on a listing failed.', { listingId, merchantId, error });
      return false;
    }
  }
}
