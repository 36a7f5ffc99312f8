import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
import type { InventoryConfig } from '../config.js';
import { StockLedgerModule } from '../stock/stock-ledger.module.js';
import { AvailabilityEvents } from './availability.events.js';
import { AvailabilityRepository } from './availability.repository.js';
import { FollowListingConsumer } from './follow-listing/follow-listing.consumer.js';
import { FollowListingHandler } from './follow-listing/follow-listing.handler.js';
import { ShopStock } from './write-back/shop-stock.js';
import { WriteBackHandler } from './write-back/write-back.handler.js';
import { WriteBackJob } from './write-back/write-back.job.js';

@Module({
  imports: [StockLedgerModule],
  controllers: [FollowListingConsumer],
  providers: [
    AvailabilityRepository,
    AvailabilityEvents,
    FollowListingHandler,
    ShopStock,
    WriteBackHandler,
    WriteBackJob,
    {
      provide: MarketplaceAdapters,
      useFactory: (metrics: Metrics) => new MarketplaceAdapters({ onCall: marketplaceCallMeter(metrics) }),
      inject: [Metrics],
    },
    {
      provide: ShopTokens,
      useFactory: (config: InventoryConfig, clock: Clock) =>
        new ShopTokens({
          service: 'inventory',
          gatewayUrl: config.GATEWAY_URL,
          secret: config.INTERNAL_SERVICE_SECRET,
          clock,
        }),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
  exports: [AvailabilityRepository, AvailabilityEvents],
})
export class AvailabilityModule {}
