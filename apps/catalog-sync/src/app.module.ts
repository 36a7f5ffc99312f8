import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Authenticator, InternalTokenAuthenticator, InternalTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import type { CatalogConfig } from './config.js';
import { ListingModule } from './listing/listing.module.js';
import { ProductModule } from './product/product.module.js';
import { ShopModule } from './shop/shop.module.js';

@Module({
  imports: [ProductModule, ShopModule, ListingModule],
  providers: [
    {
      provide: Authenticator,
      useFactory: (config: CatalogConfig, clock: Clock) =>
        new InternalTokenAuthenticator(
          new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY, 'catalog-sync', clock),
        ),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
})
export class AppModule {}
