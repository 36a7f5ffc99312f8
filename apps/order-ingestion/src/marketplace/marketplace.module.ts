import { Global, Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
import type { OrderIngestionConfig } from '../config.js';
import { Marketplaces } from './marketplaces.js';

@Global()
@Module({
  providers: [
    {
      provide: ShopTokens,
      useFactory: (config: OrderIngestionConfig, clock: Clock) =>
        new ShopTokens({
          service: 'order-ingestion',
          gatewayUrl: config.GATEWAY_URL,
          secret: config.INTERNAL_SERVICE_SECRET,
          clock,
        }),
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
          onCall: ({ marketplace, operation, outcome }) => calls.inc({ marketplace, operation, outcome }),
        });
      },
      inject: [Metrics],
    },
    Marketplaces,
  ],
  exports: [Marketplaces],
})
export class MarketplaceModule {}
