import { Global, Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { MarketplaceAdapters } from '@pinglu/marketplace';
import { marketplaceCallMeter, Metrics, SERVICE_CONFIG, ShopTokens } from '@pinglu/platform';
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
      useFactory: (metrics: Metrics) => new MarketplaceAdapters({ onCall: marketplaceCallMeter(metrics) }),
      inject: [Metrics],
    },
    Marketplaces,
  ],
  exports: [Marketplaces],
})
export class MarketplaceModule {}
