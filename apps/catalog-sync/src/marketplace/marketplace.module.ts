import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
import type { CatalogConfig } from '../config.js';
import { Categories } from './categories.js';
import { Marketplaces } from './marketplaces.js';

@Module({
  providers: [
    {
      provide: ShopTokens,
      useFactory: ({ GATEWAY_URL, INTERNAL_SERVICE_SECRET }: CatalogConfig, clock: Clock) =>
        new ShopTokens({ service: 'catalog-sync', gatewayUrl: GATEWAY_URL, secret: INTERNAL_SERVICE_SECRET, clock }),
      inject: [SERVICE_CONFIG, Clock],
    },
    {
      provide: MarketplaceAdapters,
      useFactory: (metrics: Metrics) =>
        new MarketplaceAdapters({
          // A call ends before LISTING_LEASE_MS lets another process take over, whatever it waits for.
          deadlineMs: 60_000,
          longestWaitMs: 10_000,
          onCall: marketplaceCallMeter(metrics),
        }),
      inject: [Metrics],
    },
    Marketplaces,
    Categories,
  ],
  exports: [Marketplaces, Categories],
})
export class MarketplaceModule {}
