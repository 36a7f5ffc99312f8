import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
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
      useFactory: (metrics: Metrics) => {
        const calls = metrics.counter('marketplace_calls_total', 'Calls to marketplaces, by what came of them.', [
          'marketplace',
          'operation',
          'outcome',
        ]);
        return new MarketplaceAdapters({
          // With two repetitions a call ends within 95 s: before LISTING_LEASE_MS lets another process take over.
          timeoutMs: 15_000,
          longestWaitMs: 10_000,
          onCall: ({ marketplace, operation, outcome }) => calls.inc({ marketplace, operation, outcome }),
        });
      },
      inject: [Metrics],
    },
    Marketplaces,
    Categories,
  ],
  exports: [Marketplaces, Categories],
})
export class MarketplaceModule {}
