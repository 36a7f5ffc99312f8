import { Module } from '@nestjs/common';
import { Clock } from '@pinglu/kernel';
import { Authenticator, InternalTokenAuthenticator, InternalTokenVerifier, SERVICE_CONFIG } from '@pinglu/platform';
import { ChainModule } from './chain/chain.module.js';
import type { CustomsDeclarationConfig } from './config.js';
import { DeclarantModule } from './declarant/declarant.module.js';
import { DeclarationModule } from './declaration/declaration.module.js';
import { ProductModule } from './product/product.module.js';
import { ShopModule } from './shop/shop.module.js';

@Module({
  imports: [ShopModule, ProductModule, DeclarantModule, DeclarationModule, ChainModule],
  providers: [
    {
      provide: Authenticator,
      useFactory: (config: CustomsDeclarationConfig, clock: Clock) =>
        new InternalTokenAuthenticator(
          new InternalTokenVerifier(config.INTERNAL_TOKEN_PUBLIC_KEY, 'customs-declaration', clock),
        ),
      inject: [SERVICE_CONFIG, Clock],
    },
  ],
})
export class AppModule {}
