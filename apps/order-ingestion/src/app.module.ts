import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Authenticator, InternalTokenAuthenticator, InternalTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import { ChainModule } from './chain/chain.module.js';
import type { OrderIngestionConfig } from './config.js';
import { ListingModule } from './listing/listing.module.js';
import { MarketplaceModule } from './marketplace/marketplace.module.js';
import { OrderModule } from './order/order.module.js';
import { RawOrderModule } from './raw-order/raw-order.module.js';
import { RepositoriesModule } from './repositories.module.js';
import { ShipmentModule } from './shipment/shipment.module.js';
import { ShopModule } from './shop/shop.module.js';

@Module({
  imports: [
    RepositoriesModule,
    MarketplaceModule,
    ShopModule,
    ListingModule,
    RawOrderModule,
    OrderModule,
    ShipmentModule,
    ChainModule,
  ],
  providers: [
    {
      provide: Authenticator,
      useFactory: (config: OrderIngestionConfig, clock: Clock) =>
        new InternalTokenAuthenticator(
          new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY, 'order-ingestion', clock),
        ),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
})
export class AppModule {}
